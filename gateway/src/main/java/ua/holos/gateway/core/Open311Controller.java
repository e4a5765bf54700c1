package ua.holos.gateway.core;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.appeal.Category;
import ua.holos.gateway.access.Callers;
import ua.holos.gateway.core.Open311Answer.Items;
import ua.holos.gateway.media.MediaStore;
import ua.holos.gateway.open311.CoreSecrets;
import ua.holos.gateway.open311.PublicUrl;

/// The embedded core's Open311 server: GeoReport v2 with mySociety's `servicerequestupdates`
/// (<https://wiki.open311.org/GeoReport_v2/>).
@RestController
@Conditional(EmbeddedCore.class)
@RequestMapping("/open311")
final class Open311Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Open311Controller.class);

  private static final Duration LONGEST_SPAN = Duration.ofDays(90);
  private static final int MOST_REQUESTS = 1000;
  private static final String F = ".{format:json|xml}";

  private final AppealArchive archive;
  private final CoreCity city;
  private final Open311Views views;
  private final CoreSecrets secrets;
  private final MediaStore media;
  private final PublicUrl publicUrl;

  Open311Controller(
      AppealArchive archive,
      CoreCity city,
      CoreSecrets secrets,
      MediaStore media,
      PublicUrl publicUrl) {
    this.archive = archive;
    this.city = city;
    this.views = new Open311Views(city);
    this.secrets = secrets;
    this.media = media;
    this.publicUrl = publicUrl;
  }

  @GetMapping({"/discovery" + F, "/v2/discovery" + F})
  ResponseEntity<byte[]> discovery(@PathVariable String format) {
    Map<String, @Nullable Object> endpoint = new LinkedHashMap<>();
    endpoint.put("specification", "http://wiki.open311.org/GeoReport_v2");
    endpoint.put("url", publicUrl.value() + "/open311/v2");
    endpoint.put("changeset", CHANGESET);
    endpoint.put("type", "production");
    endpoint.put("formats", new Items("format", List.of("text/xml", "application/json")));
    Map<String, @Nullable Object> discovery = new LinkedHashMap<>();
    discovery.put("changeset", CHANGESET);
    discovery.put("contact", publicUrl.value() + "/");
    discovery.put("key_service", "The key is the setting holos.core.api-key of this installation.");
    discovery.put("endpoints", new Items("endpoint", List.of(endpoint)));
    return answer(format, Open311Answer.single("discovery", discovery));
  }

  /// When this server's interface last changed.
  private static final String CHANGESET = "2026-11-22T00:00:00Z";

  @GetMapping("/v2/services" + F)
  ResponseEntity<byte[]> services(@PathVariable String format, HttpServletRequest request) {
    return foreign(request)
        .map(error -> answer(format, error))
        .orElseGet(() ->
            answer(
                format,
                Open311Answer.collection(
                    "services",
                    "service",
                    city.catalogue().categories().stream().map(views::service).toList())));
  }

  @GetMapping("/v2/services/{code}" + F)
  ResponseEntity<byte[]> definition(
      @PathVariable String code, @PathVariable String format, HttpServletRequest request) {
    Optional<Open311Answer> foreign = foreign(request);
    if (foreign.isPresent()) {
      return answer(format, foreign.get());
    }
    return answer(
        format,
        city.catalogue()
            .category(code)
            .map(category -> Open311Answer.single("service_definition", views.definition(category)))
            .orElseGet(() -> unknownService(code)));
  }

  @GetMapping("/v2/requests" + F)
  ResponseEntity<byte[]> requests(@PathVariable String format, HttpServletRequest request) {
    return answer(format, foreign(request).orElseGet(() -> list(request)));
  }

  @GetMapping("/v2/requests/{number}" + F)
  ResponseEntity<byte[]> request(
      @PathVariable String number, @PathVariable String format, HttpServletRequest request) {
    Optional<Open311Answer> foreign = foreign(request);
    if (foreign.isPresent()) {
      return answer(format, foreign.get());
    }
    Optional<Appeal> found = archive.find(number);
    return answer(
        format,
        found
            .map(appeal -> view(List.of(appeal), request))
            .orElseGet(() -> Open311Answer.error(404, "There is no request " + number)));
  }

  @PostMapping("/v2/requests" + F)
  ResponseEntity<byte[]> file(
      @PathVariable String format,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      HttpServletRequest request)
      throws IOException {
    Optional<Open311Answer> refused = refusedPost(request);
    return answer(
        format,
        refused.isPresent() ? refused.get() : register(request, blankToNull(idempotencyKey)));
  }

  private Open311Answer register(HttpServletRequest request, @Nullable String idempotencyKey)
      throws IOException {
    RequestForm form = new RequestForm(request.getParameterMap());
    String code = form.text("service_code", 100);
    if (code == null) {
      return Open311Answer.error(400, "service_code: expected the code of a service");
    }
    Optional<Category> category = city.catalogue().category(code);
    if (category.isEmpty()) {
      return unknownService(code);
    }
    Optional<NewAppeal> checked = form.appeal(category.get(), idempotencyKey);
    if (checked.isEmpty()) {
      return Open311Answer.errors(400, form.mistakes());
    }
    NewAppeal appeal = checked.get();
    List<String> kept = new ArrayList<>(appeal.media());
    List<String> mistakes = keepFiles(kept, request);
    if (!mistakes.isEmpty()) {
      return Open311Answer.errors(400, mistakes);
    }
    Appeal registered =
        archive.register(
            new NewAppeal(
                appeal.externalRef(),
                appeal.idempotencyKey(),
                appeal.serviceCode(),
                appeal.description(),
                appeal.address(),
                appeal.addressId(),
                appeal.latitude(),
                appeal.longitude(),
                appeal.applicant(),
                appeal.expectedAt(),
                appeal.attributes(),
                kept),
            now -> city.due().apply(now, category.get().deadline()));
    LOG.info("Appeal {} registered under {}", registered.number(), registered.serviceCode());
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("service_request_id", registered.number());
    view.put("service_notice", null);
    view.put("account_id", null);
    return Open311Answer.collection("service_requests", "request", List.of(view));
  }

  /// This core registers at once and never answers with a token. A sender whose answer was lost may
  /// ask here with its own `external_ref` or `Idempotency-Key` for a token.
  @GetMapping("/v2/tokens/{token}" + F)
  ResponseEntity<byte[]> token(
      @PathVariable String token, @PathVariable String format, HttpServletRequest request) {
    Optional<Open311Answer> foreign = foreign(request);
    if (foreign.isPresent()) {
      return answer(format, foreign.get());
    }
    Optional<String> number = archive.numberOf(token);
    if (number.isEmpty()) {
      return answer(format, Open311Answer.error(404, "There is no such token"));
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("service_request_id", number.get());
    view.put("token", token);
    return answer(format, Open311Answer.collection("service_requests", "request", List.of(view)));
  }

  @GetMapping("/v2/servicerequestupdates" + F)
  ResponseEntity<byte[]> updates(@PathVariable String format, HttpServletRequest request) {
    return answer(format, foreign(request).orElseGet(() -> listUpdates(request)));
  }

  @PostMapping("/v2/servicerequestupdates" + F)
  ResponseEntity<byte[]> update(@PathVariable String format, HttpServletRequest request)
      throws IOException {
    Optional<Open311Answer> refused = refusedPost(request);
    return answer(format, refused.isPresent() ? refused.get() : noteUpdate(request));
  }

  /// Everything else under /open311.
  @RequestMapping("/**")
  ResponseEntity<byte[]> elsewhere(HttpServletRequest request) {
    return answer(
        request.getRequestURI().endsWith(".json") ? "json" : "xml",
        Open311Answer.error(
            404, "There is nothing here. Paths end in .json or .xml: /open311/v2/services.json"));
  }

  @ExceptionHandler(MultipartException.class)
  ResponseEntity<byte[]> tooLarge(HttpServletRequest request) {
    return answer(
        request.getRequestURI().endsWith(".json") ? "json" : "xml",
        Open311Answer.error(400, "The files are too large or not a multipart form"));
  }

  // --- lists ---

  private Open311Answer list(HttpServletRequest request) {
    RequestForm form = new RequestForm(request.getParameterMap());
    List<String> numbers = commaList(request.getParameter("service_request_id"));
    if (!numbers.isEmpty()) {
      return view(
          archive.list(
              AppealFilter.numbered(numbers.stream().limit(MOST_REQUESTS).toList()),
              false,
              0,
              MOST_REQUESTS),
          request);
    }
    String externalRef = form.text("external_ref", 200);
    if (externalRef != null) {
      return inside(request)
          ? view(archive.list(AppealFilter.referredTo(externalRef), false, 0, 1), request)
          : Open311Answer.error(403, "api_key: expected with external_ref");
    }
    Instant now = archive.now();
    Instant from = form.time("start_date");
    Instant to = form.time("end_date");
    if (from == null) {
      from = (to == null ? now : to).minus(LONGEST_SPAN);
    }
    if (to == null) {
      Instant latest = from.plus(LONGEST_SPAN);
      to = latest.isBefore(now) ? latest : now;
    }
    if (form.mistakes().isEmpty() && Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
      form.mistake("start_date, end_date: expected 90 days apart at most");
    }
    Set<AppealStatus> statuses = statuses(form);
    List<String> services = commaList(request.getParameter("service_code"));
    for (String code : services) {
      if (city.catalogue().category(code).isEmpty()) {
        return unknownService(code);
      }
    }
    int size = number(form, "page_size", MOST_REQUESTS, MOST_REQUESTS);
    int page = number(form, "page", 1, 1_000_000);
    if (!form.mistakes().isEmpty()) {
      return Open311Answer.errors(400, form.mistakes());
    }
    AppealFilter filter =
        new AppealFilter(List.of(), null, null, services, statuses, from, to, null);
    return view(archive.list(filter, false, Math.multiplyExact(page - 1, size), size), request);
  }

  private Open311Answer view(List<Appeal> appeals, HttpServletRequest request) {
    boolean inside = inside(request);
    boolean extended = "true".equals(request.getParameter("extensions"));
    Instant now = archive.now();
    return Open311Answer.collection(
        "service_requests",
        "request",
        appeals.stream()
            .map(appeal ->
                views.request(
                    appeal,
                    inside,
                    extended,
                    extended && inside ? archive.history(appeal.number()) : List.of(),
                    now))
            .toList());
  }

  private Open311Answer listUpdates(HttpServletRequest request) {
    RequestForm form = new RequestForm(request.getParameterMap());
    Instant from = form.time("start_date");
    Instant to = form.time("end_date");
    String number = form.text("service_request_id", 32);
    if (!form.mistakes().isEmpty()) {
      return Open311Answer.errors(400, form.mistakes());
    }
    if (from == null && number == null) {
      // mySociety's default window.
      from = (to == null ? archive.now() : to).minus(Duration.ofHours(2));
    }
    boolean inside = inside(request);
    return Open311Answer.collection(
        "service_request_updates",
        "request_update",
        archive.updates(from, to, number, MOST_REQUESTS).stream()
            .map(update -> views.update(update, inside))
            .toList());
  }

  // --- updates in ---

  private static final Set<String> UPDATE_STATUSES =
      Set.of(
          "OPEN",
          "CLOSED",
          "FIXED",
          "IN_PROGRESS",
          "PLANNED",
          "ACTION_SCHEDULED",
          "INVESTIGATING",
          "DUPLICATE",
          "NOT_COUNCILS_RESPONSIBILITY",
          "NO_FURTHER_ACTION",
          "INTERNAL_REFERRAL",
          "CANCELLED",
          "REOPEN",
          "FOR_TRIAGE",
          "UNCHANGED");

  /// A citizen can give an appeal back (`REOPEN`) and add words and photos; the work itself is the
  /// department's, so that other states leave the state as it is.
  private Open311Answer noteUpdate(HttpServletRequest request) throws IOException {
    RequestForm form = new RequestForm(request.getParameterMap());
    String number = form.text("service_request_id", 32);
    String updateId = form.text("update_id", 200);
    String status = form.text("status", 40);
    String text = form.text("description", RequestForm.LONGEST_DESCRIPTION);
    form.time("updated_datetime");
    for (String name : List.of("service_request_id", "update_id", "status", "updated_datetime")) {
      if (blankToNull(request.getParameter(name)) == null) {
        form.mistake(name + ": expected, found nothing");
      }
    }
    if (status != null && !UPDATE_STATUSES.contains(status.toUpperCase(Locale.ROOT))) {
      form.mistake(
          "status: found \""
              + status
              + "\", expected one of "
              + UPDATE_STATUSES.stream().sorted().toList());
    }
    List<String> kept = new ArrayList<>(form.mediaUrls());
    if (text == null
        && kept.isEmpty()
        && status != null
        && !status.equalsIgnoreCase("REOPEN")
        && files(request).isEmpty()) {
      form.mistake("description: expected, found nothing");
    }
    if (!form.mistakes().isEmpty()) {
      return Open311Answer.errors(400, form.mistakes());
    }
    List<String> mistakes = keepFiles(kept, request);
    if (!mistakes.isEmpty()) {
      return Open311Answer.errors(400, mistakes);
    }
    AppealArchive.Change change =
        archive.note(
            String.valueOf(number),
            String.valueOf(updateId),
            "REOPEN".equalsIgnoreCase(status),
            text == null ? "" : text,
            kept,
            (appeal, now) ->
                city.catalogue()
                    .category(appeal.serviceCode())
                    .map(category -> city.due().apply(now, category.deadline()))
                    .orElse(appeal.expectedAt()));
    return switch (change) {
      case AppealArchive.Change.Recorded(AppealUpdate update) -> {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("update_id", update.id());
        view.put("account_id", null);
        yield Open311Answer.collection("service_request_updates", "request_update", List.of(view));
      }
      case AppealArchive.Change.NoSuchAppeal() ->
          Open311Answer.error(404, "There is no request " + number);
      case AppealArchive.Change.Outdated(Appeal appeal) ->
          throw new IllegalStateException("A note is never outdated: " + appeal.number());
    };
  }

  // --- files ---

  /// Keeps uploaded files and `data:` addresses, and puts their own addresses in place.
  private List<String> keepFiles(List<String> urls, HttpServletRequest request) throws IOException {
    List<String> mistakes = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      if (urls.get(i).startsWith("data:")) {
        Optional<byte[]> bytes = dataUri(urls.get(i));
        if (bytes.isEmpty()) {
          mistakes.add("media_url: expected data:<type>;base64,<bytes>");
        } else {
          InputStream in = new java.io.ByteArrayInputStream(bytes.get());
          urls.set(i, keep(media.store(in, ""), "media_url", mistakes));
        }
      }
    }
    for (MultipartFile file : files(request)) {
      String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
      try (InputStream in = file.getInputStream()) {
        urls.add(keep(media.store(in, name), file.getName(), mistakes));
      }
    }
    return mistakes;
  }

  private String keep(MediaStore.Stored stored, String name, List<String> mistakes) {
    return switch (stored) {
      case MediaStore.Stored.Kept(var attachment) ->
          publicUrl.value() + "/media/" + attachment.reference().substring("media:".length());
      case MediaStore.Stored.TooLarge(long limit) -> {
        mistakes.add(name + ": expected " + limit + " bytes at most");
        yield "";
      }
      case MediaStore.Stored.Disguised(String said, String found) -> {
        mistakes.add(name + ": the file is called ." + said + ", but is " + found);
        yield "";
      }
      case MediaStore.Stored.Unreadable() -> {
        mistakes.add(name + ": the file is empty or damaged");
        yield "";
      }
    };
  }

  private static Optional<byte[]> dataUri(String uri) {
    int comma = uri.indexOf(',');
    if (comma < 0 || !uri.substring(0, comma).endsWith(";base64")) {
      return Optional.empty();
    }
    try {
      // A `+` of Base64 that wasn't percent-encoded has become a space on the way.
      return Optional.of(Base64.getDecoder().decode(uri.substring(comma + 1).replace(' ', '+')));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static List<MultipartFile> files(HttpServletRequest request) {
    var multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    return multipart == null
        ? List.of()
        : multipart.getMultiFileMap().values().stream()
            .flatMap(List::stream)
            .filter(file -> !file.isEmpty() || !blank(file.getOriginalFilename()))
            .toList();
  }

  // --- callers ---

  /// A POST needs the key (403) and our jurisdiction (404), and comes as a form (400).
  private Optional<Open311Answer> refusedPost(HttpServletRequest request) {
    if (!keyed(request)) {
      return Optional.of(Open311Answer.error(403, "api_key: missing or wrong"));
    }
    String type = request.getContentType();
    boolean form =
        type != null
            && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
    return form
        ? foreign(request)
        : Optional.of(
            Open311Answer.error(
                400,
                "Content-Type: expected application/x-www-form-urlencoded or multipart/form-data"));
  }

  /// A jurisdiction that isn't ours.
  private Optional<Open311Answer> foreign(HttpServletRequest request) {
    String asked = blankToNull(request.getParameter("jurisdiction_id"));
    return asked == null || city.jurisdiction().isEmpty() || asked.equals(city.jurisdiction())
        ? Optional.empty()
        : Optional.of(Open311Answer.error(404, "jurisdiction_id: not served here"));
  }

  private boolean keyed(HttpServletRequest request) {
    return Callers.same(secrets.apiKey(), request.getParameter("api_key"));
  }

  private boolean inside(HttpServletRequest request) {
    return keyed(request) || Callers.fromThisMachine(request);
  }

  // --- small things ---

  private static Open311Answer unknownService(String code) {
    return Open311Answer.error(404, "service_code: there is no service " + code);
  }

  private static Set<AppealStatus> statuses(RequestForm form) {
    Set<AppealStatus> statuses = new LinkedHashSet<>();
    for (String status : commaList(form.text("status", 40))) {
      switch (status) {
        case "open" -> statuses.addAll(CoreStatuses.OPEN);
        case "closed" -> statuses.addAll(CoreStatuses.CLOSED);
        default -> form.mistake("status: found \"" + status + "\", expected open, closed");
      }
    }
    return statuses;
  }

  private static int number(RequestForm form, String name, int absent, int most) {
    String text = form.text(name, 10);
    if (text == null) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    form.mistake(name + ": found \"" + text + "\", expected a number from 1 to " + most);
    return absent;
  }

  private static List<String> commaList(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static ResponseEntity<byte[]> answer(String format, Open311Answer answer) {
    Open311Format form = Open311Format.of(format);
    return ResponseEntity.status(answer.status())
        .header("Content-Type", form.contentType)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .body(form.write(answer));
  }
}
