package ua.holos.gateway.desk.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator typed into the form of an appeal; bound by its setters.
public final class AppealForm {
  private String conversation = "";
  private String request = "";
  private String category = "";
  private String description = "";
  private String street = "";
  private String streetId = "";
  private String house = "";
  private String place = "";
  private String latitude = "";
  private String longitude = "";
  private String phone = "";
  private String name = "";
  private List<String> photos = new ArrayList<>();
  private Map<String, String> details = new LinkedHashMap<>();

  public String getConversation() {
    return conversation;
  }

  public void setConversation(@Nullable String given) {
    conversation = text(given);
  }

  public String getRequest() {
    return request;
  }

  public void setRequest(@Nullable String given) {
    request = text(given);
  }

  public String getCategory() {
    return category;
  }

  public void setCategory(@Nullable String given) {
    category = text(given);
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String given) {
    description = text(given);
  }

  public String getStreet() {
    return street;
  }

  public void setStreet(@Nullable String given) {
    street = text(given);
  }

  public String getStreetId() {
    return streetId;
  }

  public void setStreetId(@Nullable String given) {
    streetId = text(given);
  }

  public String getHouse() {
    return house;
  }

  public void setHouse(@Nullable String given) {
    house = text(given);
  }

  public String getPlace() {
    return place;
  }

  public void setPlace(@Nullable String given) {
    place = text(given);
  }

  public String getLatitude() {
    return latitude;
  }

  public void setLatitude(@Nullable String given) {
    latitude = text(given);
  }

  public String getLongitude() {
    return longitude;
  }

  public void setLongitude(@Nullable String given) {
    longitude = text(given);
  }

  public String getPhone() {
    return phone;
  }

  public void setPhone(@Nullable String given) {
    phone = text(given);
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String given) {
    name = text(given);
  }

  public List<String> getPhotos() {
    return photos;
  }

  public void setPhotos(@Nullable List<String> given) {
    photos = given == null ? new ArrayList<>() : given;
  }

  public Map<String, String> getDetails() {
    return details;
  }

  public void setDetails(@Nullable Map<String, String> given) {
    details = given == null ? new LinkedHashMap<>() : given;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.replace("\r\n", "\n").strip();
  }
}
