package ua.holos.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.history.Place.Source;

/// What the search finds, on whichever database a subclass brings.
abstract class HistorySearchContract {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

  DataSource database;
  HistorySearch search;
  private RecordRows rows;

  /// An empty database.
  abstract DataSource database() throws Exception;

  @BeforeEach
  void tables() throws Exception {
    database = Databases.tables(database());
    search = new HistorySearch(new JdbcTemplate(database));
    rows = new RecordRows(database);
  }

  private List<Found> find(String typed) throws SQLException {
    return find(typed, Sought.Kind.ANY, SearchFilter.NONE);
  }

  private List<Found> find(String typed, Sought.Kind kind, SearchFilter filter) {
    return search.page(Sought.of(typed, kind), filter, null, 50).found();
  }

  private List<String> words(String typed) throws SQLException {
    return find(typed).stream()
        .filter(one -> one.place().source() == Source.MESSAGE)
        .map(Found::words)
        .toList();
  }

  private void said(String... texts) throws SQLException {
    rows.conversation("telegram:1", "Олена", null, NOW);
    for (int i = 0; i < texts.length; i++) {
      rows.message("telegram:1", i, -1, "text", texts[i], NOW.plusSeconds(i), null);
    }
    index();
  }

  private void index() throws SQLException {
    Databases.findable(database);
  }

  @Test
  void findsMessagesByTheBeginningsOfAllTheirWordsNewestFirst() throws Exception {
    said("Немає гарячої води", "Води знову немає!", "Є вода, немає світла", "Дякую");
    assertThat(words("немає вод"))
        .containsExactly("Є вода, немає світла", "Води знову немає!", "Немає гарячої води");
    assertThat(words("ГАРЯЧ вод")).containsExactly("Немає гарячої води");
    assertThat(words("гарячої світла")).isEmpty();
    assertThat(words("газ")).isEmpty();
  }

  @Test
  void anApostropheIsAnApostropheHoweverItIsTyped() throws Exception {
    said("У під’їзді темно", "В підʼїзді теж", "Під'їзд не прибирають", "під`їзд");
    assertThat(words("під'їзд")).hasSize(4);
    assertThat(words("ПІД’ЇЗД")).hasSize(4);
  }

  @Test
  void aPercentSignAndQuotesAreNoWordsAndDoNoHarm() throws Exception {
    said("Знижка 100%", "x' or 1=1 --");
    assertThat(words("%%%")).isEmpty();
    assertThat(words("' or ''='")).containsExactly("x' or 1=1 --");
    assertThat(words("100%")).containsExactly("Знижка 100%");
    assertThat(words("\\_%")).isEmpty();
  }

  @Test
  void whatTheBotSaidAndWhatWasPressedIsNotSearched() throws Exception {
    rows.conversation("telegram:1", "Олена", null, NOW);
    rows.message("telegram:1", 1, -1, "choice", "Надіслати воду", NOW, null);
    rows.message("telegram:1", 1, 0, "text", "Вода буде завтра", NOW, null);
    rows.message("telegram:1", 2, 0, "text", "Водоканал уже їде", NOW, "operator-1");
    rows.message("telegram:1", 3, -1, "note", "Водій не доїхав", NOW, "operator-1");
    index();
    assertThat(words("вод")).containsExactlyInAnyOrder("Водоканал уже їде", "Водій не доїхав");
  }

  @Test
  void findsAnAppealByItsNumberHoweverItIsWritten() throws Exception {
    rows.conversation("viber:1", "Іван", null, NOW);
    rows.appeal("viber:1:3", "viber:1", "6-104", "вулиця Хрещатик, 25А", null, NOW);
    for (String typed : List.of("6-104", "№6-104", " № 6-104 ", "#6-104")) {
      assertThat(find(typed)).extracting(Found::number).containsExactly("6-104");
    }
    assertThat(find("6-10")).isEmpty();
    assertThat(find("6-104").getFirst().person()).isEqualTo("Іван");
  }

  @Test
  void findsAPersonByPhoneHoweverItIsWritten() throws Exception {
    rows.conversation("viber:1", "Іван", "+380671112233", NOW);
    rows.conversation("telegram:2", "Іван у Telegram", "380671112233", NOW.minusSeconds(60));
    rows.conversation("tel:+380671112233", null, null, NOW.minusSeconds(90));
    rows.conversation("web:3", "Інша", "+380671112234", NOW);
    rows.appeal(
        "web:3:1", "web:3", "6-9", "вулиця Басейна, 2", "+380671112233", NOW.minusSeconds(5));
    for (String typed :
        List.of("+380671112233", "067 111-22-33", "(067) 111 22 33", "38 067 111 22 33")) {
      assertThat(find(typed))
          .as(typed)
          .extracting(Found::conversation)
          .containsExactly("viber:1", "web:3", "telegram:2", "tel:+380671112233");
    }
  }

  @Test
  void findsAppealsByStreetAndHouse() throws Exception {
    rows.conversation("viber:1", "Іван", null, NOW);
    rows.appeal("a", "viber:1", "1", "вулиця В’ячеслава Чорновола, 25", null, NOW);
    rows.appeal("b", "viber:1", "2", "вулиця В’ячеслава Чорновола, 25А", null, NOW.plusSeconds(1));
    rows.appeal("c", "viber:1", "3", "вулиця В’ячеслава Чорновола, 250", null, NOW.plusSeconds(2));
    rows.appeal("d", "viber:1", "4", "вулиця Хрещатик, 25", null, NOW.plusSeconds(3));
    index();
    assertThat(find("вул. Чорновола, буд. 25", Sought.Kind.ADDRESS, SearchFilter.NONE))
        .extracting(Found::number)
        .containsExactly("2", "1");
    assertThat(find("чорновола 25-а", Sought.Kind.ADDRESS, SearchFilter.NONE))
        .extracting(Found::number)
        .containsExactly("2");
    assertThat(find("в'ячеслава 250")).extracting(Found::number).containsExactly("3");
    assertThat(find("Хрещ")).extracting(Found::number).containsExactly("4");
  }

  @Test
  void narrowsByTimeChannelOperatorAndReason() throws Exception {
    rows.conversation("viber:1", "Іван", null, NOW);
    rows.conversation("telegram:2", "Олена", null, NOW);
    rows.message("viber:1", 1, -1, "text", "немає води", NOW, null);
    rows.message("telegram:2", 1, -1, "text", "немає води", NOW.plusSeconds(60), null);
    rows.call("telegram:2", 2, "asked", NOW.plusSeconds(70), "operator-1");
    rows.call("viber:1", 3, "distress", NOW.plusSeconds(80), "operator-2");
    index();
    assertThat(
            find(
                "води",
                Sought.Kind.ANY,
                new SearchFilter(NOW.plusSeconds(1), null, null, null, null)))
        .extracting(Found::conversation)
        .containsExactly("telegram:2");
    assertThat(
            find(
                "води",
                Sought.Kind.ANY,
                new SearchFilter(null, NOW.plusSeconds(60), null, null, null)))
        .extracting(Found::conversation)
        .containsExactly("viber:1");
    assertThat(find("води", Sought.Kind.ANY, new SearchFilter(null, null, "viber", null, null)))
        .extracting(Found::conversation)
        .containsExactly("viber:1");
    assertThat(
            find("води", Sought.Kind.ANY, new SearchFilter(null, null, null, "operator-1", null)))
        .extracting(Found::conversation)
        .containsExactly("telegram:2");
    assertThat(find("", Sought.Kind.ANY, new SearchFilter(null, null, null, null, "distress")))
        .extracting(found -> found.place().source(), Found::conversation, Found::kind)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Source.CALL, "viber:1", "distress"));
    assertThat(
            find("", Sought.Kind.ANY, new SearchFilter(null, null, null, "operator-1", "distress")))
        .isEmpty();
    assertThat(find("", Sought.Kind.ANY, SearchFilter.NONE)).hasSize(2);
  }

  @Test
  void pagesShowEverythingOnceAlsoWhenMuchHappensAtOneMoment() throws Exception {
    rows.conversation("viber:1", "Іван", null, NOW);
    for (int i = 0; i < 40; i++) {
      rows.message("viber:1", i, -1, "text", "води вода " + i, NOW.plusSeconds(i / 7), null);
      rows.appeal(
          "viber:1:" + i,
          "viber:1",
          "6-" + i,
          "вулиця Водогінна, " + i,
          null,
          NOW.plusSeconds(i / 9));
    }
    index();
    for (String typed : List.of("вод", "водогінна", "води")) {
      List<Place> seen = new ArrayList<>();
      @Nullable Place after = null;
      do {
        Found.Page page =
            search.page(Sought.of(typed, Sought.Kind.ANY), SearchFilter.NONE, after, 7);
        page.found().forEach(found -> seen.add(found.place()));
        after = page.next() == null ? null : Place.parse(page.next().code()).orElseThrow();
      } while (after != null);
      assertThat(new HashSet<>(seen)).hasSize(seen.size()).hasSize(typed.equals("вод") ? 80 : 40);
      assertThat(seen).isSortedAccordingTo(Place.NEWEST);
    }
  }

  @Test
  void conversationsAndCallsArePagedToo() throws Exception {
    for (int i = 0; i < 20; i++) {
      rows.conversation("web:" + i, null, null, NOW.plusSeconds(i / 3));
      rows.call("web:" + i, 2, "asked", NOW.plusSeconds(i / 3), "operator-1");
    }
    for (SearchFilter filter :
        List.of(SearchFilter.NONE, new SearchFilter(null, null, null, null, "asked"))) {
      List<String> seen = new ArrayList<>();
      @Nullable Place after = null;
      do {
        Found.Page page = search.page(new Sought.Everything(), filter, after, 6);
        page.found().forEach(found -> seen.add(found.conversation()));
        after = page.next();
      } while (after != null);
      assertThat(seen).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void anAddressBarWithNonsenseIsNoPlace() {
    for (String code : List.of("", "%%", "AAAA", "MQpYCmEKMQox")) {
      assertThat(Place.parse(code)).isEmpty();
    }
  }
}
