package ua.holos.gateway.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import ua.holos.gateway.settings.UnknownSettingsException.Unknown;

/// Stops the start when a `holos.*` setting isn't known, wherever it is set: a mistyped
/// `holos.telegram.tokn` would otherwise mean a city without Telegram, and nobody would be told.
final class SettingNameCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
  private static final Pattern NAME = Pattern.compile("(?i)holos[.].*");
  private static final Pattern VARIABLE = Pattern.compile("(?i)holos_.*");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    check(
        context.getEnvironment(),
        KnownSettings.ofAllModules(SettingNameCheck.class.getClassLoader()));
  }

  static void check(ConfigurableEnvironment environment, KnownSettings known) {
    List<Unknown> unknown = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        for (String name : enumerable.getPropertyNames()) {
          boolean variable = source instanceof SystemEnvironmentPropertySource;
          if (!isKnown(name, variable, known)) {
            unknown.add(new Unknown(name, where(source, variable), known.nearest(dotted(name))));
          }
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new UnknownSettingsException(unknown);
    }
  }

  private static boolean isKnown(String name, boolean variable, KnownSettings known) {
    if (NAME.matcher(name).matches()) {
      return known.knows(name);
    }
    return !variable || !VARIABLE.matcher(name).matches() || known.knowsVariable(name);
  }

  private static String dotted(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String where(PropertySource<?> source, boolean variable) {
    if (variable) {
      return "environment";
    }
    return switch (source.getName()) {
      case "commandLineArgs" -> "command line";
      case "systemProperties" -> "Java system property";
      default -> source.getName();
    };
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
