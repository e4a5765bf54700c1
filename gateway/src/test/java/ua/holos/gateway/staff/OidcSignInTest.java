package ua.holos.gateway.staff;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// Signing in with an identity provider, which a stand-in plays: discovery, signed tokens, user
/// info. Holos starts while it is down.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcSignInTest {
  @TempDir static Path data;
  private static WireMockServer provider;
  private static RSAKey key;
  private static ConfigurableApplicationContext holos;

  @BeforeAll
  static void start() throws Exception {
    provider = new WireMockServer(options().dynamicPort().http2PlainDisabled(true));
    provider.start();
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    provider.stubFor(
        get(urlEqualTo("/.well-known/openid-configuration")).willReturn(serverError()));
    holos =
        TestHolos.start(
            data,
            "--holos.desk.first-password=сім гір за річкою",
            "--holos.desk.second-factor=required",
            "--holos.desk.oidc.issuer=" + provider.baseUrl(),
            "--holos.desk.oidc.client-id=holos",
            "--holos.desk.oidc.client-secret=s3cr3t",
            "--holos.desk.oidc.name=Міський вхід");
  }

  @AfterAll
  static void stop() {
    holos.close();
    provider.stop();
  }

  private static Desk desk() {
    return new Desk(TestHolos.root(holos));
  }

  private static void providerIsUp() {
    String at = provider.baseUrl();
    provider.stubFor(
        get(urlEqualTo("/.well-known/openid-configuration"))
            .willReturn(
                okJson(
                    """
                    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
                     "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
                     "userinfo_endpoint": "%1$s/userinfo", "subject_types_supported": ["public"],
                     "response_types_supported": ["code"],
                     "id_token_signing_alg_values_supported": ["RS256"],
                     "scopes_supported": ["openid", "profile", "email"]}
                    """
                        .formatted(at))));
    provider.stubFor(
        get(urlEqualTo("/keys")).willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
  }

  private static String parameter(String address, String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
    assertThat(found.find()).as(name + " in " + address).isTrue();
    return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
  }

  /// Goes to the provider, which vouches for somebody, and comes back.
  private static HttpResponse<String> come(Desk desk, String subject, Map<String, Object> claims)
      throws Exception {
    providerIsUp();
    String start = Desk.location(desk.get("/desk/sign-in/oidc"));
    assertThat(start).isEqualTo("/desk/oidc/start/city");
    String asked = desk.get(start).headers().firstValue("Location").orElseThrow();
    assertThat(asked).startsWith(provider.baseUrl() + "/authorize");
    assertThat(parameter(asked, "code_challenge_method")).isEqualTo("S256");
    JWTClaimsSet.Builder token =
        new JWTClaimsSet.Builder()
            .issuer(provider.baseUrl())
            .subject(subject)
            .audience("holos")
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .claim("nonce", parameter(asked, "nonce"));
    claims.forEach(token::claim);
    SignedJWT signed =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), token.build());
    signed.sign(new RSASSASigner(key));
    provider.stubFor(
        post(urlEqualTo("/token"))
            .willReturn(
                okJson(
                    "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                        + "\"id_token\":\""
                        + signed.serialize()
                        + "\"}")));
    provider.stubFor(
        get(urlEqualTo("/userinfo")).willReturn(okJson("{\"sub\":\"" + subject + "\"}")));
    URI back = URI.create(parameter(asked, "redirect_uri"));
    return desk.get(
        back.getPath()
            + "?code=c1&state="
            + URLEncoder.encode(parameter(asked, "state"), StandardCharsets.UTF_8));
  }

  @Test
  @Order(1)
  void whileTheProviderIsDownThePageSaysSoAndPasswordsWork() throws Exception {
    Desk desk = desk();
    assertThat(desk.get("/desk/sign-in").body()).contains("Міський вхід");
    String back = Desk.location(desk.get("/desk/sign-in/oidc"));
    assertThat(back).isEqualTo("/desk/sign-in?problem=oidc-away");
    assertThat(desk.get(back).body()).contains("зараз не відповідає");
    assertThat(Desk.location(desk.signIn("admin", "сім гір за річкою"))).isEqualTo("/desk");
  }

  @Test
  @Order(2)
  void whoHasARoleThereIsInAndIsTheSameAccountTheNextTime() throws Exception {
    Map<String, Object> claims =
        Map.of("preferred_username", "Iryna", "name", "Ірина", "roles", List.of("supervisor", "x"));
    assertThat(Desk.location(come(desk(), "s-1", claims))).isEqualTo("/desk");
    Desk desk = desk();
    assertThat(Desk.location(desk.get("/desk/password?done=x"))).isEqualTo("/desk/sign-in");
    assertThat(Desk.location(come(desk, "s-1", claims))).isEqualTo("/desk/password?done=x");
    assertThat(desk.get("/desk/password").body()).contains("Ірина", "пароль змінюється там");
    assertThat(holos.getBean(StaffDirectory.class).all())
        .filteredOn(member -> member.login().equals("iryna"))
        .singleElement()
        .satisfies(member -> assertThat(member.roles()).isEqualTo(Set.of(Role.SUPERVISOR)));
    provider.verify(
        postRequestedFor(urlEqualTo("/token")).withRequestBody(containing("code_verifier=")));
  }

  @Test
  @Order(2)
  void whoHasNoneWaitsForAnAdministrator() throws Exception {
    Desk desk = desk();
    String back =
        Desk.location(come(desk, "s-2", Map.of("preferred_username", "petro", "name", "Петро")));
    assertThat(back).isEqualTo("/desk/sign-in?problem=inactive");
    assertThat(Desk.location(desk.get("/desk"))).isEqualTo("/desk/sign-in");
    assertThat(holos.getBean(StaffDirectory.class).all())
        .filteredOn(member -> member.login().equals("petro"))
        .singleElement()
        .satisfies(member -> assertThat(member.active()).isFalse());
  }

  @Test
  @Order(2)
  void anAccountIsFoundByAProvenAddressAndNotByAnUnprovenOne() throws Exception {
    Accounts accounts = holos.getBean(Accounts.class);
    accounts.create(
        "oksana@city.example",
        new Accounts.Wanted("Оксана", Set.of(Role.OPERATOR), Set.of(), 5, true),
        null,
        null,
        Instant.now());
    come(desk(), "s-3", Map.of("email", "oksana@city.example", "email_verified", false));
    assertThat(accounts.byLogin("oksana@city.example").orElseThrow().subject()).isNull();
    assertThat(
            Desk.location(
                come(
                    desk(), "s-4", Map.of("email", "Oksana@city.example", "email_verified", true))))
        .isEqualTo("/desk");
    assertThat(accounts.byLogin("oksana@city.example").orElseThrow().subject()).endsWith(" s-4");
  }

  @Test
  @Order(3)
  void anAnswerThatNobodyAskedForIsRefused() throws Exception {
    assertThat(Desk.location(desk().get("/desk/oidc/callback/city?code=c&state=forged")))
        .isEqualTo("/desk/sign-in?problem=oidc");
  }

  @Test
  void rolesAreReadHoweverTheProviderWritesThem() {
    assertThat(OidcAccounts.roles(List.of("Operator", "AUDITOR", 7)))
        .containsExactlyInAnyOrder(Role.OPERATOR, Role.AUDITOR);
    assertThat(OidcAccounts.roles("operator supervisor"))
        .containsExactlyInAnyOrder(Role.OPERATOR, Role.SUPERVISOR);
    assertThat(OidcAccounts.roles(Map.of("roles", List.of("administrator"))))
        .containsExactly(Role.ADMINISTRATOR);
    assertThat(OidcAccounts.roles(null)).isEmpty();
  }
}
