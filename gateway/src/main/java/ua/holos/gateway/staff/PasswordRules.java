package ua.holos.gateway.staff;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a password has to be: long rather than odd (NIST SP 800-63B).
final class PasswordRules {
  static final int SHORTEST = 12;

  /// BCrypt looks at no more; what is behind it would be thrown away in silence.
  static final int MOST_BYTES = 72;

  private static final Set<String> OBVIOUS =
      Set.of(
          "password",
          "passwort",
          "parol",
          "пароль",
          "qwerty",
          "qwertyuiop",
          "йцукен",
          "йцукенгшщзхї",
          "admin",
          "administrator",
          "адмін",
          "адміністратор",
          "operator",
          "оператор",
          "holos",
          "голос",
          "letmein",
          "welcome",
          "iloveyou",
          "ukraine",
          "україна",
          "slavaukraini",
          "славаукраїні",
          "kyiv",
          "київ",
          "contactcentre",
          "контактнийцентр",
          "changeme",
          "secret",
          "master",
          "superman",
          "football",
          "dragon",
          "monkey");

  private PasswordRules() {}

  /// Why a password isn't good enough: `short`, `long`, `login`, `obvious`; empty when it is.
  static Optional<String> mistake(String password, String login) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("short");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("long");
    }
    String folded = password.strip().toLowerCase(Locale.ROOT);
    if (!login.isEmpty() && withoutDigitsAndSigns(folded).equals(withoutDigitsAndSigns(login))
        || folded.equals(login)) {
      return Optional.of("login");
    }
    return obvious(folded) ? Optional.of("obvious") : Optional.empty();
  }

  private static boolean obvious(String folded) {
    String letters = withoutDigitsAndSigns(folded);
    if (folded.matches("[0-9]+")) {
      return true;
    }
    if (folded.codePoints().distinct().count() < 5) {
      return true;
    }
    // A known word said once or several times, with whatever figures around it.
    return OBVIOUS.stream()
        .anyMatch(word -> !letters.isEmpty() && letters.replace(word, "").isEmpty());
  }

  private static String withoutDigitsAndSigns(String text) {
    return text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
