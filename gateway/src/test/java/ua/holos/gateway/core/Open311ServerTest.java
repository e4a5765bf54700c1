package ua.holos.gateway.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server against the rules of GeoReport v2 and mySociety's extension.
class Open311ServerTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

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
  @ValueSource(strings = {"/open311/discovery", "/open311/v2/discovery"})
  void isDiscoveredInBothForms(String path) throws Exception {
    JsonNode json = json(get(path + ".json", 200));
    assertThat(json.get("endpoints").get(0).get("url").asString()).endsWith("/open311/v2");
    assertThat(json.get("endpoints").get(0).get("specification").asString())
        .isEqualTo("http://wiki.open311.org/GeoReport_v2");
    Document xml = xml(get(path + ".xml", 200));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("discovery");
    assertThat(texts(xml, "format")).contains("text/xml", "application/json");
  }

  @Test
  void listsServicesAsAnArrayInJsonAndWrappedInXml() throws Exception {
    HttpResponse<byte[]> answer = get("/open311/v2/services.json", 200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("application/json;charset=utf-8");
    JsonNode services = json(answer);
    assertThat(services.isArray()).isTrue();
    JsonNode hotWater = services.get(0);
    assertThat(hotWater.get("service_code").isString()).isTrue();
    assertThat(hotWater.get("service_code").asString()).isEqualTo("hot-water");
    assertThat(hotWater.get("service_name").asString()).isEqualTo("Гаряча вода");
    assertThat(hotWater.get("metadata").isBoolean()).isTrue();
    assertThat(hotWater.get("type").asString()).isEqualTo("realtime");
    assertThat(hotWater.get("group").asString()).isEqualTo("Київтеплоенерго");
    assertThat(hotWater.get("description").isNull()).isTrue();

    answer = get("/open311/v2/services.xml", 200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/xml;charset=utf-8");
    Document xml = xml(answer);
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("services");
    assertThat(((Element) xml.getDocumentElement().getFirstChild()).getTagName())
        .isEqualTo("service");
    assertThat(texts(xml, "service_code")).contains("hot-water", "roads");
  }

  @Test
  void definesTheAttributesOfAService() throws Exception {
    JsonNode definition = json(get("/open311/v2/services/public-transport.json", 200));
    assertThat(definition.isObject()).isTrue();
    assertThat(definition.get("service_code").asString()).isEqualTo("public-transport");
    JsonNode attributes = definition.get("attributes");
    assertThat(attributes.get(0).get("code").asString()).isEqualTo("route");
    assertThat(attributes.get(0).get("order").asInt()).isEqualTo(1);
    assertThat(attributes.get(0).get("datatype").asString()).isEqualTo("string");
    assertThat(attributes.get(1).get("order").asInt()).isEqualTo(2);
    Document xml = xml(get("/open311/v2/services/public-transport.xml", 200));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("service_definition");
    assertThat(texts(xml, "code")).containsExactly("route", "stop");
  }

  @Test
  void answersErrorsInTheirExactForms() throws Exception {
    JsonNode json = json(get("/open311/v2/services/no-such.json", 404));
    assertThat(json.isArray()).isTrue();
    assertThat(json.get(0).get("code").asString()).isEqualTo("404");
    assertThat(json.get(0).get("description").asString()).contains("no-such");
    Document xml = xml(get("/open311/v2/services/no-such.xml", 404));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("errors");
    Element error = (Element) xml.getDocumentElement().getFirstChild();
    assertThat(error.getTagName()).isEqualTo("error");
    assertThat(texts(xml, "code")).containsExactly("404");
  }

  @Test
  void registersAnAppealUnderANumberOfTheCity() throws Exception {
    JsonNode filed =
        json(
            post(
                "/open311/v2/requests.json",
                200,
                form(
                    "service_code", "hot-water",
                    "address_string", "вулиця Хрещатик, 25",
                    "description", "Третій день немає гарячої води",
                    "lat", "50.4474",
                    "long", "30.5219",
                    "phone", "+380501234567",
                    "first_name", "Олена",
                    "attribute[entrance]", "2",
                    "attribute[colour][]", "brown",
                    "attribute[colour][]", "rusty",
                    "media_url", "https://city.example/p/1.jpg")));
    assertThat(filed.isArray()).isTrue();
    assertThat(filed.get(0).get("service_request_id").isString()).isTrue();
    String number = filed.get(0).get("service_request_id").asString();
    int digit = java.time.Year.now(DemoCity.KYIV).getValue() % 10;
    assertThat(number).matches(digit + "-\\d{6}");
    assertThat(filed.get(0).has("token")).isFalse();

    JsonNode one =
        json(get("/open311/v2/requests/" + number + ".json?extensions=true", 200)).get(0);
    assertThat(one.get("status").asString()).isEqualTo("open");
    assertThat(one.get("service_name").asString()).isEqualTo("Гаряча вода");
    assertThat(one.get("agency_responsible").asString()).isEqualTo("Київтеплоенерго");
    assertThat(one.get("address").asString()).isEqualTo("вулиця Хрещатик, 25");
    assertThat(one.get("lat").asDouble()).isEqualTo(50.4474);
    assertThat(one.get("zipcode").isNull()).isTrue();
    assertThat(one.get("status_notes").isNull()).isTrue();
    OffsetDateTime requested = OffsetDateTime.parse(one.get("requested_datetime").asString());
    assertThat(OffsetDateTime.parse(one.get("expected_datetime").asString()).toInstant())
        .isEqualTo(requested.toInstant().plusSeconds(24 * 3600));
    JsonNode extended = one.get("extended_attributes");
    assertThat(extended.get("external_status_code").asString()).isEqualTo("registered");
    assertThat(extended.get("attributes").size()).isEqualTo(3);
    assertThat(one.toString()).doesNotContain("380501234567").doesNotContain("Олена");

    Document xml = xml(get("/open311/v2/requests/" + number + ".xml", 200));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("service_requests");
    assertThat(((Element) xml.getDocumentElement().getFirstChild()).getTagName())
        .isEqualTo("request");
    assertThat(texts(xml, "service_request_id")).containsExactly(number);
    assertThat(texts(xml, "zipcode")).containsExactly("");
  }

  @Test
  void answersAFiledAppealInXmlToo() throws Exception {
    Document xml =
        xml(
            post(
                "/open311/v2/requests.xml",
                200,
                form(
                    "service_code",
                    "roads",
                    "lat",
                    "50.1",
                    "long",
                    "30.1",
                    "description",
                    "Яма <b>&")));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("service_requests");
    String number = texts(xml, "service_request_id").getFirst();
    assertThat(texts(xml(get("/open311/v2/requests/" + number + ".xml", 200)), "description"))
        .containsExactly("Яма <b>&");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&api_key=", "&api_key=wrong"})
  void refusesAPostWithoutTheKey(String key) throws Exception {
    long before = core.appeals();
    HttpResponse<byte[]> answer =
        send("/open311/v2/requests.json", "service_code=roads&address_string=x" + key, FORM);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).get(0).get("code").asString()).isEqualTo("403");
    assertThat(core.appeals()).isEqualTo(before);
  }

  @Test
  void tellsAllMistakesOfAPostAtOnce() throws Exception {
    JsonNode errors =
        json(
            post(
                "/open311/v2/requests.json",
                400,
                form(
                    "service_code", "hot-water",
                    "lat", "950",
                    "long", "30",
                    "email", "nonsense",
                    "description", "я".repeat(4001),
                    "attribute[expected_datetime]", "2026-11-22T10:00:00",
                    "media_url", "javascript:alert(1)")));
    String all = errors.toString();
    assertThat(all).contains("lat:", "email:", "description:", "expected_datetime", "media_url:");
    assertThat(errors.size()).isEqualTo(5);
  }

  @Test
  void wantsAPlaceOnlyWhereTheServiceNeedsOne() throws Exception {
    post("/open311/v2/requests.json", 400, form("service_code", "roads", "description", "Яма"));
    post("/open311/v2/requests.json", 400, form("service_code", "roads", "lat", "50", "long", ""));
    post(
        "/open311/v2/requests.json",
        200,
        form("service_code", "public-transport", "attribute[route]", "24"));
    post("/open311/v2/requests.json", 200, form("service_code", "roads", "address_id", "17"));
  }

  @Test
  void knowsItsServicesAndItsJurisdictionOnly() throws Exception {
    post("/open311/v2/requests.json", 404, form("service_code", "ufo", "address_string", "x"));
    post("/open311/v2/requests.json", 400, form("address_string", "x"));
    post(
        "/open311/v2/requests.json",
        404,
        form("service_code", "roads", "address_string", "x", "jurisdiction_id", "lviv.test"));
    post(
        "/open311/v2/requests.json",
        200,
        form("service_code", "roads", "address_string", "x", "jurisdiction_id", "kyiv.test"));
    get("/open311/v2/services.json?jurisdiction_id=lviv.test", 404);
    get("/open311/v2/services.json?jurisdiction_id=", 200);
    get("/open311/v2/requests/6-999999.json", 404);
    get("/open311/v2/tokens/unknown.xml", 404);
    get("/open311/v2/nowhere.json", 404);
    get("/open311/v2/services", 404);
  }

  @Test
  void takesFormsOnly() throws Exception {
    HttpResponse<byte[]> answer =
        send("/open311/v2/requests.json?api_key=" + CoreServer.API_KEY, "{}", "application/json");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get(0).get("description").asString()).contains("Content-Type");
  }

  @Test
  void filesTheSameReferenceOnce() throws Exception {
    String reference = "web:" + UUID.randomUUID() + ":1";
    String form =
        form("service_code", "roads", "address_string", "x", "attribute[external_ref]", reference);
    String first = number(post("/open311/v2/requests.json", 200, form));
    assertThat(number(post("/open311/v2/requests.json", 200, form))).isEqualTo(first);
    JsonNode found =
        json(
            get(
                "/open311/v2/requests.json?extensions=true&api_key="
                    + CoreServer.API_KEY
                    + "&external_ref="
                    + URLEncoder.encode(reference, UTF_8),
                200));
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.get(0).get("service_request_id").asString()).isEqualTo(first);
    assertThat(found.get(0).get("extended_attributes").get("external_ref").asString())
        .isEqualTo(reference);
    JsonNode token =
        json(get("/open311/v2/tokens/" + URLEncoder.encode(reference, UTF_8) + ".json", 200));
    assertThat(token.get(0).get("service_request_id").asString()).isEqualTo(first);
  }

  @Test
  void filesTheSameIdempotencyKeyOnceEvenAtTheSameMoment() throws Exception {
    String key = UUID.randomUUID().toString();
    String form = form("service_code", "roads", "address_string", "x");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tries =
          java.util.Collections.nCopies(
              8,
              () -> number(send("/open311/v2/requests.json", form, FORM, "Idempotency-Key", key)));
      var numbers = new java.util.HashSet<String>();
      for (Future<String> one : threads.invokeAll(tries)) {
        numbers.add(one.get());
      }
      assertThat(numbers).hasSize(1);
    }
  }

  @Test
  void keepsTheSendersPromise() throws Exception {
    String number =
        number(
            post(
                "/open311/v2/requests.json",
                200,
                form(
                    "service_code",
                    "roads",
                    "address_string",
                    "x",
                    "attribute[expected_datetime]",
                    "2031-05-06T23:59:59+03:00")));
    JsonNode one = json(get("/open311/v2/requests/" + number + ".json", 200)).get(0);
    assertThat(OffsetDateTime.parse(one.get("expected_datetime").asString()).toInstant())
        .isEqualTo(java.time.Instant.parse("2031-05-06T20:59:59Z"));
  }

  @Test
  void keepsPhotosThatComeAsFilesOrInline() throws Exception {
    String png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    String number =
        number(
            post(
                "/open311/v2/requests.json",
                200,
                form(
                    "service_code",
                    "roads",
                    "address_string",
                    "x",
                    "media_url",
                    "data:image/png;base64," + png)));
    String url =
        json(get("/open311/v2/requests/" + number + ".json", 200))
            .get(0)
            .get("media_url")
            .asString();
    HttpResponse<byte[]> picture = get(URI.create(url).getPath(), 200);
    assertThat(picture.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("image/png");
    assertThat(picture.body()).isEqualTo(Base64.getDecoder().decode(png));

    String boundary = "xxBOUNDARYxx";
    var body = new java.io.ByteArrayOutputStream();
    for (String[] field :
        new String[][] {
          {"api_key", CoreServer.API_KEY},
          {"service_code", "roads"},
          {"address_string", "вулиця Тиха, 1"}
        }) {
      body.writeBytes(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\""
                  + field[0]
                  + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                  + field[1]
                  + "\r\n")
              .getBytes(UTF_8));
    }
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"photo1\"; filename=\"яма.png\"\r\n"
                + "Content-Type: text/html\r\n\r\n")
            .getBytes(UTF_8));
    body.writeBytes(Base64.getDecoder().decode(png));
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    HttpResponse<byte[]> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(core.root() + "/open311/v2/requests.json"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    JsonNode one = json(get("/open311/v2/requests/" + number(answer) + ".json", 200)).get(0);
    assertThat(one.get("address").asString()).isEqualTo("вулиця Тиха, 1");
    assertThat(
            get(URI.create(one.get("media_url").asString()).getPath(), 200)
                .headers()
                .firstValue("Content-Type")
                .orElseThrow())
        .isEqualTo("image/png");
  }

  @Test
  void filtersTheList() throws Exception {
    String open =
        number(
            post(
                "/open311/v2/requests.json",
                200,
                form("service_code", "roads", "address_string", "a")));
    String done =
        number(
            post(
                "/open311/v2/requests.json",
                200,
                form("service_code", "hot-water", "address_string", "b")));
    core.complete(done, "Відновлено");

    assertThat(numbers("status=open")).contains(open).doesNotContain(done);
    assertThat(numbers("status=closed")).contains(done).doesNotContain(open);
    assertThat(numbers("status=open,closed")).contains(open, done);
    assertThat(numbers("service_code=roads")).contains(open).doesNotContain(done);
    assertThat(numbers("service_request_id=" + open + "," + done + "&status=nonsense"))
        .containsExactlyInAnyOrder(open, done);
    assertThat(numbers("page_size=1")).containsExactly(done);
    assertThat(numbers("page_size=1&page=2")).containsExactly(open);
    assertThat(numbers("start_date=2020-01-01T00:00:00Z")).doesNotContain(open);
    assertThat(numbers("end_date=2020-01-01T00:00:00Z")).isEmpty();
    get(
        "/open311/v2/requests.json?start_date=2020-01-01T00:00:00Z&end_date=2020-05-01T00:00:00Z",
        400);
    get("/open311/v2/requests.json?start_date=yesterday", 400);
    get("/open311/v2/requests.json?status=lost", 400);
    get("/open311/v2/requests.json?service_code=ufo", 404);
    get("/open311/v2/requests.json?page_size=1001", 400);

    JsonNode one = json(get("/open311/v2/requests/" + done + ".json", 200)).get(0);
    assertThat(one.get("status").asString()).isEqualTo("closed");
    assertThat(one.get("status_notes").asString()).isEqualTo("Відновлено");
  }

  @Test
  void takesUpdatesOnceAndReopensFinishedWork() throws Exception {
    String number =
        number(
            post(
                "/open311/v2/requests.json",
                200,
                form("service_code", "hot-water", "address_string", "b")));
    core.complete(number, "Відновлено");
    String update =
        form(
            "service_request_id",
            number,
            "update_id",
            "web:1:9:0",
            "status",
            "REOPEN",
            "updated_datetime",
            "2026-11-22T10:00:00+02:00",
            "description",
            "Води немає досі");
    JsonNode first = json(post("/open311/v2/servicerequestupdates.json", 200, update));
    JsonNode again = json(post("/open311/v2/servicerequestupdates.json", 200, update));
    assertThat(again.get(0).get("update_id").asString())
        .isEqualTo(first.get(0).get("update_id").asString());
    assertThat(
            json(get("/open311/v2/requests/" + number + ".json", 200))
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("open");

    JsonNode updates =
        json(get("/open311/v2/servicerequestupdates.json?service_request_id=" + number, 200));
    assertThat(updates.size()).isEqualTo(2);
    assertThat(updates.get(0).get("status").asString()).isEqualTo("fixed");
    assertThat(updates.get(0).get("external_status_code").asString()).isEqualTo("done");
    assertThat(updates.get(0).get("description").asString()).isEqualTo("Відновлено");
    assertThat(updates.get(0).get("extras").get("origin").asString()).isEqualTo("department");
    assertThat(updates.get(1).get("extras").get("origin").asString()).isEqualTo("citizen");
    OffsetDateTime.parse(updates.get(1).get("updated_datetime").asString());

    Document xml =
        xml(get("/open311/v2/servicerequestupdates.xml?service_request_id=" + number, 200));
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("service_request_updates");
    assertThat(((Element) xml.getDocumentElement().getFirstChild()).getTagName())
        .isEqualTo("request_update");
    assertThat(core.archive().find(number).orElseThrow().attentionNote())
        .isEqualTo("Води немає досі");
  }

  @Test
  void refusesWrongUpdates() throws Exception {
    String path = "/open311/v2/servicerequestupdates.json";
    String when = "2026-11-22T10:00:00+02:00";
    post(
        path,
        404,
        form(
            "service_request_id",
            "6-999999",
            "update_id",
            "1",
            "status",
            "OPEN",
            "updated_datetime",
            when,
            "description",
            "x"));
    JsonNode errors = json(post(path, 400, form("status", "MAGIC", "description", "x")));
    assertThat(errors.toString())
        .contains("service_request_id", "update_id", "updated_datetime", "MAGIC");
    assertThat(send(path, "service_request_id=1", FORM).statusCode()).isEqualTo(403);
    get(path + "?start_date=2026-11-22", 400);
  }

  @Test
  void hidesCitizensWordsFromStrangers() throws Exception {
    String number =
        number(
            post(
                "/open311/v2/requests.json",
                200,
                form(
                    "service_code",
                    "roads",
                    "address_string",
                    "вулиця Тиха, 1",
                    "description",
                    "квартира 7")));
    HttpResponse<byte[]> passedOn =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(core.root() + "/open311/v2/requests/" + number + ".json"))
                .header("X-Forwarded-For", "203.0.113.9")
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    JsonNode seen = json(passedOn).get(0);
    assertThat(seen.get("description").isNull()).isTrue();
    assertThat(seen.get("address").asString()).isEqualTo("вулиця Тиха, 1");
    assertThat(seen.get("status").asString()).isEqualTo("open");
  }

  // --- small things ---

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private static List<String> numbers(String query) throws Exception {
    return json(get("/open311/v2/requests.json?" + query, 200))
        .valueStream()
        .map(one -> one.get("service_request_id").asString())
        .toList();
  }

  private static String number(HttpResponse<byte[]> answer) {
    return json(answer).get(0).get("service_request_id").asString();
  }

  private static String form(String... pairs) {
    StringBuilder form = new StringBuilder("api_key=" + CoreServer.API_KEY);
    for (int i = 0; i < pairs.length; i += 2) {
      form.append('&')
          .append(URLEncoder.encode(pairs[i], UTF_8))
          .append('=')
          .append(URLEncoder.encode(pairs[i + 1], UTF_8));
    }
    return form.toString();
  }

  private static HttpResponse<byte[]> get(String path, int expected) throws Exception {
    HttpResponse<byte[]> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(core.root() + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path + new String(answer.body(), UTF_8)).isEqualTo(expected);
    return answer;
  }

  private static HttpResponse<byte[]> post(String path, int expected, String form)
      throws Exception {
    HttpResponse<byte[]> answer = send(path, form, FORM);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(expected);
    return answer;
  }

  private static HttpResponse<byte[]> send(String path, String body, String type, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(core.root() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    return JSON.readTree(answer.body());
  }

  private static Document xml(HttpResponse<byte[]> answer) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(answer.body()));
  }

  private static List<String> texts(Document xml, String name) {
    var nodes = xml.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }
}
