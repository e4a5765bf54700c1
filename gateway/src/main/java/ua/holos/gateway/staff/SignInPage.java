package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages for signing in, and the one for what somebody may not do.
@Controller
final class SignInPage {
  private static final Logger LOG = LoggerFactory.getLogger(SignInPage.class);
  private static final Set<String> PROBLEMS = Set.of("oidc", "oidc-away", "inactive");

  private final SignIn signIn;
  private final DeskSessions sessions;
  private final SignedInStaff current;
  private final AddressTries addresses;
  private final OidcProvider provider;

  SignInPage(
      SignIn signIn,
      DeskSessions sessions,
      SignedInStaff current,
      AddressTries addresses,
      OidcProvider provider) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.current = current;
    this.addresses = addresses;
    this.provider = provider;
  }

  @GetMapping("/desk/sign-in")
  String page(
      @RequestParam(defaultValue = "") String problem,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    if (current.signedIn().isPresent()) {
      return "redirect:/desk";
    }
    if (PROBLEMS.contains(problem)) {
      model.addAttribute("mistake", problem);
    }
    model.addAttribute("out", done.equals("out"));
    return form(model, "");
  }

  private String form(Model model, String login) {
    model.addAttribute("login", login);
    model.addAttribute("oidc", provider.on());
    model.addAttribute("oidcName", provider.buttonName());
    return "desk/sign-in";
  }

  @PostMapping("/desk/sign-in")
  String password(
      @RequestParam(defaultValue = "") String login,
      @RequestParam(defaultValue = "") String password,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    String from = request.getRemoteAddr();
    if (addresses.tooMany(from)) {
      return refused(model, response, 429, "often", login);
    }
    try {
      return switch (signIn.password(login, password, from)) {
        case SignIn.Outcome.In in -> {
          String wanted = DeskSessions.wanted(request);
          sessions.begin(request, response, in.account(), false);
          yield "redirect:" + wanted;
        }
        case SignIn.Outcome.CodeNeeded half -> {
          sessions.half(request, half.account());
          yield "redirect:/desk/sign-in/code";
        }
        case SignIn.Outcome.Refused _ -> {
          addresses.failed(from);
          yield refused(model, response, 422, "wrong", login);
        }
      };
    } catch (Passwords.BusyException busy) {
      return refused(model, response, 503, "busy", login);
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("Nobody can sign in just now: {}", away.getClass().getSimpleName());
      return refused(model, response, 503, "away", login);
    }
  }

  private String refused(
      Model model, HttpServletResponse response, int status, String mistake, String login) {
    response.setStatus(status);
    model.addAttribute("mistake", mistake);
    return form(model, login);
  }

  @GetMapping("/desk/sign-in/code")
  String code(HttpServletRequest request) {
    return sessions.half(request) == null ? "redirect:/desk/sign-in" : "desk/sign-in-code";
  }

  @PostMapping("/desk/sign-in/code")
  String code(
      @RequestParam(defaultValue = "") String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    HalfSignedIn half = sessions.half(request);
    if (half == null) {
      return "redirect:/desk/sign-in";
    }
    try {
      if (signIn.code(half, code, request.getRemoteAddr()) instanceof SignIn.Outcome.In in) {
        String wanted = DeskSessions.wanted(request);
        sessions.begin(request, response, in.account(), false);
        return "redirect:" + wanted;
      }
      addresses.failed(request.getRemoteAddr());
      response.setStatus(422);
      model.addAttribute("mistake", "code");
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("Nobody can sign in just now: {}", away.getClass().getSimpleName());
      response.setStatus(503);
      model.addAttribute("mistake", "away");
    }
    return "desk/sign-in-code";
  }

  /// Asks the identity provider first whether it is there: its own error would be a bare one.
  @GetMapping("/desk/sign-in/oidc")
  String oidc() {
    return provider.answers()
        ? "redirect:" + OidcSignIn.START + "/" + OidcProvider.NAME
        : "redirect:/desk/sign-in?problem=oidc-away";
  }

  /// Shown in place of what was refused; asked for by itself it says the same.
  @RequestMapping("/desk/refused")
  String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    model.addAttribute("forged", Boolean.TRUE.equals(request.getAttribute(DeniedRequests.FORGED)));
    return "desk/refused";
  }
}
