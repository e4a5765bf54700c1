package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.desk.Presence;

/// Signing in, roles, accounts and the audit trail on Holos as it runs.
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountsAtTheDeskTest {
  private static final Pattern PRINTED = Pattern.compile("(?m)^One-time password: (\\S+)$");
  private static final Pattern SHOWN = Pattern.compile("class=\"secret\">([^<]+)<");
  private static final Pattern ACCOUNT = Pattern.compile("/desk/accounts/([0-9a-f-]{36})/password");
  private static final String OWN = "вісім журавлів летять";

  @TempDir static Path data;
  private static ConfigurableApplicationContext holos;
  private static String printed;
  private static Desk admin;

  @BeforeAll
  static void start(CapturedOutput output) throws IOException {
    holos = TestHolos.start(data, "--holos.desk.second-factor=optional");
    printed = output.getAll();
    admin = desk();
    admin.signInFirst("admin", oneTime(), OWN);
  }

  @AfterAll
  static void stop() {
    holos.close();
  }

  private static Desk desk() {
    return new Desk(TestHolos.root(holos));
  }

  private static String oneTime() {
    Matcher found = PRINTED.matcher(printed);
    assertThat(found.find()).as("a one-time password was printed").isTrue();
    return found.group(1);
  }

  private record Person(String login, UUID id, String oneTime) {}

  private static Person make(String login, String... roles) throws IOException {
    String[] form = new String[8 + roles.length * 2];
    System.arraycopy(
        new String[] {"login", login, "name", "Пані " + login, "parallel", "5", "active", "yes"},
        0,
        form,
        0,
        8);
    for (int i = 0; i < roles.length; i++) {
      form[8 + i * 2] = "roles";
      form[9 + i * 2] = roles[i];
    }
    HttpResponse<String> made = admin.fill("/desk/accounts/new", "/desk/accounts", form);
    assertThat(made.statusCode()).isEqualTo(200);
    return new Person(
        login, UUID.fromString(first(ACCOUNT, made.body())), first(SHOWN, made.body()));
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return found.group(1);
  }

  private static long lines(String action, String detail) {
    Long count =
        holos
            .getBean(JdbcTemplate.class)
            .queryForObject(
                "select count(*) from audit_line where action = ? and detail like ?",
                Long.class,
                action,
                "%" + detail + "%");
    return count == null ? 0 : count;
  }

  @Test
  void theFirstStartPrintsOnePasswordOnceAndNoneOfSprings() {
    assertThat(PRINTED.matcher(printed).results().count()).isEqualTo(1);
    assertThat(printed)
        .contains("Login: admin", TestHolos.root(holos) + "/desk")
        .doesNotContain("Using generated security password");
  }

  @Test
  void theFirstPasswordServesForChoosingAnotherOnly() throws IOException {
    Person person = make("persha", "OPERATOR");
    Desk desk = desk();
    assertThat(Desk.location(desk.signIn(person.login(), person.oneTime()))).isEqualTo("/desk");
    assertThat(Desk.location(desk.get("/desk/search"))).isEqualTo("/desk/password");
    assertThat(desk.get("/desk/password").body()).contains("одноразовий").doesNotContain("<nav");
    assertThat(
            desk.fill(
                    "/desk/password",
                    "/desk/password",
                    "password",
                    person.oneTime(),
                    "again",
                    person.oneTime())
                .body())
        .contains("той самий пароль");
    assertThat(
            desk.fill(
                    "/desk/password", "/desk/password", "password", "короткий", "again", "короткий")
                .body())
        .contains("закороткий");
    assertThat(
            Desk.location(
                desk.fill("/desk/password", "/desk/password", "password", OWN, "again", OWN)))
        .isEqualTo("/desk");
    assertThat(desk.get("/desk/password").body()).contains("Пані persha");
  }

  @Test
  void whoeverIsNotSignedInIsLedToThePageAndBack() throws IOException {
    Desk desk = desk();
    assertThat(Desk.location(desk.get("/desk/audit?person=x"))).isEqualTo("/desk/sign-in");
    assertThat(Desk.location(desk.signIn("admin", OWN))).isEqualTo("/desk/audit?person=x");
    assertThat(desk().get("/desk/queue", "HX-Request", "true").statusCode()).isEqualTo(401);
    assertThat(desk().get("/desk/news", "Accept", "text/event-stream").statusCode()).isEqualTo(401);
  }

  @Test
  void theSessionChangesItsIdAndItsCookieIsSafe() throws IOException {
    Desk desk = desk();
    HttpResponse<String> page = desk.get("/desk/sign-in");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("holos-desk=", "HttpOnly", "SameSite=Lax", "Path=/desk")
        .doesNotContain("Secure");
    String before = desk.cookie("holos-desk");
    desk.signIn("admin", OWN);
    assertThat(desk.cookie("holos-desk")).isNotEqualTo(before);
    assertThat(
            desk()
                .get("/desk/sign-in", "X-Forwarded-Proto", "https", "X-Forwarded-For", "10.1.2.3")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow())
        .contains("Secure");
  }

  @Test
  void everyPageOfTheDeskForbidsWhatItDoesNotNeed() throws IOException {
    var headers = desk().get("/desk/sign-in").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "img-src 'self' data: blob: https://tile.openstreetmap.org;",
            "frame-ancestors 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void allOtherPathsAreAsTheyWere() throws IOException {
    for (String path : new String[] {"/", "/desk.css", "/actuator/health", "/core"}) {
      HttpResponse<String> page = desk().get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Set-Cookie")).as(path).isEmpty();
      assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).as(path).isEmpty();
    }
    assertThat(desk().forge("/webhook/core", "a", "b").statusCode()).isNotEqualTo(403);
  }

  @Test
  void aForgedFormIsRefusedAndLeavesALine() throws IOException {
    long before = lines("refused", "csrf POST /desk/accounts");
    HttpResponse<String> refused = admin.forge("/desk/accounts", "login", "evil", "name", "Evil");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Форма застаріла");
    assertThat(lines("refused", "csrf POST /desk/accounts")).isEqualTo(before + 1);
  }

  @Test
  void withoutTheRoleAPageIsRefusedAndLeavesALine() throws IOException {
    Person person = make("tilky-operator", "OPERATOR");
    Desk desk = desk();
    desk.signInFirst(person.login(), person.oneTime(), OWN);
    for (String path : new String[] {"/desk/accounts", "/desk/audit", "/desk/team"}) {
      HttpResponse<String> refused = desk.get(path);
      assertThat(refused.statusCode()).as(path).isEqualTo(403);
      assertThat(refused.body()).contains("Немає доступу");
      assertThat(lines("refused", "GET " + path)).as(path).isPositive();
    }
  }

  @Test
  void aChangedRoleCountsAtOnceAndADeactivatedAccountIsOut() throws IOException {
    Person person = make("rol", "OPERATOR");
    Desk desk = desk();
    desk.signInFirst(person.login(), person.oneTime(), OWN);
    assertThat(desk.get("/desk/audit").statusCode()).isEqualTo(403);
    String page = "/desk/accounts/" + person.id();
    admin.fill(
        page, page, "name", "Пані Роль", "parallel", "3", "active", "yes", "roles", "AUDITOR");
    assertThat(desk.get("/desk/audit").statusCode()).isEqualTo(200);
    admin.fill(page, page, "name", "Пані Роль", "parallel", "3", "roles", "AUDITOR");
    assertThat(Desk.location(desk.get("/desk/audit"))).isEqualTo("/desk/sign-in");
    assertThat(desk.signIn(person.login(), OWN).statusCode()).isEqualTo(422);
    assertThat(lines("account-changed", "rol: deactivated")).isEqualTo(1);
  }

  @Test
  void theLastAdministratorStays() throws IOException {
    UUID id =
        holos.getBean(StaffDirectory.class).all().stream()
            .filter(member -> member.login().equals("admin"))
            .findFirst()
            .orElseThrow()
            .id();
    String page = "/desk/accounts/" + id;
    for (String[] form :
        new String[][] {
          {"name", "А", "parallel", "5", "active", "yes", "roles", "OPERATOR"},
          {"name", "А", "parallel", "5", "roles", "ADMINISTRATOR"}
        }) {
      HttpResponse<String> refused = admin.fill(page, page, form);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("останній адміністратор");
    }
    assertThat(admin.get("/desk/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void afterFiveWrongTriesTheRightPasswordIsRefusedInTheSameWords() throws IOException {
    Person person = make("zabudko", "OPERATOR");
    String wrong = "";
    for (int i = 0; i < SignInTries.MOST; i++) {
      wrong = words(desk().signIn(person.login(), "не той пароль " + i));
    }
    assertThat(words(desk().signIn(person.login(), person.oneTime()))).isEqualTo(wrong);
    assertThat(words(desk().signIn("nikoho-nemaie", "якийсь пароль"))).isEqualTo(wrong);
    assertThat(lines("locked-out", "")).isPositive();
    assertThat(lines("sign-in-failed", "locked, ")).isPositive();
    assertThat(admin.get("/desk/accounts").body()).contains("зачинено після помилок");
  }

  private static String words(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(422);
    return first(Pattern.compile("id=\"mistake\"[^>]*>([^<]+)<"), page.body());
  }

  @Test
  void aSecondFactorIsSetUpAskedForAndEachCodeGoodOnce() throws IOException {
    Person person = make("dvofaktor", "OPERATOR");
    Desk desk = desk();
    desk.signInFirst(person.login(), person.oneTime(), OWN);
    byte[] secret =
        base32(
            first(
                Pattern.compile("<code>([A-Z2-7 ]+)</code>"),
                desk.get("/desk/second-factor").body()));
    String code = Totp.code(secret, Instant.now());
    HttpResponse<String> on = desk.fill("/desk/second-factor", "/desk/second-factor", "code", code);
    String recovery = first(Pattern.compile("<code>([a-z2-7]{5}-[a-z2-7]{5})</code>"), on.body());

    Desk other = desk();
    assertThat(Desk.location(other.signIn(person.login(), OWN))).isEqualTo("/desk/sign-in/code");
    assertThat(Desk.location(other.get("/desk/password"))).isEqualTo("/desk/sign-in");
    assertThat(other.fill("/desk/sign-in/code", "/desk/sign-in/code", "code", code).statusCode())
        .as("a code that was used")
        .isEqualTo(422);
    assertThat(
            Desk.location(
                other.fill(
                    "/desk/sign-in/code",
                    "/desk/sign-in/code",
                    "code",
                    Totp.code(secret, Instant.now().plusSeconds(30)))))
        .isEqualTo("/desk/password");

    Desk third = desk();
    third.signIn(person.login(), OWN);
    assertThat(
            Desk.location(third.fill("/desk/sign-in/code", "/desk/sign-in/code", "code", recovery)))
        .isEqualTo("/desk");
    Desk fourth = desk();
    fourth.signIn(person.login(), OWN);
    assertThat(
            fourth.fill("/desk/sign-in/code", "/desk/sign-in/code", "code", recovery).statusCode())
        .as("a recovery code that was used")
        .isEqualTo(422);
    assertThat(lines("recovery-code-used", "")).isPositive();
  }

  static byte[] base32(String text) {
    String letters = text.replace(" ", "");
    BitSet bits = new BitSet();
    for (int i = 0; i < letters.length() * 5; i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letters.charAt(i / 5));
      bits.set(i / 8 * 8 + 7 - i % 8, (value >> (4 - i % 5) & 1) == 1);
    }
    return Arrays.copyOf(bits.toByteArray(), letters.length() * 5 / 8);
  }

  @Test
  void theAuditTrailIsShownFilteredAndTakenAlong() throws IOException {
    desk().signIn("=HYPERLINK(1)", "щось таке");
    HttpResponse<String> page = admin.get("/desk/audit?action=signed-in&person=Адмін");
    assertThat(page.body()).contains("вхід", "Адміністратор").doesNotContain("HYPERLINK");
    HttpResponse<String> csv = admin.get("/desk/audit/lines.csv?action=sign-in-failed");
    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).contains("text/csv");
    assertThat(csv.body()).contains("\"'=HYPERLINK(1)\"").doesNotContain("\"signed-in\"");
    assertThat(lines("audit-exported", "")).isPositive();
  }

  @Test
  void thePagesAreThereInEnglishToo() throws IOException {
    Desk desk = desk();
    assertThat(desk.get("/desk/sign-in?lang=en").body())
        .contains("lang=\"en\"", "Sign in", "Password");
    assertThat(desk.get("/desk/sign-in").body()).contains("Sign in").doesNotContain("??");
    assertThat(admin.get("/desk/accounts/new").body()).doesNotContain("??");
    assertThat(admin.get("/desk/audit").body()).doesNotContain("??");
    assertThat(admin.get("/desk/password").body()).doesNotContain("??");
  }

  @Test
  void signingOutEndsTheSession() throws IOException {
    Desk desk = desk();
    desk.signIn("admin", OWN);
    String cookie = desk.cookie("holos-desk");
    desk.fill("/desk/password", "/desk/presence");
    Presence presence = holos.getBean(Presence.class);
    assertThat(presence.present())
        .extracting(one -> one.operator().name())
        .contains("Адміністратор");
    assertThat(Desk.location(desk.fill("/desk/password", "/desk/sign-out")))
        .isEqualTo("/desk/sign-in?done=out");
    assertThat(Desk.location(desk().get("/desk/password", "Cookie", "holos-desk=" + cookie)))
        .isEqualTo("/desk/sign-in");
    assertThat(lines("signed-out", "")).isPositive();
    assertThat(presence.present())
        .as("gone from the desk at once")
        .extracting(one -> one.operator().name())
        .doesNotContain("Адміністратор");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void withoutSqlNobodySignsInAndWhoeverIsInStaysIn() throws IOException {
    holos.getBean(HikariDataSource.class).close();
    HttpResponse<String> page = desk().signIn("admin", OWN);
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Увійти зараз неможливо");
    assertThat(admin.get("/desk/password").statusCode()).isEqualTo(200);
    HttpResponse<String> audit = admin.get("/desk/audit");
    assertThat(audit.statusCode()).isEqualTo(503);
    assertThat(audit.body()).contains("База даних зараз не відповідає");
  }
}
