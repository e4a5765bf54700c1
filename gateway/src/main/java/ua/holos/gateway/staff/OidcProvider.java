package ua.holos.gateway.staff;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/// The city's identity provider. What it says of itself is read when somebody first signs in with
/// it, so that Holos starts also while it is down.
@Component
final class OidcProvider implements ClientRegistrationRepository {
  static final String NAME = "city";

  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

  private final OidcSettings settings;
  private volatile @Nullable ClientRegistration registration;

  OidcProvider(StaffSettings settings) {
    this.settings = settings.oidc();
  }

  boolean on() {
    return settings.on();
  }

  /// What the button says; empty for the usual words.
  String buttonName() {
    return settings.name();
  }

  /// Whether it answers, or has answered since the start.
  boolean answers() {
    return findByRegistrationId(NAME) != null;
  }

  /// Null for every other name, and while the provider doesn't answer.
  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!on() || !id.equals(NAME)) {
      return null;
    }
    ClientRegistration known = registration;
    if (known == null) {
      try {
        ClientRegistration.Builder found =
            ClientRegistrations.fromIssuerLocation(settings.issuer())
                .registrationId(NAME)
                .clientId(settings.clientId())
                .redirectUri("{baseUrl}" + OidcSignIn.CALLBACK + "/{registrationId}")
                .scope("openid", "profile", "email");
        if (settings.clientSecret().isEmpty()) {
          found.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
          found.clientSecret(settings.clientSecret());
        }
        known = found.build();
        registration = known;
      } catch (RuntimeException e) {
        LOG.warn(
            "The identity provider at holos.desk.oidc.issuer can't be used: {}", e.getMessage());
        return null;
      }
    }
    return known;
  }
}
