package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.gateway.desk.LiveDesk;

/// Holos as it runs, with people who work at its desk and citizens who write to it.
final class StaffedHolos implements AutoCloseable {
  static final String PASSWORD = "вісім журавлів летять";

  final ConfigurableApplicationContext context;
  private final String hash;

  private StaffedHolos(ConfigurableApplicationContext context) {
    this.context = context;
    this.hash = context.getBean(Passwords.class).hash(PASSWORD);
  }

  static StaffedHolos start(Path data, String... settings) {
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "--holos.desk.second-factor=optional";
    return new StaffedHolos(TestHolos.start(data, all));
  }

  String root() {
    return TestHolos.root(context);
  }

  /// Somebody with an account whose password is [#PASSWORD].
  StaffMember hire(String login, Role... roles) {
    return hire(login, Set.of(), roles);
  }

  StaffMember hire(String login, Set<Skill> skills, Role... roles) {
    Set<Role> given = Arrays.stream(roles).collect(Collectors.toSet());
    Accounts accounts = context.getBean(Accounts.class);
    UUID id =
        accounts.create(
            login,
            new Accounts.Wanted("Пані " + login, given, skills, 5, true),
            hash,
            null,
            Instant.now());
    accounts.setPassword(id, hash, false);
    context.getBean(AccountDirectory.class).refresh();
    return context.getBean(StaffDirectory.class).find(id).orElseThrow();
  }

  /// Makes something else of an account.
  void change(StaffMember member, boolean active, Role... roles) {
    context
        .getBean(Accounts.class)
        .change(
            member.id(),
            new Accounts.Wanted(
                member.name(),
                Arrays.stream(roles).collect(Collectors.toSet()),
                member.skills(),
                member.parallel(),
                active));
    context.getBean(AccountDirectory.class).refresh();
  }

  /// A browser in which they have signed in.
  Desk at(StaffMember member) throws IOException {
    Desk desk = new Desk(root());
    assertThat(Desk.location(desk.signIn(member.login(), PASSWORD))).isEqualTo("/desk");
    return desk;
  }

  /// A citizen who writes in the web chat and is waiting for a person.
  ///
  /// @return the conversation's id
  String waiting(String token, String words) throws Exception {
    write(token, words);
    String id = conversation(token);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> context.getBean(LiveDesk.class).find(new ConversationId(id)).isPresent());
    return id;
  }

  /// A citizen writes in the web chat, under a secret of 22 letters or more.
  void write(String token, String words) throws IOException, InterruptedException {
    HttpResponse<String> taken =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(root() + "/chat/messages"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + words + "\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(taken.statusCode()).isEqualTo(202);
  }

  private static String conversation(String token) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    return "web:" + HexFormat.of().formatHex(digest, 0, 16);
  }

  /// How many lines the audit trail has.
  long lines(String action, StaffMember who, String detail) {
    Long count =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject(
                "select count(*) from audit_line where action = ? and staff_id = ? and detail like"
                    + " ?",
                Long.class,
                action,
                who.id().toString(),
                "%" + detail + "%");
    return count == null ? 0 : count;
  }

  @Override
  public void close() {
    context.close();
  }
}
