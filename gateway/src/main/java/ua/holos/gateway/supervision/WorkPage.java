package ua.holos.gateway.supervision;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.bot.understanding.Language;
import ua.holos.gateway.city.Departments;
import ua.holos.gateway.staff.OperatorWork;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.StaffDirectory;
import ua.holos.gateway.staff.StaffMember;

/// Where supervisors set how many conversations an operator holds at once, and which.
@Controller
final class WorkPage {
  private static final Logger log = LoggerFactory.getLogger(WorkPage.class);
  private static final String PAGE = "desk/work";
  private static final int LONGEST_DISTRICTS = 500;
  private static final List<Language> LANGUAGES =
      List.of(
          Language.UKRAINIAN,
          Language.RUSSIAN,
          Language.MIXED,
          Language.TRANSLITERATED,
          Language.ENGLISH);

  private final TeamAccess access;
  private final OperatorWork work;
  private final StaffDirectory staff;
  private final Departments departments;

  WorkPage(TeamAccess access, OperatorWork work, StaffDirectory staff, Departments departments) {
    this.access = access;
    this.work = work;
    this.staff = staff;
    this.departments = departments;
  }

  @GetMapping("/desk/team/work")
  String form(@RequestParam(defaultValue = "") String operator, Model model) {
    StaffMember who = access.require();
    Optional<StaffMember> of = operator(operator);
    if (of.isEmpty()) {
      return "redirect:/desk/team?done=unknown";
    }
    StaffMember member = of.get();
    return show(
        model,
        who,
        member,
        Integer.toString(member.parallel()),
        member.skills(),
        districts(member),
        null);
  }

  private String show(
      Model model,
      StaffMember who,
      StaffMember member,
      String parallel,
      Set<Skill> skills,
      String districts,
      @Nullable String mistake) {
    model.addAttribute("staff", who);
    model.addAttribute("member", member);
    model.addAttribute("parallel", parallel);
    model.addAttribute("most", OperatorWork.MOST_PARALLEL);
    model.addAttribute("chosen", codes(skills));
    model.addAttribute("districts", districts);
    model.addAttribute("departments", departments.all());
    model.addAttribute("languages", LANGUAGES);
    model.addAttribute("mistake", mistake);
    return PAGE;
  }

  private static Set<String> codes(Set<Skill> skills) {
    return skills.stream().map(Skill::code).collect(Collectors.toSet());
  }

  private static String districts(StaffMember member) {
    return member.skills().stream()
        .filter(skill -> skill.kind() == Skill.Kind.DISTRICT)
        .map(Skill::code)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  @PostMapping("/desk/team/work")
  String save(
      @RequestParam(defaultValue = "") String operator,
      @RequestParam(defaultValue = "") String parallel,
      @RequestParam(name = "departments", required = false) @Nullable List<String> departmentCodes,
      @RequestParam(name = "languages", required = false) @Nullable List<String> languageNames,
      @RequestParam(defaultValue = "") String districts,
      Model model,
      HttpServletResponse response) {
    StaffMember who = access.require();
    Optional<StaffMember> of = operator(operator);
    if (of.isEmpty()) {
      return "redirect:/desk/team?done=unknown";
    }
    Set<Skill> skills = skills(orEmpty(departmentCodes), orEmpty(languageNames), districts);
    int count = parallel.strip().matches("[0-9]{1,2}") ? Integer.parseInt(parallel.strip()) : 0;
    if (count < 1 || count > OperatorWork.MOST_PARALLEL || districts.length() > LONGEST_DISTRICTS) {
      response.setStatus(422);
      String mistake = districts.length() > LONGEST_DISTRICTS ? "districts" : "parallel";
      return show(
          model, who, of.get(), parallel, skills, districts, "team.work.mistake." + mistake);
    }
    try {
      return work.set(who, of.get().id(), count, skills)
          ? "redirect:/desk/team?done=work"
          : "redirect:/desk/team?done=unknown";
    } catch (DataAccessException | TransactionException away) {
      log.warn("An operator's limits can't be stored: {}", away.getClass().getSimpleName());
      response.setStatus(503);
      return show(model, who, of.get(), parallel, skills, districts, "team.done.trail");
    }
  }

  private static List<String> orEmpty(@Nullable List<String> given) {
    return given == null ? List.of() : given;
  }

  /// Only what there is: departments of the city, languages that are told apart.
  private Set<Skill> skills(List<String> codes, List<String> names, String districts) {
    Set<Skill> skills = new HashSet<>();
    departments.all().stream()
        .filter(department -> codes.contains(department.code()))
        .forEach(department -> skills.add(new Skill(Skill.Kind.DEPARTMENT, department.code())));
    LANGUAGES.stream()
        .filter(language -> names.contains(language.name()))
        .forEach(language -> skills.add(new Skill(Skill.Kind.LANGUAGE, language.name())));
    Arrays.stream(districts.split(","))
        .map(String::strip)
        .filter(district -> !district.isEmpty())
        .forEach(district -> skills.add(new Skill(Skill.Kind.DISTRICT, district)));
    return skills;
  }

  private Optional<StaffMember> operator(String id) {
    try {
      return staff.find(UUID.fromString(id)).filter(one -> one.active() && one.is(Role.OPERATOR));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
