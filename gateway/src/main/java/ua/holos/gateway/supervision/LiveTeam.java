package ua.holos.gateway.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Mode;
import ua.holos.gateway.desk.LiveCase;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.StaffDirectory;
import ua.holos.gateway.staff.StaffMember;

/// Who is on line, who waits and who holds what, this moment.
final class LiveTeam {
  private final LiveDesk desk;
  private final Presence presence;
  private final StaffDirectory staff;

  LiveTeam(LiveDesk desk, Presence presence, StaffDirectory staff) {
    this.desk = desk;
    this.presence = presence;
    this.staff = staff;
  }

  /// @param state `taking`, `ready`, `away`
  /// @param limit how many they may hold, 0 when the account isn't known
  record Person(String id, String name, String state, int held, int limit) {}

  /// @param minutes that the person waits: for an operator, or for an answer; null when all was
  ///   answered
  /// @param holder who has it, null when it waits
  record Case(
      String conversation,
      @Nullable String name,
      String reason,
      @Nullable String category,
      @Nullable Long minutes,
      @Nullable String holder) {}

  /// @param oldest minutes that the longest waiting waits, null when nobody does
  /// @param unanswered minutes that the longest unanswered waits, null when all is answered
  /// @param reasons how many wait for each reason
  /// @param categories how many wait with each category's code, empty for none
  record Now(
      List<Person> people,
      List<Case> waiting,
      List<Case> held,
      @Nullable Long oldest,
      @Nullable Long unanswered,
      Map<String, Integer> reasons,
      Map<String, Integer> categories) {}

  Now now(Instant at) {
    List<Case> waiting = new ArrayList<>();
    List<Case> held = new ArrayList<>();
    Map<String, Integer> load = new HashMap<>();
    Map<String, Integer> reasons = new TreeMap<>();
    Map<String, Integer> categories = new TreeMap<>();
    for (LiveCase one : desk.all()) {
      switch (one.shown().mode()) {
        case Mode.AwaitingOperator _ -> {
          waiting.add(shown(one, minutes(one.shown().handOff().calledAt(), at), null));
          reasons.merge(one.shown().handOff().reason(), 1, Integer::sum);
          String category = one.shown().category();
          categories.merge(category == null ? "" : category, 1, Integer::sum);
        }
        case Mode.WithOperator with -> {
          load.merge(with.operator().id(), 1, Integer::sum);
          Instant since = with.unansweredSince();
          held.add(shown(one, since == null ? null : minutes(since, at), with.operator().name()));
        }
        case Mode.WithBot _ -> {}
      }
    }
    held.sort(Comparator.comparing(Case::minutes, Comparator.nullsLast(Comparator.reverseOrder())));
    List<Person> people =
        presence.present().stream()
            .map(one ->
                new Person(
                    one.operator().id(),
                    one.operator().name(),
                    one.state().name().toLowerCase(Locale.ROOT),
                    load.getOrDefault(one.operator().id(), 0),
                    limit(one.operator().id())))
            .sorted(Comparator.comparing(Person::name))
            .toList();
    return new Now(people, waiting, held, longest(waiting), longest(held), reasons, categories);
  }

  private int limit(String id) {
    try {
      return staff.find(UUID.fromString(id)).map(StaffMember::parallel).orElse(0);
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private static Case shown(LiveCase one, @Nullable Long minutes, @Nullable String holder) {
    return new Case(
        one.conversation().value(),
        one.shown().name(),
        one.shown().handOff().reason(),
        one.shown().category(),
        minutes,
        holder);
  }

  private static @Nullable Long longest(List<Case> cases) {
    Long longest = null;
    for (Case one : cases) {
      Long minutes = one.minutes();
      if (minutes != null && (longest == null || minutes > longest)) {
        longest = minutes;
      }
    }
    return longest;
  }

  private static Long minutes(Instant since, Instant at) {
    return Math.max(0, Duration.between(since, at).toMinutes());
  }
}
