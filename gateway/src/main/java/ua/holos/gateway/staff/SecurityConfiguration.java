package ua.holos.gateway.staff;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// What protects the desk. All its filters lie on `/desk` and what is below, so that webhooks, the
/// web chat and the other pages don't even pass them.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
  static final String COOKIE = "holos-desk";

  /// Who reads conversations. Administrators keep the accounts: what citizens write isn't theirs.
  private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR);

  /// Before the security filters (-100), in this order.
  private static final int AWAY = -120;

  private static final int ZEROS = -115;
  private static final int SESSIONS = -110;
  private static final int SECURITY = -100;

  /// Before the session is looked for, which is in Redis too.
  private static final int DOOR = AWAY + 1;

  @Bean
  SecurityContextRepository deskContexts() {
    return new HttpSessionSecurityContextRepository();
  }

  @Bean
  CsrfTokenRepository deskTokens() {
    return new HttpSessionCsrfTokenRepository();
  }

  @Bean
  DeskSessions deskSessions(
      SecurityContextRepository contexts, CsrfTokenRepository tokens, StaffSettings settings) {
    return new DeskSessions(contexts, tokens, settings.sessionIdle(), InstantSource.system());
  }

  @Bean
  SecurityFilterChain deskSecurity(
      HttpSecurity http,
      SignedInStaff current,
      AccountDirectory directory,
      AuditTrail audit,
      SecurityContextRepository contexts,
      CsrfTokenRepository tokens,
      MapTiles tiles,
      OidcSignIn oidc,
      ApplicationEventPublisher events)
      throws Exception {
    http.securityMatcher("/desk", "/desk/**")
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(
                    DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/desk/sign-in", "/desk/sign-in/**", "/desk/oidc/**")
                .permitAll()
                // Each leads on by role, or is about oneself.
                .requestMatchers(
                    "/desk",
                    "/desk/password",
                    "/desk/second-factor",
                    "/desk/second-factor/**",
                    "/desk/refused")
                .access(only(current, Set.of()))
                .requestMatchers("/desk/accounts", "/desk/accounts/**")
                .access(only(current, Set.of(Role.ADMINISTRATOR)))
                .requestMatchers("/desk/audit", "/desk/audit/**")
                .access(only(current, Set.of(Role.AUDITOR, Role.ADMINISTRATOR)))
                .requestMatchers("/desk/team", "/desk/team/**", "/desk/assign")
                .access(only(current, Set.of(Role.SUPERVISOR)))
                .requestMatchers("/desk/export", "/desk/export/**")
                .access(only(current, Set.of(Role.SUPERVISOR, Role.AUDITOR)))
                .requestMatchers("/desk/note", "/desk/close", "/desk/replies", "/desk/replies/**")
                .access(only(current, Set.of(Role.OPERATOR, Role.SUPERVISOR)))
                .requestMatchers(
                    "/desk/register", "/desk/register/**", "/desk/canned", "/desk/streets")
                .access(only(current, Set.of(Role.OPERATOR)))
                // An auditor's page beats too; it counts for nothing.
                .requestMatchers("/desk/presence")
                .access(only(current, READERS))
                .requestMatchers(HttpMethod.GET, "/desk/**")
                .access(only(current, READERS))
                // Whatever changes something and isn't named above is an operator's.
                .anyRequest()
                .access(only(current, Set.of(Role.OPERATOR))))
        .securityContext(context -> context.securityContextRepository(contexts))
        .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new ForgedTokens()))
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.none()))
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint(new SignInFirst())
                .accessDeniedHandler(new DeniedRequests(current, audit, InstantSource.system())))
        .logout(out ->
            out.logoutUrl("/desk/sign-out")
                .addLogoutHandler(new SignOut(current, audit, InstantSource.system(), events))
                .logoutSuccessUrl("/desk/sign-in?done=out"))
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(policy(tiles)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(
                    opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                // For the whole name and not for the desk alone: whoever runs the proxy decides.
                .httpStrictTransportSecurity(strict -> strict.disable()))
        .addFilterBefore(new SignInGate(current, directory), AuthorizationFilter.class);
    oidc.addTo(http);
    return http.build();
  }

  /// Styles and scripts from the desk itself only; pictures of the map from its server.
  static String policy(MapTiles tiles) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
        + (tiles.origin().isEmpty() ? "" : " " + tiles.origin())
        + "; connect-src 'self'; font-src 'self'; media-src 'self'; form-action 'self';"
        + " base-uri 'none'; frame-ancestors 'none'";
  }

  /// Roles as they are now, not as they were when somebody signed in.
  ///
  /// @param roles one of them is enough; none: whoever is signed in
  private static AuthorizationManager<RequestAuthorizationContext> only(
      SignedInStaff current, Set<Role> roles) {
    return (session, request) -> {
      // Throws when the session was ended in this very request: they are led to the sign-in page.
      var _ = session.get();
      return new AuthorizationDecision(
          current
              .account()
              .filter(account -> roles.isEmpty() || roles.stream().anyMatch(account.member()::is))
              .isPresent());
    };
  }

  @Bean
  FilterRegistrationBean<DeskAway> deskAwayFilter() {
    return onDesk(new DeskAway(), AWAY, "deskAway");
  }

  @Bean
  FilterRegistrationBean<WithoutZeros> deskTypedFilter() {
    return onDesk(new WithoutZeros(), ZEROS, "deskTyped");
  }

  @Bean
  FilterRegistrationBean<DeskDoor> deskDoorFilter() {
    DeskDoor door = new DeskDoor(DeskDoor.AT_ONCE, Duration.ofSeconds(10));
    return onDesk(door, DOOR, "deskDoor");
  }

  @Bean
  FilterRegistrationBean<SessionRepositoryFilter<RedisSession>> deskSessionFilter(
      RedisSessions store) {
    SessionRepositoryFilter<RedisSession> filter = new SessionRepositoryFilter<>(store);
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(COOKIE);
    cookie.setCookiePath("/desk");
    cookie.setUseHttpOnlyCookie(true);
    // Not Strict: the identity provider leads back here. Secure follows from the request.
    cookie.setSameSite("Lax");
    CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
    ids.setCookieSerializer(cookie);
    filter.setHttpSessionIdResolver(ids);
    return onDesk(filter, SESSIONS, "deskSessions");
  }

  @Bean
  FilterRegistrationBean<Filter> deskSecurityFilter(
      @Qualifier("springSecurityFilterChain") Filter chain) {
    return onDesk(chain, SECURITY, "deskSecurity");
  }

  private static <F extends Filter> FilterRegistrationBean<F> onDesk(
      F filter, int order, String name) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setName(name);
    registration.addUrlPatterns("/desk", "/desk/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    registration.setOrder(order);
    return registration;
  }
}
