package ua.holos.gateway.staff;

import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The city's identity provider (OpenID Connect). On as soon as `issuer` is set.
///
/// @param issuer its address, under which `/.well-known/openid-configuration` is
/// @param clientId as which Holos is known there
/// @param clientSecret Holos's password there
/// @param rolesClaim name of the claim with a person's roles
/// @param name what the button on the sign-in page says; empty: "the city's account"
record OidcSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue("") String name) {

  OidcSettings {
    if (!issuer.isEmpty()) {
      if (!isWebAddress(issuer)) {
        throw new IllegalArgumentException(
            "holos.desk.oidc.issuer: found \""
                + issuer
                + "\", expected an address such as https://id.city.example/realms/staff");
      }
      if (clientId.isEmpty()) {
        throw new IllegalArgumentException(
            "holos.desk.oidc.client-id: found nothing, expected the name under which the provider"
                + " at holos.desk.oidc.issuer knows Holos");
      }
    } else if (!clientId.isEmpty() || !clientSecret.isEmpty()) {
      throw new IllegalArgumentException(
          "holos.desk.oidc.issuer: found nothing, expected the address of the identity provider,"
              + " because holos.desk.oidc.client-id or .client-secret is set");
    }
  }

  private static boolean isWebAddress(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  boolean on() {
    return !issuer.isEmpty();
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + "]";
  }
}
