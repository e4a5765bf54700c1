package ua.holos.gateway.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.understanding.Language;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.StaffMember;

/// Whether a conversation is one for a member of staff: by skills, and by how many they hold.
public final class Fitness {
  private final LiveDesk desk;
  private final Catalogue catalogue;

  Fitness(LiveDesk desk, Catalogue catalogue) {
    this.desk = desk;
    this.catalogue = catalogue;
  }

  /// Whether they may take it.
  public enum Verdict {
    FITS,
    /// They lack a skill that it asks for.
    UNSKILLED,
    /// They hold as many as they may already.
    FULL
  }

  /// Whether a member of staff may take a conversation of the desk now. It is no promise: what the
  /// conversation decides counts.
  ///
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached
  public Verdict of(StaffMember member, LiveCase live) {
    if (!skilled(member, live.shown())) {
      return Verdict.UNSKILLED;
    }
    return isFull(member) ? Verdict.FULL : Verdict.FITS;
  }

  /// Whether somebody holds as many conversations as they may at once.
  ///
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached
  public boolean isFull(StaffMember member) {
    return held(member, desk.all()) >= member.parallel();
  }

  /// How many of the conversations somebody holds.
  public static long held(StaffMember member, List<LiveCase> all) {
    String id = member.id().toString();
    return all.stream()
        .filter(live ->
            live.shown().mode() instanceof Mode.WithOperator held
                && held.operator().id().equals(id))
        .count();
  }

  /// Whether somebody has the skills for a conversation. What isn't known of it asks for none, and
  /// whoever has no skill of a kind takes everything of that kind. Whoever it is meant for need not
  /// have others.
  public boolean skilled(StaffMember member, DeskCase shown) {
    Destination wanted = wanted(shown);
    if (wanted != null && named(member, wanted)) {
      return true;
    }
    Language language = shown.language();
    return has(member, Skill.Kind.DEPARTMENT, department(shown))
        && has(member, Skill.Kind.DISTRICT, districts(shown.district()))
        && has(member, Skill.Kind.LANGUAGE, languages(language));
  }

  /// To whom a conversation is to go, or is offered; null when to anybody.
  static @Nullable Destination wanted(DeskCase shown) {
    return shown.mode() instanceof Mode.WithOperator held && held.transfer() != null
        ? held.transfer().to()
        : shown.handOff().wanted();
  }

  /// Whether an offer is for somebody: they are named by it, or are of no department, and so answer
  /// for all of them. Without the latter what is offered to a department that nobody lists would
  /// reach nobody.
  public static boolean meant(StaffMember member, Destination wanted) {
    return named(member, wanted)
        || wanted.kind() == Destination.Kind.DEPARTMENT
            && has(member, Skill.Kind.DEPARTMENT, Set.of(wanted.code()));
  }

  /// Whether somebody is, or expressly belongs to, who is wanted.
  static boolean named(StaffMember member, Destination wanted) {
    return switch (wanted.kind()) {
      case OPERATOR -> member.id().toString().equals(wanted.code());
      case SKILL -> member.skills().stream().anyMatch(skill -> skill.code().equals(wanted.code()));
      case DEPARTMENT -> member.skills().contains(new Skill(Skill.Kind.DEPARTMENT, wanted.code()));
    };
  }

  private Set<String> department(DeskCase shown) {
    return shown.category() == null
        ? Set.of()
        : catalogue
            .category(shown.category())
            .map(Category::department)
            .map(Set::of)
            .orElse(Set.of());
  }

  /// The skills of which one is enough for a language. Whoever answers in Ukrainian reads surzhyk
  /// and Latin letters too; a language that nothing tells of asks for none.
  private static Set<String> languages(@Nullable Language language) {
    return switch (language) {
      case UKRAINIAN, RUSSIAN, ENGLISH -> Set.of(language.name());
      case MIXED, TRANSLITERATED -> Set.of(language.name(), Language.UKRAINIAN.name());
      case UNKNOWN -> Set.of();
      case null -> Set.of();
    };
  }

  /// A street may lie in several.
  private static Set<String> districts(@Nullable String named) {
    return named == null ? Set.of() : Set.copyOf(Arrays.asList(named.split(", ", -1)));
  }

  private static boolean has(StaffMember member, Skill.Kind kind, Set<String> anyOf) {
    Set<String> own =
        member.skills().stream()
            .filter(skill -> skill.kind() == kind)
            .map(Skill::code)
            .collect(Collectors.toSet());
    return own.isEmpty() || anyOf.isEmpty() || anyOf.stream().anyMatch(own::contains);
  }
}
