package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who may do what at the desk, on Holos as it runs: every path that there is, with every role.
class DeskSecurityTest {
  private static final String ANYBODY = "";
  private static final String OPERATOR = "O";
  private static final String READER = "OSU";

  /// Who may what: O operator, S supervisor, A administrator, U auditor; empty: whoever is signed
  /// in. What isn't here fails the test.
  private static final Map<String, String> TABLE = new LinkedHashMap<>();

  static {
    table(
        ANYBODY,
        "GET /desk/password",
        "POST /desk/password",
        "GET /desk/second-factor",
        "POST /desk/second-factor",
        "POST /desk/second-factor/off");
    table(
        READER,
        "GET /desk/queue",
        "GET /desk/events",
        "GET /desk/file",
        "GET /desk/conversation",
        "GET /desk/head",
        "GET /desk/messages",
        "GET /desk/facts",
        "GET /desk/why",
        "GET /desk/colleagues",
        "POST /desk/presence",
        "GET /desk/search",
        "GET /desk/person");
    // An administrator is led on to the accounts.
    table("OSUA", "GET /desk");
    table(
        OPERATOR,
        "POST /desk/claim",
        "POST /desk/release",
        "POST /desk/reply",
        "POST /desk/transfer",
        "POST /desk/accept",
        "POST /desk/decline",
        "POST /desk/take-back",
        "POST /desk/correct",
        "POST /desk/register",
        "POST /desk/state",
        "GET /desk/register",
        "GET /desk/register/details",
        "GET /desk/canned",
        "GET /desk/streets");
    table(
        "OS",
        "POST /desk/note",
        "POST /desk/close",
        "GET /desk/replies",
        "POST /desk/replies/save",
        "POST /desk/replies/delete");
    table(
        "S",
        "POST /desk/assign",
        "GET /desk/team",
        "GET /desk/team/live",
        "GET /desk/team/figures.csv",
        "POST /desk/team/assign",
        "POST /desk/team/queue",
        "POST /desk/team/close",
        "POST /desk/team/away",
        "GET /desk/team/work",
        "POST /desk/team/work");
    table("SU", "GET /desk/export", "POST /desk/export");
    table("AU", "GET /desk/audit", "GET /desk/audit/lines.csv");
    table(
        "A",
        "GET /desk/accounts",
        "POST /desk/accounts",
        "GET /desk/accounts/new",
        "GET /desk/accounts/{id}",
        "POST /desk/accounts/{id}",
        "POST /desk/accounts/{id}/password",
        "POST /desk/accounts/{id}/second-factor",
        "POST /desk/accounts/{id}/sessions");
  }

  private static void table(String roles, String... mappings) {
    for (String mapping : mappings) {
      TABLE.put(mapping, roles);
    }
  }

  @TempDir static Path data;
  private static StaffedHolos holos;
  private static String waiting;
  private static StaffMember olena;
  private static StaffMember oleh;
  private static StaffMember nobody;
  private static final Map<Role, StaffMember> ONLY = new EnumMap<>(Role.class);

  @BeforeAll
  static void start() throws Exception {
    holos = StaffedHolos.start(data);
    for (Role role : Role.values()) {
      ONLY.put(role, holos.hire("only-" + role.name().toLowerCase(java.util.Locale.ROOT), role));
    }
    olena = holos.hire("olena", Role.OPERATOR);
    oleh = holos.hire("oleh", Role.OPERATOR);
    nobody = holos.hire("nobody");
    waiting =
        holos.waiting(
            "citizen-secret-number-one-0001", "покличте оператора <script>alert(1)</script>");
  }

  @AfterAll
  static void stop() {
    holos.close();
  }

  private static StaffMember only(Role role) {
    return Objects.requireNonNull(ONLY.get(role));
  }

  /// All that is mapped below /desk, but signing in itself.
  private static Set<String> mappings() {
    Set<String> all = new TreeSet<>();
    holos
        .context
        .getBeansOfType(RequestMappingHandlerMapping.class)
        .values()
        .forEach(mapping ->
            mapping
                .getHandlerMethods()
                .keySet()
                .forEach(info -> {
                  for (String path : info.getPatternValues()) {
                    if (path.startsWith("/desk")
                        && !path.startsWith("/desk/sign-in")
                        && !path.equals("/desk/refused")) {
                      assertThat(info.getMethodsCondition().getMethods()).as(path).hasSize(1);
                      for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                        all.add(method + " " + path);
                      }
                    }
                  }
                }));
    return all;
  }

  private static String path(String mapping) {
    return mapping
        .substring(mapping.indexOf(' ') + 1)
        .replace("{id}", UUID.randomUUID().toString());
  }

  @Test
  void everyPathOfTheDeskHasItsRoles() {
    assertThat(mappings()).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
  }

  @Test
  void nobodyReachesAnythingWithoutARoleForItAndEachTryLeavesALine() throws Exception {
    Map<StaffMember, String> people = new LinkedHashMap<>();
    people.put(nobody, "-");
    ONLY.forEach((role, member) ->
        people.put(member, role == Role.AUDITOR ? "U" : role.name().substring(0, 1)));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<StaffMember, String> one : people.entrySet()) {
      Desk desk = holos.at(one.getKey());
      String token = desk.token("/desk/password");
      for (Map.Entry<String, String> rule : TABLE.entrySet()) {
        String mapping = rule.getKey();
        boolean may = rule.getValue().isEmpty() || rule.getValue().contains(one.getValue());
        if (mapping.equals("GET /desk/events") && may
            || mapping.startsWith("POST /desk/password")) {
          // Never ends; counts as a try.
          continue;
        }
        String path = path(mapping);
        long before = holos.lines("refused", one.getKey(), path);
        int status =
            mapping.startsWith("GET")
                ? desk.get(path).statusCode()
                : desk.forge(path, "_csrf", token).statusCode();
        if ((status == 403) == may || status >= 500) {
          wrong.add(one.getKey().login() + " " + mapping + ": " + status);
        }
        if (!may && holos.lines("refused", one.getKey(), path) != before + 1) {
          wrong.add(one.getKey().login() + " " + mapping + ": no line");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aFormWithoutItsTokenOrWithAnotherIsRefusedEverywhereAndLeavesALine() throws Exception {
    StaffMember all = holos.hire("usi-roli", Role.values());
    Desk desk = holos.at(all);
    String token = desk.token("/desk/password");
    List<String> wrong = new ArrayList<>();
    List<String> posts = new ArrayList<>(TABLE.keySet());
    posts.add("POST /desk/sign-out");
    for (String mapping : posts) {
      if (mapping.startsWith("POST")) {
        String path = path(mapping);
        int without = desk.forge(path, "conversation", waiting, "request", "r").statusCode();
        int forged = desk.forge(path, "_csrf", "x" + token.substring(1)).statusCode();
        if (without != 403
            || forged != 403
            || holos.lines("refused", all, "csrf POST " + path) != 2) {
          wrong.add(mapping + ": " + without + ", " + forged);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void anAdministratorIsLedToTheAccountsAndReadsNoConversation() throws IOException {
    Desk desk = holos.at(only(Role.ADMINISTRATOR));
    assertThat(Desk.location(desk.get("/desk"))).isEqualTo("/desk/accounts");
    assertThat(desk.get("/desk?conversation=" + waiting).statusCode()).isEqualTo(403);
    assertThat(desk.get("/desk/accounts").body()).doesNotContain("href=\"/desk/search\"");
  }

  @Test
  void anOperatorWithoutTheSkillIsRefusedAndItIsWrittenDown() throws Exception {
    String other = holos.waiting("citizen-secret-number-six-0006", "покличте оператора");
    StaffMember english =
        holos.hire("english", Set.of(new Skill(Skill.Kind.LANGUAGE, "ENGLISH")), Role.OPERATOR);
    Desk desk = holos.at(english);
    HttpResponse<String> refused =
        desk.fill("/desk/password", "/desk/claim", "conversation", other, "request", "skill-1");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(holos.lines("refused", english, "skill")).isEqualTo(1);
  }

  @Test
  void aMessageToWhatSomebodyElseHoldsIsRefusedWithTheirName() throws Exception {
    String id = holos.waiting("citizen-secret-number-two-0002", "покличте оператора");
    Desk first = holos.at(olena);
    Desk second = holos.at(oleh);
    assertThat(
            first
                .fill("/desk/password", "/desk/claim", "conversation", id, "request", "held-1")
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> refused =
        second.fill(
            "/desk/password",
            "/desk/reply",
            "conversation",
            id,
            "request",
            "held-2",
            "text",
            "Уже їдемо");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains(olena.name());
    assertThat(refused.headers().firstValue("HX-Trigger")).as("the box is emptied").isEmpty();
    assertThat(
            first
                .fill(
                    "/desk/password",
                    "/desk/reply",
                    "conversation",
                    id,
                    "request",
                    "held-3",
                    "text",
                    "Уже їдемо")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void supervisorsSetHowMuchAnOperatorTakesAndNothingElse() throws IOException {
    StaffMember worker = holos.hire("robitnyk", Role.OPERATOR);
    StaffMember supervisor = only(Role.SUPERVISOR);
    Desk desk = holos.at(supervisor);
    String page = "/desk/team/work?operator=" + worker.id();
    HttpResponse<String> saved =
        desk.fill(
            page,
            "/desk/team/work",
            "operator",
            worker.id().toString(),
            "parallel",
            "3",
            "languages",
            "UKRAINIAN",
            "languages",
            "KLINGON",
            "districts",
            "Подільський, ",
            "roles",
            "ADMINISTRATOR",
            "name",
            "Інша");
    assertThat(Desk.location(saved)).isEqualTo("/desk/team?done=work");
    StaffMember now = holos.context.getBean(StaffDirectory.class).find(worker.id()).orElseThrow();
    assertThat(now.parallel()).isEqualTo(3);
    assertThat(now.skills())
        .containsExactlyInAnyOrder(
            new Skill(Skill.Kind.LANGUAGE, "UKRAINIAN"),
            new Skill(Skill.Kind.DISTRICT, "Подільський"));
    assertThat(now.roles()).containsExactly(Role.OPERATOR);
    assertThat(now.name()).isEqualTo(worker.name());
    assertThat(holos.lines("work-set", supervisor, "robitnyk: skills, parallel 5 -> 3"))
        .isEqualTo(1);
    HttpResponse<String> wrong =
        desk.fill(page, "/desk/team/work", "operator", worker.id().toString(), "parallel", "0");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("від 1 до 50");
    assertThat(Desk.location(desk.get("/desk/team/work?operator=" + only(Role.AUDITOR).id())))
        .isEqualTo("/desk/team?done=unknown");
  }

  @Test
  void oddInputIsAnsweredAndNotAnError() throws IOException {
    Desk desk = holos.at(holos.hire("dyvna", Role.values()));
    String longText = "ж".repeat(900);
    String encoded = java.net.URLEncoder.encode(longText, java.nio.charset.StandardCharsets.UTF_8);
    for (String path :
        new String[] {
          "/desk/search?q=" + encoded,
          "/desk/search?q=a%00b&reason=%00&channel=" + encoded,
          "/desk/search?from=%2B999999999-12-31&until=-0001-01-01&q=x",
          "/desk/search?q=x&after=AAAA",
          "/desk/audit?from=%2B999999999-12-31&until=%2B999999999-12-31&person=%00",
          "/desk/team?days=2147483647",
          "/desk/replies?done=%00",
          "/desk?lang=%00"
        }) {
      assertThat(desk.get(path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(desk.get("/desk/person?contact=%00" + "&after=x").statusCode()).isEqualTo(404);
    assertThat(desk.get("/desk/conversation?conversation=" + encoded).statusCode()).isEqualTo(404);
  }

  @Test
  void theTrailOfASearchBearsNoWordsOfCitizens() throws IOException {
    StaffMember reader = holos.hire("shukach", Role.AUDITOR);
    Desk desk = holos.at(reader);
    desk.get("/desk/search?kind=number&q=Taiemne&reason=Taiemne&operator=Taiemne");
    assertThat(holos.lines("searched", reader, "number")).isEqualTo(1);
    assertThat(holos.lines("searched", reader, "Taiemne")).isZero();
  }

  @Test
  void noPageBearsAScriptOfACitizenNorOneOfItsOwnInItself() throws Exception {
    Desk desk = holos.at(holos.hire("usi", Role.values()));
    String evil = "<script>alert(1)</script>";
    desk.fill(
        "/desk/replies", "/desk/replies/save", "title", evil, "words", evil, "shared", "true");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> desk.get("/desk?conversation=" + waiting).body().contains("&lt;script&gt;"));
    String typed =
        java.net.URLEncoder.encode(
            "\"><script>alert(1)</script>", java.nio.charset.StandardCharsets.UTF_8);
    for (String page :
        new String[] {
          "/desk?conversation=" + waiting,
          "/desk?conversation=" + typed,
          "/desk/conversation?conversation=" + waiting,
          "/desk/facts?conversation=" + waiting,
          "/desk/messages?conversation=" + waiting,
          "/desk/why?conversation=" + waiting,
          "/desk/register?conversation=" + waiting,
          "/desk/canned?conversation=" + waiting,
          "/desk/search?q=" + typed,
          "/desk/audit?person=" + typed,
          "/desk/export?conversation=" + typed,
          "/desk/team",
          "/desk/replies",
          "/desk/accounts",
          "/desk/accounts/" + olena.id(),
          "/desk/password",
          "/desk/second-factor",
          "/desk/refused"
        }) {
      HttpResponse<String> shown = desk.get(page);
      assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(page)
          .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(INLINE.matcher(shown.body()).results().map(found -> found.group()).toList())
          .as(page)
          .isEmpty();
      assertThat(shown.headers().firstValue("X-Content-Type-Options")).as(page).contains("nosniff");
      assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
  }

  /// A script with something in it, a style, an attribute that is one.
  private static final Pattern INLINE =
      Pattern.compile(
          "<script(?![^>]*\\ssrc=)[^>]*>|<style[^>]*>|<[^>]*\\s(?:style|on[a-z]+)=[^>]*>");

  private static AtomicBoolean line(Desk desk) throws IOException, InterruptedException {
    HttpResponse<InputStream> open =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(holos.root() + "/desk/events"))
                    .header("Accept", "text/event-stream")
                    .header("Cookie", "holos-desk=" + desk.cookie("holos-desk"))
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(open.statusCode()).isEqualTo(200);
    AtomicBoolean ended = new AtomicBoolean();
    Thread.ofVirtual()
        .start(() -> {
          try (InputStream in = Objects.requireNonNull(open.body())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
          } catch (IOException e) {
            // Cut off is ended too.
          }
          ended.set(true);
        });
    return ended;
  }

  @Test
  void aLineOfNewsEndsWithTheSessionTheAccountOrTheRoles() throws Exception {
    StaffMember leaves = holos.hire("leaves", Role.OPERATOR);
    StaffMember fired = holos.hire("fired", Role.OPERATOR);
    StaffMember promoted = holos.hire("promoted", Role.OPERATOR);
    StaffMember stays = holos.hire("stays", Role.OPERATOR);
    Desk leaving = holos.at(leaves);
    AtomicBoolean left = line(leaving);
    AtomicBoolean out = line(holos.at(fired));
    AtomicBoolean other = line(holos.at(promoted));
    AtomicBoolean open = line(holos.at(stays));
    leaving.fill("/desk/password", "/desk/sign-out");
    holos.change(fired, false, Role.OPERATOR);
    holos.change(promoted, true, Role.AUDITOR);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(List.of(left.get(), out.get(), other.get())).doesNotContain(false));
    assertThat(open).as("that of somebody who stays").isFalse();
  }
}
