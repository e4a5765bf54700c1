package ua.holos.gateway.desk.page;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.Transfer;
import ua.holos.bot.form.Draft;
import ua.holos.bot.understanding.Language;
import ua.holos.gateway.staff.StaffMember;

/// The desk's pages at work, with conversations as a test sets them up.
final class DeskStage implements AutoCloseable {
  final FakeDesk desk;
  final FakeDesk.Colleagues colleagues;
  final List<String> typed;
  private final ServletWebServerApplicationContext context;
  private final MockMvc mvc;
  private final JdbcClient jdbc;

  private DeskStage(ServletWebServerApplicationContext context) {
    this.context = context;
    this.desk = context.getBean(FakeDesk.class);
    this.colleagues = context.getBean(FakeDesk.Colleagues.class);
    this.typed = context.getBean("typed", DeskOnFakes.Typed.class).contacts();
    this.jdbc = context.getBean(JdbcClient.class);
    this.mvc = MockMvcBuilders.webAppContextSetup(context).build();
  }

  static DeskStage start(Path folder, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:file:"
                    + folder.resolve("desk")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--spring.jmx.enabled=false",
                "--spring.main.banner-mode=off"));
    settings.addAll(List.of(more));
    return new DeskStage(
        (ServletWebServerApplicationContext)
            new SpringApplication(DeskOnFakes.class).run(settings.toArray(String[]::new)));
  }

  String root() {
    return "http://localhost:" + Objects.requireNonNull(context.getWebServer()).getPort();
  }

  MockHttpServletResponse perform(RequestBuilder request) throws Exception {
    return mvc.perform(request).andReturn().getResponse();
  }

  void clear() {
    desk.reset();
    desk.signedIn = DeskOnFakes.OLENA;
    colleagues.present.clear();
    typed.clear();
    jdbc.sql("delete from message").update();
    jdbc.sql("delete from attachment").update();
  }

  void waiting(String id, String name, String reason) {
    HandOff handOff = new HandOff(reason, Instant.now().minusSeconds(40), false, null);
    add(id, name, new Mode.AwaitingOperator(handOff.calledAt(), false, handOff, null, 0, null));
  }

  void held(String id, String name, StaffMember by, @Nullable String danger) {
    Instant now = Instant.now();
    add(
        id,
        name,
        new Mode.WithOperator(
            by.operator(),
            now.minusSeconds(90),
            new HandOff("asked", now.minusSeconds(150), false, null),
            true,
            now.minusSeconds(70),
            danger,
            null,
            null));
  }

  void offered(String id, String name, StaffMember by, Transfer transfer) {
    Instant now = Instant.now();
    add(
        id,
        name,
        new Mode.WithOperator(
            by.operator(),
            now.minusSeconds(90),
            new HandOff("asked", now.minusSeconds(150), false, null),
            true,
            null,
            null,
            transfer,
            null));
  }

  private void add(String id, String name, Mode mode) {
    Conversation begun = Conversation.begin(new ConversationId(id));
    Draft draft = Draft.begun(1, Instant.now());
    Person person =
        new Person(name, "+380441234567", false, null, null, List.of(), null, Language.UKRAINIAN);
    desk.add(
        new Conversation(
            begun.id(),
            3,
            mode,
            draft.with(draft.problem().ofCategory("hot-water")),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of(),
            person,
            List.of(),
            List.of(),
            null,
            1,
            0));
  }

  void said(String conversation, long turn, int ordinal, String kind, String words) {
    said(conversation, turn, ordinal, kind, words, null);
  }

  void said(
      String conversation,
      long turn,
      int ordinal,
      String kind,
      String words,
      @Nullable String operator) {
    jdbc.sql(
            "insert into message (conversation_id, turn, ordinal, kind, words, happened_at, status,"
                + " operator_id, operator_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(conversation)
        .param(turn)
        .param(ordinal)
        .param(kind)
        .param(words)
        .param(OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(60))
        .param(ordinal < 0 ? "received" : "delivered")
        .param(operator == null ? null : "id")
        .param(operator)
        .update();
  }

  void failed(String conversation, long turn, int ordinal, String why) {
    jdbc.sql(
            "update message set status = 'failed', failure = ? where conversation_id = ? and turn ="
                + " ? and ordinal = ?")
        .params(why, conversation, turn, ordinal)
        .update();
  }

  void file(String conversation, long turn, String reference, String name) {
    jdbc.sql(
            "insert into attachment (conversation_id, turn, ordinal, kind, reference, media_type,"
                + " file_name, bytes) values (?, ?, 0, 'photo', ?, 'image/png', ?, 2000)")
        .params(conversation, turn, reference, name)
        .update();
  }

  @Override
  public void close() {
    context.close();
  }
}
