package ua.holos.gateway.desk.page;

import org.jspecify.annotations.Nullable;

/// What the page says after something was asked for.
///
/// @param status of HTTP
/// @param key of the words
/// @param about what belongs into them: whose it is, a file's name; null when nothing
record Notice(int status, String key, @Nullable String about) {
  static Notice done(String key) {
    return new Notice(200, key, null);
  }

  static Notice pending() {
    return new Notice(202, "desk.notice.pending", null);
  }

  static Notice refused(String key, @Nullable String about) {
    return new Notice(409, key, about);
  }

  static Notice forbidden(String key) {
    return new Notice(403, key, null);
  }

  static Notice invalid(String key, @Nullable String about) {
    return new Notice(422, key, about);
  }

  static Notice unavailable(String key) {
    return new Notice(503, key, null);
  }

  boolean done() {
    return status == 200;
  }

  /// Class of style.
  public String css() {
    return switch (status) {
      case 200 -> "";
      case 202 -> "warning";
      default -> "mistake";
    };
  }
}
