package ua.holos.gateway.filing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealRegistry.RegistryOutcome;
import ua.holos.gateway.core.DemoCity;
import ua.holos.gateway.open311.CoreSettings;

/// The client with cores of other makers, as they are.
class RegistryOverForeignCoreTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Kyiv");

  private final WireMockServer core =
      new WireMockServer(options().dynamicPort().http2PlainDisabled(true));
  private final RememberedNotes notes = new RememberedNotes();

  @BeforeEach
  void start() {
    core.start();
  }

  @AfterEach
  void stop() {
    core.stop();
  }

  @Test
  void filesWithACoreThatSpeaksXmlOnly() {
    core.stubFor(
        post(urlPathEqualTo("/requests.xml"))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/xml; charset=utf-8")
                    .withBody(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests><request>"
                            + "<service_request_id>638344</service_request_id>"
                            + "<service_notice/><account_id/></request></service_requests>")));
    core.stubFor(
        get(urlPathEqualTo("/requests/638344.xml"))
            .willReturn(
                aResponse()
                    .withBody(
                        "<service_requests><request><service_request_id>638344</service_request_id>"
                            + "<expected_datetime>2026-12-01T10:00:00+02:00</expected_datetime>"
                            + "</request></service_requests>")));
    AppealDraft draft = Drafts.hotWater();
    assertThat(registry("xml").file(draft))
        .isEqualTo(new RegistryOutcome.Registered("638344", Instant.parse("2026-12-01T08:00:00Z")));
    // If the number is lost on its way to the citizen, the appeal is looked up, not filed again.
    assertThat(notes.started).containsExactly(draft.reference());
  }

  @Test
  void sendsTheFieldsOfTheSpecification() {
    answer("[{\"service_request_id\":\"17\"}]");
    AppealDraft draft = Drafts.hotWater();
    registry("json").file(draft);
    LoggedRequest sent =
        core.findAll(postRequestedFor(urlPathEqualTo("/requests.json"))).getFirst();
    assertThat(sent.getHeader("Content-Type"))
        .isEqualToIgnoringCase("application/x-www-form-urlencoded;charset=UTF-8");
    assertThat(sent.getHeader("Idempotency-Key")).isEqualTo(draft.reference());
    String form = URLDecoder.decode(sent.getBodyAsString(), StandardCharsets.UTF_8);
    assertThat(form.split("&(?=[a-z_]+[=\\[])"))
        .contains(
            "api_key=secret",
            "jurisdiction_id=city.test",
            "service_code=hot-water",
            "lat=50.4474",
            "long=30.5219",
            "address_string=вулиця Хрещатик, 25",
            "phone=+380501234567",
            "first_name=Олена",
            "last_name=Петренко",
            "attribute[external_ref]=" + draft.reference(),
            "attribute[entrance]=2",
            "attribute[flags][]=house-not-in-register",
            "media_url=http://city.test/media/0123456789abcdef0123456789abcdef",
            "description=" + draft.description() + "\n" + Open311Registry.mark(draft.reference()));
    assertThat(form).contains("attribute[expected_datetime]=20").contains("+0");
  }

  @Test
  void shortensADescriptionToWhatTheSpecificationAllows() {
    answer("[{\"service_request_id\":\"17\"}]");
    AppealDraft draft = Drafts.hotWater("web:1:1", "😀".repeat(5000));
    registry("json").file(draft);
    String form =
        URLDecoder.decode(
            core.findAll(postRequestedFor(urlPathEqualTo("/requests.json")))
                .getFirst()
                .getBodyAsString(),
            StandardCharsets.UTF_8);
    String description = form.replaceAll("(?s).*&description=(.*?)&phone=.*", "$1");
    assertThat(description.codePointCount(0, description.length())).isEqualTo(4000);
    assertThat(description).endsWith("…\n" + Open311Registry.mark("web:1:1"));
  }

  @Test
  void asksForTheNumberBehindAToken() {
    answer("[{\"token\":\"t-1\"}]");
    core.stubFor(
        get(urlPathEqualTo("/tokens/t-1.json"))
            .inScenario("token")
            .whenScenarioStateIs("Started")
            .willSetStateTo("ready")
            .willReturn(
                aResponse()
                    .withStatus(404)
                    .withBody("[{\"code\":404,\"description\":\"not yet\"}]")));
    core.stubFor(
        get(urlPathEqualTo("/tokens/t-1.json"))
            .inScenario("token")
            .whenScenarioStateIs("ready")
            .willReturn(aResponse().withBody("[{\"service_request_id\":4711,\"token\":\"t-1\"}]")));
    assertThat(registry("json").file(Drafts.hotWater()))
        .isInstanceOfSatisfying(
            RegistryOutcome.Registered.class,
            registered -> assertThat(registered.number()).isEqualTo("4711"));
  }

  @Test
  void goesOnAskingForATokenInsteadOfFilingAgain() {
    answer("[{\"token\":\"t-2\"}]");
    AppealDraft draft = Drafts.hotWater();
    assertThat(registry("json").file(draft)).isInstanceOf(RegistryOutcome.Unavailable.class);
    core.stubFor(
        get(urlPathEqualTo("/tokens/t-2.json"))
            .willReturn(
                aResponse().withBody("[{\"service_request_id\":\"9\",\"token\":\"t-2\"}]")));
    assertThat(registry("json").file(draft)).isInstanceOf(RegistryOutcome.Registered.class);
    core.verify(1, postRequestedFor(urlPathEqualTo("/requests.json")));
  }

  @Test
  void findsTheAppealAgainAfterALostAnswerByReference() {
    AppealDraft draft = Drafts.hotWater();
    loseTheAnswer(draft);
    core.stubFor(
        get(urlPathEqualTo("/requests.json"))
            .withQueryParam("external_ref", equalTo(draft.reference()))
            .willReturn(
                aResponse()
                    .withBody(
                        "[{\"service_request_id\":\"55\",\"extended_attributes\":{\"external_ref\":\""
                            + draft.reference()
                            + "\"}}]")));
    assertThat(number(registry("json").file(draft))).isEqualTo("55");
    core.verify(1, postRequestedFor(urlPathEqualTo("/requests.json")));
  }

  @Test
  void findsTheAppealAgainByItsMarkWhereReferencesAreUnknown() {
    AppealDraft draft = Drafts.hotWater();
    loseTheAnswer(draft);
    // This core doesn't know external_ref and answers with whatever it has.
    String others =
        "{\"service_request_id\":\"1\",\"description\":\"Третій день немає гарячої води & тепла\"}";
    core.stubFor(
        get(urlPathEqualTo("/requests.json")).willReturn(aResponse().withBody("[" + others + "]")));
    core.stubFor(
        get(urlPathEqualTo("/requests.json"))
            .withQueryParam("service_code", equalTo("hot-water"))
            .withQueryParam("start_date", containing("T"))
            .withQueryParam("end_date", containing("T"))
            .willReturn(
                aResponse()
                    .withBody(
                        "["
                            + others
                            + ",{\"service_request_id\":\"56\",\"description\":\"Третій день… \\n"
                            + Open311Registry.mark(draft.reference())
                            + "\"}]")));
    assertThat(number(registry("json").file(draft))).isEqualTo("56");
    core.verify(1, postRequestedFor(urlPathEqualTo("/requests.json")));
  }

  @Test
  void filesAgainOnlyWhenTheLookUpFoundNothing() {
    AppealDraft draft = Drafts.hotWater();
    loseTheAnswer(draft);
    core.stubFor(get(urlPathEqualTo("/requests.json")).willReturn(aResponse().withBody("[]")));
    answer("[{\"service_request_id\":\"57\"}]");
    assertThat(number(registry("json").file(draft))).isEqualTo("57");
  }

  @Test
  void doesNotFileAgainWhileTheLookUpFails() {
    AppealDraft draft = Drafts.hotWater();
    loseTheAnswer(draft);
    core.stubFor(get(urlPathEqualTo("/requests.json")).willReturn(aResponse().withStatus(500)));
    answer("[{\"service_request_id\":\"58\"}]");
    assertThat(registry("json").file(draft)).isInstanceOf(RegistryOutcome.Unavailable.class);
    core.verify(1, postRequestedFor(urlPathEqualTo("/requests.json")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | [{\"code\":\"1\",\"description\":\"address outside the city\"}]  | refused",
        "404 | [{\"code\":404,\"description\":\"service_code not found\"}]      | refused",
        "413 | {\"errors\":[{\"code\":413,\"description\":\"too large\"}]}      | refused",
        "400 | [{\"code\":400,\"description\":\"The CRM is down\"}]             | unavailable",
        "400 | [{\"code\":400,\"description\":\"Please try again later\"}]      | unavailable",
        "403 | [{\"code\":403,\"description\":\"wrong api_key\"}]               | unavailable",
        "429 | [{\"code\":429,\"description\":\"slow down\"}]                   | unavailable",
        "500 | [{\"code\":500,\"description\":\"oops\"}]                        | unavailable",
        "503 | busy                                                            | unavailable",
        "404 | <html><body>no such page</body></html>                          | unavailable",
        "301 | moved                                                           | unavailable",
        "200 | <html>login</html>                                              | unavailable",
        "200 | []                                                              | unavailable",
      })
  void knowsWhatIsForGoodAndWhatIsNot(int status, String body, String expected) {
    core.stubFor(
        post(urlPathEqualTo("/requests.json"))
            .willReturn(aResponse().withStatus(status).withBody(body)));
    RegistryOutcome outcome = registry("json").file(Drafts.hotWater());
    assertThat(outcome)
        .isInstanceOf(
            expected.equals("refused")
                ? RegistryOutcome.Refused.class
                : RegistryOutcome.Unavailable.class);
  }

  @Test
  void readsErrorsInXml() {
    core.stubFor(
        post(urlPathEqualTo("/requests.xml"))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "<errors><error><code>17</code><description>Поза межами міста"
                            + "</description></error></errors>")));
    assertThat(registry("xml").file(Drafts.hotWater()))
        .isEqualTo(new RegistryOutcome.Refused("17", "Поза межами міста"));
  }

  @Test
  void doesNotOpenForeignEntitiesInXml() {
    core.stubFor(
        post(urlPathEqualTo("/requests.xml"))
            .willReturn(
                aResponse()
                    .withBody(
                        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><service_requests>"
                            + "<request><service_request_id>&x;</service_request_id></request>"
                            + "</service_requests>")));
    assertThat(registry("xml").file(Drafts.hotWater()))
        .isInstanceOf(RegistryOutcome.Unavailable.class);
  }

  @Test
  void givesUpWaitingForASlowCore() {
    core.stubFor(
        post(urlPathEqualTo("/requests.json"))
            .willReturn(
                aResponse().withFixedDelay(5_000).withBody("[{\"service_request_id\":\"1\"}]")));
    assertThat(registry("json", Duration.ofMillis(300)).file(Drafts.hotWater()))
        .isInstanceOf(RegistryOutcome.Unavailable.class);
  }

  @Test
  void knowsAnUpdateThatTheCoreHasAlready() {
    core.stubFor(
        post(urlPathEqualTo("/servicerequestupdates.json"))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("[{\"code\":400,\"description\":\"Update already exists\"}]")));
    assertThat(registry("json").comment("17", "web:1:2:0", "слова", List.of()))
        .isEqualTo(new RegistryOutcome.Registered("17", null));
  }

  // --- small things ---

  /// The core takes the appeal, and the answer never arrives.
  private void loseTheAnswer(AppealDraft draft) {
    core.stubFor(
        post(urlPathEqualTo("/requests.json"))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(registry("json").file(draft)).isInstanceOf(RegistryOutcome.Unavailable.class);
  }

  private void answer(String body) {
    core.stubFor(post(urlPathEqualTo("/requests.json")).willReturn(aResponse().withBody(body)));
  }

  private static String number(RegistryOutcome outcome) {
    assertThat(outcome).isInstanceOf(RegistryOutcome.Registered.class);
    return ((RegistryOutcome.Registered) outcome).number();
  }

  private Open311Registry registry(String format) {
    return registry(format, Duration.ofSeconds(10));
  }

  private Open311Registry registry(String format, Duration patience) {
    CoreSettings settings =
        new CoreSettings(
            core.baseUrl(), "", "", "", format, null, Duration.ofSeconds(5), patience, "");
    return new Open311Registry(
        new Open311Client(settings, settings::url),
        new Open311Registry.Profile(
            "secret",
            "city.test",
            true,
            "REOPEN",
            "UNCHANGED",
            ZONE,
            reference -> "http://city.test/media/" + reference.substring(6)),
        notes,
        DemoCity.CATALOGUE,
        DemoCity.CALENDAR::due,
        InstantSource.system(),
        time -> {});
  }
}
