package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.bot.understanding.Language;
import ua.holos.gateway.city.City;
import ua.holos.gateway.city.Departments;

/// Where administrators keep the accounts.
@Controller
final class AccountsPage {
  private static final int LONGEST_NAME = 100;
  private static final List<Language> LANGUAGES =
      List.of(
          Language.UKRAINIAN,
          Language.RUSSIAN,
          Language.MIXED,
          Language.TRANSLITERATED,
          Language.ENGLISH);

  private final SignedInStaff current;
  private final AccountDirectory directory;
  private final Accounts accounts;
  private final AccountKeeping keeping;
  private final Departments departments;
  private final ZoneId zone;
  private final InstantSource clock = InstantSource.system();

  AccountsPage(
      SignedInStaff current,
      AccountDirectory directory,
      Accounts accounts,
      AccountKeeping keeping,
      Departments departments,
      City city) {
    this.current = current;
    this.directory = directory;
    this.accounts = accounts;
    this.keeping = keeping;
    this.departments = departments;
    this.zone = city.zone();
  }

  /// What was typed into the form.
  ///
  /// @param districts separated by commas
  record Form(
      String login,
      String name,
      Set<Role> roles,
      Set<String> departments,
      Set<String> languages,
      String districts,
      String parallel,
      boolean active) {

    static Form empty() {
      return new Form("", "", EnumSet.of(Role.OPERATOR), Set.of(), Set.of(), "", "5", true);
    }

    static Form of(StaffMember member) {
      return new Form(
          member.login(),
          member.name(),
          member.roles(),
          codes(member, Skill.Kind.DEPARTMENT),
          codes(member, Skill.Kind.LANGUAGE),
          codes(member, Skill.Kind.DISTRICT).stream().sorted().collect(Collectors.joining(", ")),
          Integer.toString(member.parallel()),
          member.active());
    }

    private static Set<String> codes(StaffMember member, Skill.Kind kind) {
      return member.skills().stream()
          .filter(skill -> skill.kind() == kind)
          .map(Skill::code)
          .collect(Collectors.toSet());
    }

    static Form of(MultiValueMap<String, String> typed) {
      return new Form(
          value(typed, "login"),
          value(typed, "name"),
          Arrays.stream(Role.values())
              .filter(role -> values(typed, "roles").contains(role.name()))
              .collect(Collectors.toSet()),
          new HashSet<>(values(typed, "departments")),
          new HashSet<>(values(typed, "languages")),
          value(typed, "districts"),
          value(typed, "parallel"),
          !value(typed, "active").isEmpty());
    }

    private static List<String> values(MultiValueMap<String, String> typed, String name) {
      List<String> values = typed.get(name);
      return values == null ? List.of() : values;
    }

    private static String value(MultiValueMap<String, String> typed, String name) {
      String value = typed.getFirst(name);
      return value == null ? "" : value.strip();
    }
  }

  @GetMapping("/desk/accounts")
  String list(Model model) {
    // From SQL: lock-outs and last sign-ins are not what the directory looks out for.
    model.addAttribute("accounts", accounts.all());
    model.addAttribute("now", clock.instant());
    model.addAttribute("zone", zone);
    return "desk/accounts";
  }

  @GetMapping("/desk/accounts/new")
  String fresh(Model model) {
    return form(model, null, Form.empty());
  }

  @GetMapping("/desk/accounts/{id}")
  String one(@PathVariable UUID id, @RequestParam(defaultValue = "") String done, Model model) {
    if (done.equals("saved") || done.equals("sessions") || done.equals("second-factor")) {
      model.addAttribute("done", done);
    }
    return directory
        .account(id)
        .map(account -> form(model, account, Form.of(account.member())))
        .orElse("redirect:/desk/accounts");
  }

  private String form(Model model, @Nullable Account account, Form form) {
    model.addAttribute("account", account);
    model.addAttribute("form", form);
    model.addAttribute("roles", Role.values());
    model.addAttribute("departments", departments.all());
    model.addAttribute("languages", LANGUAGES);
    model.addAttribute("now", clock.instant());
    model.addAttribute("zone", zone);
    return "desk/account";
  }

  @PostMapping("/desk/accounts")
  String create(
      @RequestParam MultiValueMap<String, String> typed,
      Model model,
      HttpServletResponse response) {
    Form form = Form.of(typed);
    if (!Accounts.login(form.login()).matches("[\\p{L}\\p{N}._@+-]{2,64}")) {
      return mistaken(model, response, null, form, "login");
    }
    Optional<String> mistake = mistake(form);
    if (mistake.isPresent()) {
      return mistaken(model, response, null, form, mistake.get());
    }
    Optional<AccountKeeping.Created> created =
        keeping.create(current.get(), form.login(), wanted(form));
    if (created.isEmpty()) {
      return mistaken(model, response, null, form, "taken");
    }
    Account account = directory.account(created.get().id()).orElseThrow();
    model.addAttribute("oneTimePassword", created.get().oneTimePassword());
    return form(model, account, Form.of(account.member()));
  }

  @PostMapping("/desk/accounts/{id}")
  String save(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> typed,
      Model model,
      HttpServletResponse response) {
    Optional<Account> account = directory.account(id);
    if (account.isEmpty()) {
      return "redirect:/desk/accounts";
    }
    Form form = Form.of(typed);
    Optional<String> mistake = mistake(form);
    if (mistake.isPresent()) {
      return mistaken(model, response, account.get(), form, mistake.get());
    }
    return switch (keeping.change(current.get(), account.get(), wanted(form))) {
      case DONE -> "redirect:/desk/accounts/" + id + "?done=saved";
      case GONE -> "redirect:/desk/accounts";
      case LAST_ADMINISTRATOR -> mistaken(model, response, account.get(), form, "last");
    };
  }

  private String mistaken(
      Model model,
      HttpServletResponse response,
      @Nullable Account account,
      Form form,
      String mistake) {
    response.setStatus(422);
    model.addAttribute("mistake", mistake);
    return form(model, account, form);
  }

  private static Optional<String> mistake(Form form) {
    if (form.name().isEmpty() || form.name().length() > LONGEST_NAME) {
      return Optional.of("name");
    }
    boolean number = form.parallel().matches("[0-9]{1,2}");
    if (!number
        || Integer.parseInt(form.parallel()) < 1
        || Integer.parseInt(form.parallel()) > OperatorWork.MOST_PARALLEL) {
      return Optional.of("parallel");
    }
    return Optional.empty();
  }

  private Accounts.Wanted wanted(Form form) {
    Set<Skill> skills = new HashSet<>();
    departments.all().stream()
        .filter(department -> form.departments().contains(department.code()))
        .forEach(department -> skills.add(new Skill(Skill.Kind.DEPARTMENT, department.code())));
    LANGUAGES.stream()
        .filter(language -> form.languages().contains(language.name()))
        .forEach(language -> skills.add(new Skill(Skill.Kind.LANGUAGE, language.name())));
    Arrays.stream(form.districts().split(","))
        .map(String::strip)
        .filter(district -> !district.isEmpty())
        .forEach(district -> skills.add(new Skill(Skill.Kind.DISTRICT, district)));
    return new Accounts.Wanted(
        form.name(), form.roles(), skills, Integer.parseInt(form.parallel()), form.active());
  }

  @PostMapping("/desk/accounts/{id}/password")
  String resetPassword(@PathVariable UUID id, Model model) {
    Optional<Account> account = directory.account(id);
    if (account.isEmpty()) {
      return "redirect:/desk/accounts";
    }
    String password = keeping.resetPassword(current.get(), account.get().member());
    model.addAttribute("oneTimePassword", password);
    return form(model, directory.account(id).orElseThrow(), Form.of(account.get().member()));
  }

  @PostMapping("/desk/accounts/{id}/second-factor")
  String resetSecondFactor(@PathVariable UUID id) {
    directory.find(id).ifPresent(member -> keeping.resetSecondFactor(current.get(), member));
    return "redirect:/desk/accounts/" + id + "?done=second-factor";
  }

  @PostMapping("/desk/accounts/{id}/sessions")
  String endSessions(@PathVariable UUID id) {
    directory.find(id).ifPresent(member -> keeping.endSessions(current.get(), member));
    return "redirect:/desk/accounts/" + id + "?done=sessions";
  }
}
