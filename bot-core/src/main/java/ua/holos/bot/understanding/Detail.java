package ua.holos.bot.understanding;

import java.util.List;

/// A detail of a complaint that categories ask for. Open on purpose: a city may add its own; the
/// readers know the ones named here.
public record Detail(String code) {
  public static final Detail ENTRANCE = new Detail("entrance");
  public static final Detail FLOOR = new Detail("floor");
  public static final Detail APARTMENT = new Detail("apartment");
  public static final Detail ROUTE = new Detail("route");
  public static final Detail STOP = new Detail("stop");
  public static final Detail LAMP_POST = new Detail("lamp-post");
  public static final Detail SINCE = new Detail("since");
  public static final Detail FREQUENCY = new Detail("frequency");
  public static final Detail INSTITUTION = new Detail("institution");
  public static final Detail LANDMARK = new Detail("landmark");
  public static final Detail ACCOUNT = new Detail("account");
  public static final Detail APPEAL_NUMBER = new Detail("appeal-number");

  /// The details that the readers know.
  public static List<Detail> known() {
    return List.of(
        ENTRANCE,
        FLOOR,
        APARTMENT,
        ROUTE,
        STOP,
        LAMP_POST,
        SINCE,
        FREQUENCY,
        INSTITUTION,
        LANDMARK,
        ACCOUNT,
        APPEAL_NUMBER);
  }
}
