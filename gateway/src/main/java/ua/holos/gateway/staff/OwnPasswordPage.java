package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where people choose a password of their own.
@Controller
final class OwnPasswordPage {
  private final SignedInStaff current;
  private final SignIn signIn;
  private final AccountKeeping keeping;
  private final Passwords passwords;
  private final DeskSessions sessions;

  OwnPasswordPage(
      SignedInStaff current,
      SignIn signIn,
      AccountKeeping keeping,
      Passwords passwords,
      DeskSessions sessions) {
    this.current = current;
    this.signIn = signIn;
    this.keeping = keeping;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  @GetMapping("/desk/password")
  String page(@RequestParam(defaultValue = "") String done, Model model) {
    model.addAttribute("done", done.equals("password"));
    return form(model);
  }

  private String form(Model model) {
    Account account = account();
    model.addAttribute("login", account.member().login());
    model.addAttribute("forced", account.mustChange());
    model.addAttribute("own", account.passwordHash() != null);
    model.addAttribute("secondFactor", account.secondFactor());
    return "desk/password";
  }

  private Account account() {
    return current.account().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
  }

  @PostMapping("/desk/password")
  String choose(
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Account account = account();
    Optional<String> mistake = mistake(account, old, password, again);
    if (mistake.isPresent()) {
      response.setStatus(422);
      model.addAttribute("mistake", mistake.get());
      return form(model);
    }
    boolean forced = account.mustChange();
    // All sessions end, and this one begins anew.
    sessions.begin(request, response, keeping.choosePassword(account.member(), password), false);
    return forced ? "redirect:/desk" : "redirect:/desk/password?done=password";
  }

  private Optional<String> mistake(Account account, String old, String password, String again) {
    if (account.passwordHash() == null) {
      return Optional.of("provider");
    }
    Optional<String> weak = PasswordRules.mistake(password, account.member().login());
    if (weak.isPresent()) {
      return weak;
    }
    if (!password.equals(again)) {
      return Optional.of("differ");
    }
    // Who has to change it has typed it a moment ago.
    if (!account.mustChange() && !signIn.knowsPassword(account, old)) {
      return Optional.of("old");
    }
    return passwords.matches(password, account.passwordHash())
        ? Optional.of("same")
        : Optional.empty();
  }
}
