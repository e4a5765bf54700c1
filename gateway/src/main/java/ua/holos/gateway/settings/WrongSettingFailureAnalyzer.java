package ua.holos.gateway.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/// Says at start which setting has a wrong value: its name, what was found (unless it is secret)
/// and what is expected.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(token|secret|password|key|credential).*");

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    return validation(cause)
        .map(invalid -> analysis(invalid(invalid), cause))
        .orElseGet(() -> analysis(refused(cause).orElseGet(() -> unreadable(cause)), cause));
  }

  private static FailureAnalysis analysis(String description, BindException cause) {
    return new FailureAnalysis(description, "Correct the setting and start again.", cause);
  }

  private static Optional<BindValidationException> validation(BindException cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof BindValidationException invalid) {
        return Optional.of(invalid);
      }
    }
    return Optional.empty();
  }

  private static String invalid(BindValidationException exception) {
    var errors = exception.getValidationErrors();
    return errors.getAllErrors().stream()
        .map(error -> "The setting " + invalid(errors.getName().toString(), error))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String invalid(String prefix, ObjectError error) {
    String expected = String.valueOf(error.getDefaultMessage());
    if (!(error instanceof FieldError field)) {
      return prefix + " is wrong: " + expected;
    }
    String name = prefix + "." + kebab(field.getField());
    return "%s is %s: %s".formatted(name, shown(name, field.getRejectedValue()), expected);
  }

  /// A settings record's own word about a value: it names the setting, what it found and what it
  /// expects.
  private static Optional<String> refused(BindException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    StackTraceElement[] trace = root.getStackTrace();
    return root instanceof IllegalArgumentException
            && trace.length > 0
            && trace[0].getClassName().startsWith("ua.holos.")
        ? Optional.of("A setting is wrong. " + root.getMessage() + ".")
        : Optional.empty();
  }

  private static String unreadable(BindException cause) {
    ConfigurationProperty property = cause.getProperty();
    String name = property == null ? cause.getName().toString() : property.getName().toString();
    String found = property == null ? "not set" : shown(name, property.getValue());
    return "The setting %s is %s: expected %s".formatted(name, found, expected(cause));
  }

  private static String expected(BindException cause) {
    Class<?> type = cause.getTarget().getType().resolve(Object.class);
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "double", "Double" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "Duration" -> "a duration such as 30s, 5m or 2h";
      case "DataSize" -> "a size such as 10MB";
      case "URI", "URL" -> "a URL such as https://example.org/path";
      default -> type.getSimpleName();
    };
  }

  private static String shown(String name, @Nullable Object value) {
    if (value == null) {
      return "not set";
    }
    return SECRET.matcher(name).matches() ? "set (its value is secret)" : "'" + value + "'";
  }

  private static String kebab(String field) {
    return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
