package ua.holos.gateway.settings;

import java.util.List;

/// Settings that Holos doesn't know: most likely typing errors.
final class UnknownSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Unknown> settings;

  /// @param settings each with where it is set and the nearest known names, never with its value
  UnknownSettingsException(List<Unknown> settings) {
    super("Unknown settings: " + settings);
    this.settings = List.copyOf(settings);
  }

  List<Unknown> settings() {
    return settings;
  }

  /// One of them.
  record Unknown(String name, String where, List<String> nearest) {
    Unknown {
      nearest = List.copyOf(nearest);
    }

    @Override
    public String toString() {
      return name + " (" + where + ")";
    }
  }
}
