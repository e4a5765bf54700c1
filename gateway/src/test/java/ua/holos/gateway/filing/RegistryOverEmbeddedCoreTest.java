package ua.holos.gateway.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealRegistry.RegistryOutcome;
import ua.holos.gateway.core.CoreServer;
import ua.holos.gateway.core.DemoCity;
import ua.holos.gateway.open311.CoreSettings;

/// The client and the embedded server understand one another, in both forms.
class RegistryOverEmbeddedCoreTest {
  @TempDir static Path folder;
  private static CoreServer core;

  @BeforeAll
  static void start() {
    core = CoreServer.start(folder);
  }

  @AfterAll
  static void stop() {
    core.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "xml"})
  void filesAnAppealWithAllThatIsKnown(String format) {
    AppealDraft draft = Drafts.hotWater();
    RegistryOutcome outcome = registry(format).file(draft);
    assertThat(outcome).isInstanceOf(RegistryOutcome.Registered.class);
    var registered = (RegistryOutcome.Registered) outcome;
    assertThat(registered.expectedAt())
        .isEqualTo(draft.confirmedAt().plus(24, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
    JsonNode kept = kept(format, registered.number());
    assertThat(Open311Reader.text(kept, "description")).contains(draft.description());
    assertThat(Open311Reader.text(kept, "address")).contains("вулиця Хрещатик, 25");
    assertThat(Open311Reader.text(kept, "media_url"))
        .contains("http://city.test/media/0123456789abcdef0123456789abcdef");
    assertThat(Open311Reader.text(kept.get("extended_attributes"), "external_ref"))
        .contains(draft.reference());
    assertThat(kept.get("extended_attributes").get("attributes").toString())
        .contains("entrance", "street-1", "house-not-in-register");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "xml"})
  void findsTheSameAppealWhenFiledAgain(String format) {
    AppealDraft draft = Drafts.hotWater();
    RegistryOutcome first = registry(format).file(draft);
    long appeals = core.appeals();
    // The process that filed it died before it could say so; another one tries.
    RememberedNotes notes = new RememberedNotes();
    notes.starting(draft.reference());
    assertThat(registry(format, notes).file(draft)).isEqualTo(first);
    // Even one that knows nothing of the first try.
    assertThat(registry(format).file(draft)).isEqualTo(first);
    assertThat(core.appeals()).isEqualTo(appeals);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "xml"})
  void reopensAndComments(String format) {
    Open311Registry registry = registry(format);
    String number = ((RegistryOutcome.Registered) registry.file(Drafts.hotWater())).number();
    core.complete(number, "Відновлено");
    RegistryOutcome reopened = registry.reopen(number, "web:1:7:0", "Води немає", List.of());
    assertThat(reopened).isInstanceOf(RegistryOutcome.Registered.class);
    assertThat(((RegistryOutcome.Registered) reopened).expectedAt()).isAfter(Instant.now());
    assertThat(Open311Reader.text(kept(format, number), "status")).contains("open");
    assertThat(registry.comment(number, "web:1:8:0", "Під'їзд 3", List.of()))
        .isInstanceOf(RegistryOutcome.Registered.class);
    assertThat(registry.comment("6-999999", "web:1:9:0", "?", List.of()))
        .isInstanceOf(RegistryOutcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "xml"})
  void tellsARefusalWithTheCoresWords(String format) {
    AppealDraft draft = Drafts.hotWater();
    AppealDraft unknown =
        new AppealDraft(
            draft.reference(),
            draft.contact(),
            "ufo",
            "x",
            "y",
            null,
            null,
            null,
            java.util.Map.of(),
            List.of(),
            null,
            null,
            List.of(),
            Instant.now());
    assertThat(registry(format).file(unknown))
        .isInstanceOfSatisfying(
            RegistryOutcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("404");
              assertThat(refused.reason()).contains("ufo");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "xml"})
  void waitsWhileTheKeyIsWrong(String format) {
    assertThat(registry(format, new RememberedNotes(), "wrong-key").file(Drafts.hotWater()))
        .isInstanceOf(RegistryOutcome.Unavailable.class);
  }

  private static JsonNode kept(String format, String number) {
    CoreAnswer answer =
        client(format)
            .get(
                "/requests/" + number,
                List.of(
                    new Open311Client.Parameter("extensions", "true"),
                    new Open311Client.Parameter("api_key", CoreServer.API_KEY)));
    return ((CoreAnswer.Told) answer).items().getFirst();
  }

  private static Open311Client client(String format) {
    return new Open311Client(settings(format), core::url);
  }

  private static Open311Registry registry(String format) {
    return registry(format, new RememberedNotes());
  }

  private static Open311Registry registry(String format, FilingNotes notes) {
    return registry(format, notes, CoreServer.API_KEY);
  }

  private static Open311Registry registry(String format, FilingNotes notes, String key) {
    return new Open311Registry(
        client(format),
        new Open311Registry.Profile(
            key,
            "kyiv.test",
            false,
            "REOPEN",
            "UNCHANGED",
            ZoneId.of("Europe/Kyiv"),
            reference -> "http://city.test/media/" + reference.substring(6)),
        notes,
        DemoCity.CATALOGUE,
        DemoCity.CALENDAR::due,
        InstantSource.system(),
        time -> {});
  }

  static CoreSettings settings(String format) {
    return new CoreSettings(
        "", "", "", "", format, null, Duration.ofSeconds(2), Duration.ofSeconds(10), "");
  }
}
