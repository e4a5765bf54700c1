package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Signing in with the city's identity provider: authorization code with PKCE, and then the desk's
/// own session. The provider's tokens are not kept.
@Component
final class OidcSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

  /// Where the provider leads back to is this and the registration's name.
  static final String CALLBACK = "/desk/oidc/callback";

  static final String START = "/desk/oidc/start";

  private final OidcProvider provider;
  private final OidcAccounts people;
  private final DeskSessions sessions;
  private final AuditTrail audit;

  OidcSignIn(OidcProvider provider, OidcAccounts people, DeskSessions sessions, AuditTrail audit) {
    this.provider = provider;
    this.people = people;
    this.sessions = sessions;
    this.audit = audit;
  }

  /// Adds the provider's part to the desk's filters, where there is one.
  void addTo(HttpSecurity http) throws Exception {
    if (!provider.on()) {
      return;
    }
    DefaultOAuth2AuthorizationRequestResolver requests =
        new DefaultOAuth2AuthorizationRequestResolver(provider, START);
    requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    http.oauth2Login(login ->
        login
            .loginPage("/desk/sign-in")
            .clientRegistrationRepository(provider)
            .authorizedClientRepository(new ForgottenClients())
            .authorizationEndpoint(start -> start.authorizationRequestResolver(requests))
            .redirectionEndpoint(back -> back.baseUri(CALLBACK + "/*"))
            .successHandler(this::known)
            .failureHandler((request, response, failure) -> {
              LOG.warn("The identity provider's answer was refused: {}", failure.getMessage());
              audit.add(
                  new AuditTrail.Entry(
                      InstantSource.system().instant(),
                      null,
                      "",
                      "sign-in-failed",
                      null,
                      "oidc, " + request.getRemoteAddr()));
              response.sendRedirect("/desk/sign-in?problem=oidc");
            }));
  }

  private void known(HttpServletRequest request, HttpServletResponse response, Authentication found)
      throws IOException {
    SecurityContextHolder.clearContext();
    if (!(found.getPrincipal() instanceof OidcUser user)) {
      throw new IllegalStateException("Only OpenID Connect is configured");
    }
    String wanted = DeskSessions.wanted(request);
    switch (people.of(user, request.getRemoteAddr())) {
      case OidcAccounts.Outcome.In in -> {
        sessions.begin(request, response, in.account(), true);
        response.sendRedirect(wanted);
      }
      case OidcAccounts.Outcome.Inactive _ -> {
        DeskSessions.end(request);
        response.sendRedirect("/desk/sign-in?problem=inactive");
      }
    }
  }
}
