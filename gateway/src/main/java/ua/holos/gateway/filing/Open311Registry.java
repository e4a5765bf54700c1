package ua.holos.gateway.filing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealRegistry;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Deadline;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.filing.Open311Client.Parameter;

/// The city's core system over Open311 GeoReport v2 with mySociety's `servicerequestupdates`.
///
/// GeoReport v2 has no idempotency, so three things keep a retry from filing twice: our reference
/// travels as `attribute[external_ref]` and as `Idempotency-Key` (a core that knows either answers
/// with the same number); before a second try the appeal is looked up by `external_ref`; and a core
/// that knows neither gets a short mark as the last line of the description, by which the look-up
/// finds the appeal among those of the same service and time. The mark tells nothing about the
/// citizen.
final class Open311Registry implements AppealRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(Open311Registry.class);
  private static final int LONGEST_DESCRIPTION = 4000;

  /// FixMyStreet's pace for tokens.
  private static final int TOKEN_TRIES = 5;

  /// Words by which cores say "400" and mean "not now".
  private static final Pattern NOT_NOW =
      Pattern.compile(
          "\\b(is |currently )?(down|unavailable|offline|overload\\w*|maintenance|timed? ?out|"
              + "temporar\\w*|try (again|later))\\b|тимчасово|недоступн|спробуйте пізніше",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final Open311Client client;
  private final Profile profile;
  private final FilingNotes notes;
  private final Catalogue catalogue;
  private final BiFunction<Instant, Deadline, Instant> due;
  private final InstantSource clock;
  private final Pause pause;

  /// How this core is spoken to.
  ///
  /// @param apiKey empty: none is sent
  /// @param jurisdiction empty: none is sent
  /// @param mark whether descriptions end with a mark to be found by
  /// @param reopenStatus what `status` says when a citizen gives an appeal back
  /// @param commentStatus what `status` says when a citizen only adds words
  /// @param mediaUrl turns `media:<id>` into an address that the core can fetch
  record Profile(
      String apiKey,
      String jurisdiction,
      boolean mark,
      String reopenStatus,
      String commentStatus,
      ZoneId zone,
      java.util.function.UnaryOperator<String> mediaUrl) {}

  /// Waits between two questions for a token.
  @FunctionalInterface
  interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  Open311Registry(
      Open311Client client,
      Profile profile,
      FilingNotes notes,
      Catalogue catalogue,
      BiFunction<Instant, Deadline, Instant> due,
      InstantSource clock,
      Pause pause) {
    this.client = client;
    this.profile = profile;
    this.notes = notes;
    this.catalogue = catalogue;
    this.due = due;
    this.clock = clock;
    this.pause = pause;
  }

  // --- filing ---

  @Override
  public RegistryOutcome file(AppealDraft draft) {
    String reference = draft.reference();
    boolean again = notes.starting(reference);
    if (again) {
      Optional<String> token = notes.token(reference);
      if (token.isPresent()) {
        return byToken(draft, token.get());
      }
      switch (lookUp(draft)) {
        case Found.Number(String number) -> {
          LOG.info("Appeal {} had been filed before, its answer was lost", number);
          return registered(draft, number);
        }
        case Found.Unknown(String detail) -> {
          return new RegistryOutcome.Unavailable(detail);
        }
        case Found.Nothing() -> {}
      }
    }
    CoreAnswer answer =
        client.post("/requests", form(draft), Map.of("Idempotency-Key", headerSafe(reference)));
    return switch (answer) {
      case CoreAnswer.Told(List<JsonNode> items) -> taken(draft, items);
      case CoreAnswer.Denied denied -> {
        RegistryOutcome outcome = denied(denied);
        if (outcome instanceof RegistryOutcome.Refused) {
          notes.finished(reference);
        }
        yield outcome;
      }
      case CoreAnswer.Silent(String detail) -> new RegistryOutcome.Unavailable(detail);
    };
  }

  private RegistryOutcome taken(AppealDraft draft, List<JsonNode> items) {
    JsonNode first = items.isEmpty() ? null : items.getFirst();
    if (first != null) {
      Optional<String> number = Open311Reader.text(first, "service_request_id");
      if (number.isPresent()) {
        return registered(draft, number.get());
      }
      Optional<String> token = Open311Reader.text(first, "token");
      if (token.isPresent()) {
        notes.keepToken(draft.reference(), token.get());
        return byToken(draft, token.get());
      }
    }
    return new RegistryOutcome.Unavailable("/requests: neither a number nor a token");
  }

  private RegistryOutcome byToken(AppealDraft draft, String token) {
    for (int i = 0; i < TOKEN_TRIES; i++) {
      if (i > 0 && !paused()) {
        break;
      }
      CoreAnswer answer = client.get("/tokens/" + path(token), query());
      if (answer instanceof CoreAnswer.Told(List<JsonNode> items) && !items.isEmpty()) {
        Optional<String> number = Open311Reader.text(items.getFirst(), "service_request_id");
        if (number.isPresent()) {
          return registered(draft, number.get());
        }
      }
    }
    return new RegistryOutcome.Unavailable("/tokens: no number yet");
  }

  private boolean paused() {
    try {
      pause.take(Duration.ofSeconds(2));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RegistryOutcome registered(AppealDraft draft, String number) {
    // The note stays: when this process dies before the number is in the inbox, the outbox asks
    // once more, and then the appeal must be looked up, not filed again.
    Instant expectedAt = expectedAt(number).orElse(promise(draft));
    return new RegistryOutcome.Registered(number, expectedAt);
  }

  /// What the core promises for an appeal, empty when it promises nothing or can't be asked.
  private Optional<Instant> expectedAt(String number) {
    if (!(client.get("/requests/" + path(number), query())
        instanceof CoreAnswer.Told(List<JsonNode> items))) {
      return Optional.empty();
    }
    return items.stream()
        .flatMap(item -> Open311Reader.text(item, "expected_datetime").stream())
        .flatMap(text -> time(text).stream())
        .findFirst();
  }

  /// What the city promises for a category, counted from the citizen's word.
  private @Nullable Instant promise(AppealDraft draft) {
    return catalogue
        .category(draft.category())
        .map(category -> due.apply(draft.confirmedAt(), category.deadline()))
        .orElse(null);
  }

  private List<Parameter> form(AppealDraft draft) {
    List<Parameter> form = query();
    form.add(new Parameter("service_code", draft.category()));
    if (draft.latitude() != null && draft.longitude() != null) {
      form.add(new Parameter("lat", draft.latitude().toString()));
      form.add(new Parameter("long", draft.longitude().toString()));
    }
    add(form, "address_string", draft.address());
    form.add(new Parameter("description", description(draft)));
    add(form, "phone", draft.phone());
    String name = draft.name() == null ? "" : draft.name().strip();
    if (!name.isEmpty()) {
      int space = name.indexOf(' ');
      form.add(new Parameter("first_name", space < 0 ? name : name.substring(0, space)));
      add(form, "last_name", space < 0 ? null : name.substring(space + 1).strip());
    }
    form.add(new Parameter("attribute[external_ref]", draft.reference()));
    Instant promise = promise(draft);
    if (promise != null) {
      form.add(new Parameter("attribute[expected_datetime]", write(promise)));
    }
    // The register's id of the street; GeoReport's address_id would mean a single house.
    add(form, "attribute[street_id]", draft.streetId());
    draft.details().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().code()))
        .forEach(entry ->
            form.add(new Parameter("attribute[" + entry.getKey().code() + "]", entry.getValue())));
    draft.flags().forEach(flag -> form.add(new Parameter("attribute[flags][]", flag)));
    addMedia(form, draft.attachments());
    return form;
  }

  private String description(AppealDraft draft) {
    String text = draft.description().strip();
    String mark = profile.mark() ? "\n" + mark(draft.reference()) : "";
    int room = LONGEST_DESCRIPTION - mark.length();
    if (text.codePointCount(0, text.length()) > room) {
      text = text.substring(0, text.offsetByCodePoints(0, room - 1)) + "…";
    }
    return text + mark;
  }

  // --- finding again ---

  private sealed interface Found {
    record Number(String number) implements Found {}

    record Nothing() implements Found {}

    /// The core can't be asked: filing again now might file twice.
    record Unknown(String detail) implements Found {}
  }

  private Found lookUp(AppealDraft draft) {
    List<Parameter> byReference = query();
    byReference.add(new Parameter("external_ref", draft.reference()));
    byReference.add(new Parameter("extensions", "true"));
    Found found = find(draft, byReference);
    if (!(found instanceof Found.Nothing) || !profile.mark()) {
      return found;
    }
    // A core that doesn't know external_ref: its appeals of that service and time.
    List<Parameter> around = query();
    around.add(new Parameter("service_code", draft.category()));
    around.add(new Parameter("start_date", write(draft.confirmedAt().minus(Duration.ofHours(1)))));
    Instant latest = draft.confirmedAt().plus(Duration.ofDays(89));
    Instant now = clock.instant().plus(Duration.ofHours(1));
    around.add(new Parameter("end_date", write(now.isBefore(latest) ? now : latest)));
    around.add(new Parameter("extensions", "true"));
    return find(draft, around);
  }

  /// Looks through a list; a core that doesn't know a filter answers with other people's appeals,
  /// so each is compared.
  private Found find(AppealDraft draft, List<Parameter> query) {
    return switch (client.get("/requests", query)) {
      case CoreAnswer.Told(List<JsonNode> items) ->
          items.stream()
              .filter(item -> isOurs(item, draft.reference()))
              .flatMap(item -> Open311Reader.text(item, "service_request_id").stream())
              .findFirst()
              .<Found>map(Found.Number::new)
              .orElseGet(Found.Nothing::new);
      // 404 is how some cores say "an empty list".
      case CoreAnswer.Denied(int status, String code, String description)
          when status == 404 || status == 400 ->
          new Found.Nothing();
      case CoreAnswer.Denied(int status, String code, String description) ->
          new Found.Unknown("/requests: HTTP " + status);
      case CoreAnswer.Silent(String detail) -> new Found.Unknown(detail);
    };
  }

  private boolean isOurs(JsonNode item, String reference) {
    JsonNode extended = item.get("extended_attributes");
    return (extended != null
            && Open311Reader.text(extended, "external_ref").filter(reference::equals).isPresent())
        || Open311Reader.text(item, "external_ref").filter(reference::equals).isPresent()
        || (profile.mark()
            && Open311Reader.text(item, "description")
                .filter(text -> text.endsWith(mark(reference)))
                .isPresent());
  }

  /// `[holos 3f9a0c41d2e7]`: 48 bits of the reference's SHA-256.
  static String mark(String reference) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.UTF_8));
      return "[holos " + HexFormat.of().formatHex(digest, 0, 6) + "]";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  // --- updates ---

  @Override
  public RegistryOutcome reopen(
      String number, String key, String comment, List<Attachment> attachments) {
    return update(number, key, profile.reopenStatus(), comment, attachments);
  }

  @Override
  public RegistryOutcome comment(
      String number, String key, String comment, List<Attachment> attachments) {
    return update(number, key, profile.commentStatus(), comment, attachments);
  }

  private RegistryOutcome update(
      String number, String key, String status, String comment, List<Attachment> attachments) {
    List<Parameter> form = query();
    form.add(new Parameter("service_request_id", number));
    form.add(new Parameter("update_id", key));
    form.add(new Parameter("status", status));
    form.add(new Parameter("updated_datetime", write(clock.instant())));
    String text = comment.strip();
    if (text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION) {
      text = text.substring(0, text.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1)) + "…";
    }
    form.add(new Parameter("description", text));
    addMedia(form, attachments);
    CoreAnswer answer =
        client.post("/servicerequestupdates", form, Map.of("Idempotency-Key", headerSafe(key)));
    return switch (answer) {
      case CoreAnswer.Told(List<JsonNode> items) -> {
        items.stream()
            .flatMap(item -> Open311Reader.text(item, "update_id").stream())
            .forEach(updateId -> notes.ownUpdate(number, updateId));
        yield new RegistryOutcome.Registered(number, expectedAt(number).orElse(null));
      }
      // mySociety's word for an update that it knows.
      case CoreAnswer.Denied(int code, String own, String description)
          when description.toLowerCase(Locale.ROOT).contains("already exists") ->
          new RegistryOutcome.Registered(number, expectedAt(number).orElse(null));
      case CoreAnswer.Denied denied -> denied(denied);
      case CoreAnswer.Silent(String detail) -> new RegistryOutcome.Unavailable(detail);
    };
  }

  // --- small things ---

  /// A wrong key is our mistake and not the citizen's: their appeal waits until it is put right. A
  /// 400 may mean anything, also "not now".
  private static RegistryOutcome denied(CoreAnswer.Denied denied) {
    return switch (denied.status()) {
      case 401, 403 -> {
        LOG.error(
            "The core system refuses our key (HTTP {}): check holos.core.api-key; appeals wait",
            denied.status());
        yield new RegistryOutcome.Unavailable("HTTP " + denied.status() + ": the key is refused");
      }
      case 408, 409, 425, 429 -> new RegistryOutcome.Unavailable("HTTP " + denied.status());
      default ->
          NOT_NOW.matcher(denied.description()).find()
              ? new RegistryOutcome.Unavailable("HTTP " + denied.status() + ": not now")
              : new RegistryOutcome.Refused(denied.code(), denied.description());
    };
  }

  private List<Parameter> query() {
    List<Parameter> query = new ArrayList<>();
    if (!profile.apiKey().isEmpty()) {
      query.add(new Parameter("api_key", profile.apiKey()));
    }
    if (!profile.jurisdiction().isEmpty()) {
      query.add(new Parameter("jurisdiction_id", profile.jurisdiction()));
    }
    return query;
  }

  private void addMedia(List<Parameter> form, List<Attachment> attachments) {
    for (Attachment attachment : attachments) {
      if (attachment.reference().startsWith("media:")) {
        form.add(new Parameter("media_url", profile.mediaUrl().apply(attachment.reference())));
      }
    }
  }

  private static void add(List<Parameter> form, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      form.add(new Parameter(name, value.strip()));
    }
  }

  private String write(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.SECONDS).atZone(profile.zone()).toOffsetDateTime());
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static String path(String segment) {
    return java.net.URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A header carries visible ASCII only.
  private static String headerSafe(String key) {
    return key.chars().allMatch(c -> c > 0x20 && c < 0x7f) ? key : path(key);
  }
}
