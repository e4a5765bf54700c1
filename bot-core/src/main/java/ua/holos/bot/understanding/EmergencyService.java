package ua.holos.bot.understanding;

/// Whom to call at once. The city pack has the number and the words for each code.
public record EmergencyService(String code) {
  public static final EmergencyService GAS = new EmergencyService("gas-104");
  public static final EmergencyService FIRE = new EmergencyService("fire-101");
  public static final EmergencyService POLICE = new EmergencyService("police-102");
  public static final EmergencyService MEDICAL = new EmergencyService("medical-103");
  public static final EmergencyService POWER = new EmergencyService("power-dispatcher");
  public static final EmergencyService WATER = new EmergencyService("water-dispatcher");
  public static final EmergencyService LIFT = new EmergencyService("lift-dispatcher");
  public static final EmergencyService ROAD_HAZARD = new EmergencyService("road-hazard");
  public static final EmergencyService CRISIS_LINE = new EmergencyService("crisis-line");
}
