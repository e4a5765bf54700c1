package ua.holos.gateway.staff;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of accounts and of signing in at the desk.
///
/// @param sessionIdle how long a session lasts in which nothing is done, 5 min to 12 h
/// @param secondFactor who has to have a second factor
/// @param firstPassword the first administrator's one-time password, for automated installations;
///   empty: one is made up and printed once
/// @param regainAccount login of an account that gets a new one-time password, printed once, and
///   the role administrator at this start; for whoever lost the last one
/// @param secret encrypts what second factors rest on; the same for all replicas, 32 characters or
///   more. Empty: one is made up and kept in the data folder
/// @param mapTiles address of the map's pictures with `{z}`, `{x}`, `{y}`; empty: no map
/// @param oidc the city's identity provider
@ConfigurationProperties("holos.desk")
record StaffSettings(
    @DefaultValue("8h") Duration sessionIdle,
    @DefaultValue("optional") SecondFactor secondFactor,
    @DefaultValue("") String firstPassword,
    @DefaultValue("") String regainAccount,
    @DefaultValue("") String secret,
    @DefaultValue("https://tile.openstreetmap.org/{z}/{x}/{y}.png") String mapTiles,
    @NestedConfigurationProperty @DefaultValue OidcSettings oidc) {
  /// However much is done in it, a session ends after that.
  static final Duration LONGEST_SESSION = Duration.ofHours(12);

  private static final Duration SHORTEST_IDLE = Duration.ofMinutes(5);

  /// Who has to have a second factor. Others may.
  enum SecondFactor {
    OPTIONAL,
    /// Administrators and supervisors.
    REQUIRED_FOR_ADMINISTRATORS,
    REQUIRED
  }

  StaffSettings {
    if (sessionIdle.compareTo(SHORTEST_IDLE) < 0 || sessionIdle.compareTo(LONGEST_SESSION) > 0) {
      throw new IllegalArgumentException(
          "holos.desk.session-idle: found " + sessionIdle + ", expected 5m to 12h");
    }
    if (!firstPassword.isEmpty() && PasswordRules.mistake(firstPassword, "admin").isPresent()) {
      throw new IllegalArgumentException(
          "holos.desk.first-password: found a password that is too short, too long or too easy,"
              + " expected 12 characters or more that nobody guesses");
    }
    if (!secret.isEmpty() && secret.length() < 32) {
      throw new IllegalArgumentException(
          "holos.desk.secret: found "
              + secret.length()
              + " characters, expected 32 or more, the same for all replicas");
    }
    var _ = new MapTiles(mapTiles);
  }

  /// Whether somebody with these roles has to have a second factor.
  boolean secondFactorRequired(StaffMember member) {
    return switch (secondFactor) {
      case OPTIONAL -> false;
      case REQUIRED -> true;
      case REQUIRED_FOR_ADMINISTRATORS ->
          member.is(Role.ADMINISTRATOR) || member.is(Role.SUPERVISOR);
    };
  }

  /// Never the secrets.
  @Override
  public String toString() {
    return "StaffSettings";
  }
}
