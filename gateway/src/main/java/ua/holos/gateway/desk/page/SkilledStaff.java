package ua.holos.gateway.desk.page;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.Skill.Kind;
import ua.holos.gateway.staff.StaffMember;

/// Skills as accounts have them: whoever has none of a kind takes everything of that kind.
final class SkilledStaff implements Suitability {
  private final Catalogue catalogue;

  SkilledStaff(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public boolean fits(StaffMember member, DeskCase shown) {
    String department =
        shown.category() == null
            ? null
            : catalogue.category(shown.category()).map(Category::department).orElse(null);
    return has(member, Kind.DEPARTMENT, department)
        && has(member, Kind.LANGUAGE, shown.language() == null ? null : shown.language().name())
        && inDistrict(member, shown.district());
  }

  @Override
  public boolean meant(StaffMember member, Destination to) {
    return switch (to.kind()) {
      case OPERATOR -> to.code().equals(member.id().toString());
      case DEPARTMENT -> has(member, Kind.DEPARTMENT, to.code());
      case SKILL ->
          member.skills().stream().anyMatch(skill -> skill.code().equalsIgnoreCase(to.code()));
    };
  }

  private static boolean inDistrict(StaffMember member, @Nullable String districts) {
    // A long street lies in several.
    return districts == null
        || Arrays.stream(districts.split(", ")).anyMatch(one -> has(member, Kind.DISTRICT, one));
  }

  private static boolean has(StaffMember member, Kind kind, @Nullable String code) {
    Set<String> codes =
        member.skills().stream()
            .filter(skill -> skill.kind() == kind)
            .map(Skill::code)
            .collect(Collectors.toSet());
    return code == null || codes.isEmpty() || codes.contains(code);
  }
}
