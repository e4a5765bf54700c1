package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ua.holos.gateway.city.City;

/// Where people set up codes on their telephone as a second factor, and give them up.
@Controller
final class SecondFactorPage {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InstantSource CLOCK = InstantSource.system();

  private final SignedInStaff current;
  private final SignIn signIn;
  private final SignInTries tries;
  private final AccountKeeping keeping;
  private final SecretBox box;
  private final DeskSessions sessions;
  private final StaffSettings settings;
  private final City city;

  SecondFactorPage(
      SignedInStaff current,
      SignIn signIn,
      SignInTries tries,
      AccountKeeping keeping,
      SecretBox box,
      DeskSessions sessions,
      StaffSettings settings,
      City city) {
    this.current = current;
    this.signIn = signIn;
    this.tries = tries;
    this.keeping = keeping;
    this.box = box;
    this.sessions = sessions;
    this.settings = settings;
    this.city = city;
  }

  @GetMapping("/desk/second-factor")
  String page(Model model, HttpServletRequest request) {
    return show(model, request);
  }

  private String show(Model model, HttpServletRequest request) {
    Account account = account();
    boolean required = settings.secondFactorRequired(account.member());
    model.addAttribute("required", required);
    model.addAttribute("on", account.secondFactor());
    model.addAttribute("provider", account.passwordHash() == null);
    if (account.secondFactor()) {
      model.addAttribute("left", tries.recoveryLeft(account.member().id()));
    } else {
      byte[] secret = newSecret(account, request);
      String key = Totp.base32(secret);
      model.addAttribute("key", key.replaceAll("(.{4})(?!$)", "$1 "));
      model.addAttribute("picture", QrCode.dataAddress(address(account.member().login(), key)));
    }
    return "desk/second-factor";
  }

  private Account account() {
    return current.account().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
  }

  /// The same one until it is confirmed: a reload doesn't make what was just scanned worthless.
  private byte[] newSecret(Account account, HttpServletRequest request) {
    String owner = account.member().id().toString();
    HttpSession session = request.getSession(true);
    if (session.getAttribute(NewSecondFactor.ATTRIBUTE) instanceof NewSecondFactor begun) {
      Optional<byte[]> secret = box.open(begun.closedSecret(), owner);
      if (secret.isPresent()) {
        return secret.get();
      }
    }
    byte[] secret = new byte[Totp.SECRET_BYTES];
    RANDOM.nextBytes(secret);
    session.setAttribute(NewSecondFactor.ATTRIBUTE, new NewSecondFactor(box.close(secret, owner)));
    return secret;
  }

  /// As apps read it (the key URI format of Google Authenticator).
  private String address(String login, String key) {
    String issuer = "Holos " + city.name();
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encoded(issuer), encoded(login), key, encoded(issuer));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @PostMapping("/desk/second-factor")
  String confirm(
      @RequestParam(defaultValue = "") String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Account account = account();
    if (account.secondFactor()
        || account.passwordHash() == null
        || !(request.getSession(true).getAttribute(NewSecondFactor.ATTRIBUTE)
            instanceof NewSecondFactor begun)) {
      return "redirect:/desk/second-factor";
    }
    String owner = account.member().id().toString();
    OptionalLong step =
        box.open(begun.closedSecret(), owner)
            .map(secret -> Totp.step(secret, code, CLOCK.instant()))
            .orElse(OptionalLong.empty());
    if (step.isEmpty()) {
      response.setStatus(422);
      model.addAttribute("mistake", "code");
      return show(model, request);
    }
    List<String> codes = RecoveryCodes.make(RANDOM);
    Account after =
        keeping.chooseSecondFactor(
            account.member(),
            begun.closedSecret(),
            codes.stream().map(one -> box.hash(RecoveryCodes.folded(one))).toList());
    var _ = tries.takeStep(account.member().id(), step.getAsLong());
    sessions.begin(request, response, after, false);
    model.addAttribute("codes", codes);
    model.addAttribute("staff", after.member());
    return "desk/second-factor";
  }

  @PostMapping("/desk/second-factor/off")
  String off(
      @RequestParam(defaultValue = "") String password,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Account account = account();
    @Nullable String mistake = null;
    if (settings.secondFactorRequired(account.member())) {
      mistake = "required";
    } else if (!signIn.knowsPassword(account, password)) {
      mistake = "old";
    }
    if (mistake != null) {
      response.setStatus(422);
      model.addAttribute("mistake", mistake);
      return show(model, request);
    }
    sessions.begin(
        request, response, keeping.chooseSecondFactor(account.member(), null, List.of()), false);
    return "redirect:/desk/password";
  }
}
