package ua.holos.gateway.city;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ua.holos.bot.conversation.Policy;
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
    ContactPolicy contact,
    Set<DayOfWeek> workingDays,
    Set<LocalDate> holidays,
    Map<String, String> details) {
  public City {
    phones = List.copyOf(phones);
    workingDays = Set.copyOf(workingDays);
    holidays = Set.copyOf(holidays);
    details = Map.copyOf(details);
  }

  /// Whether operators answer at a moment.
  public boolean operatorsAnswer(Instant at) {
    return operators.include(at, zone);
  }

  /// How the city wants conversations to be led.
  Policy policy() {
    ContactRule rule =
        switch (contact) {
          case NEVER -> ContactRule.NEVER;
          case OPTIONAL -> ContactRule.OPTIONAL;
          case REQUIRED -> ContactRule.REQUIRED;
        };
    return Policy.STANDARD
        .with(rule)
        .with(
            new ua.holos.bot.conversation.OfficeHours(
                operators.days(), operators.from(), operators.to(), zone));
  }

  /// Whether a phone number is asked for before an appeal is filed.
  public enum ContactPolicy {
    NEVER,
    /// Asked for, and the citizen may leave it out.
    OPTIONAL,
    REQUIRED
  }

  /// Days of the week and the hours on each, in the city's time zone; `to` itself is outside.
  public record OfficeHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public OfficeHours {
      days = Set.copyOf(days);
    }

    boolean include(Instant at, ZoneId zone) {
      var local = at.atZone(zone);
      LocalTime time = local.toLocalTime();
      return days.contains(local.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
  }
}
