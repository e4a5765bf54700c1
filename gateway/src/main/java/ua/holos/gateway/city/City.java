package ua.holos.gateway.city;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ua.holos.bot.conversation.OfficeHours;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.form.ContactRule;

/// What `city.yaml` says of the city and its contact centre.
///
/// @param name the city's name: `Київ`
/// @param zone its time zone
/// @param jurisdiction the core system's `jurisdiction_id`
/// @param contactCentre the contact centre's name
/// @param phone the number people are told first
/// @param phones all its numbers
/// @param operators when operators answer
/// @param quiet when people aren't disturbed with what isn't urgent
/// @param contact whether a phone number is asked for
/// @param workingDays the days deadlines are counted in
/// @param holidays days off among them
/// @param details the city's own details, and the words that ask for each
public record City(
    String name,
    ZoneId zone,
    String jurisdiction,
    String contactCentre,
    String phone,
    List<String> phones,
    OfficeHours operators,
    QuietHours quiet,
    ContactRule contact,
    Set<DayOfWeek> workingDays,
    Set<LocalDate> holidays,
    Map<String, String> details) {
  public City {
    phones = List.copyOf(phones);
    workingDays = Set.copyOf(workingDays);
    holidays = Set.copyOf(holidays);
    details = Map.copyOf(details);
  }
}
