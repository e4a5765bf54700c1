package ua.holos.gateway.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.HolosUnderstander;

final class UnderstandingTurnsTest {
  private static final Conversation STATE = Conversation.begin(new ConversationId("telegram:1"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Event> decided = new ArrayList<>();

  private UnderstandingTurns turns(@Nullable Understander understander) {
    return new UnderstandingTurns(
        (state, event) -> {
          decided.add(event);
          return new Transition(state, List.of());
        },
        understander,
        text -> text.contains("тариф") ? Optional.of("tariffs") : Optional.empty(),
        meters.counter("failures"));
  }

  private static Event message(Content content) {
    return new Event.MessageReceived(
        Instant.EPOCH, content, "1", "Анна", Understanding.NOTHING, null);
  }

  private static Understanding understood(Intent intent) {
    return new Understanding(
        Language.UKRAINIAN,
        intent,
        1,
        null,
        List.of(),
        false,
        List.of(),
        Map.of(),
        List.of(),
        null);
  }

  private Understanding understanding() {
    return ((Event.MessageReceived) decided.getLast()).understanding();
  }

  private static final class Reader implements Understander {
    final List<String> texts = new ArrayList<>();

    @Override
    public Understanding understand(String text, Expectation expected) {
      texts.add(text);
      if (text.equals("bug")) {
        throw new IllegalStateException();
      }
      return understood(Intent.COMPLAINT);
    }

    @Override
    public Optional<AddressMention> nearest(double latitude, double longitude) {
      return Optional.empty();
    }
  }

  @Test
  void textsAndCaptionsAreReadAndNothingElse() {
    Reader reader = new Reader();
    UnderstandingTurns turns = turns(reader);

    var _ = turns.take(STATE, message(new Content.Text("нема води")));
    var _ = turns.take(STATE, message(new Content.Media(List.of(), "яма", null)));
    var _ = turns.take(STATE, message(new Content.Media(List.of(), "", null)));
    var _ = turns.take(STATE, message(new Content.Choice("confirm", "Так")));
    var _ = turns.take(STATE, message(new Content.Text("  ")));

    assertThat(reader.texts).containsExactly("нема води", "яма");
  }

  @Test
  void theEngineAndTheJournalGetTheEventWithWhatWasUnderstood() {
    var turn = turns(new Reader()).take(STATE, message(new Content.Text("нема води")));

    assertThat(understanding().intent()).isEqualTo(Intent.COMPLAINT);
    assertThat(turn.event()).isEqualTo(decided.getLast());
  }

  @Test
  void aPreparedAnswerIsFoundWithAndWithoutAModel() {
    var _ = turns(new Reader()).take(STATE, message(new Content.Text("які тарифи")));
    assertThat(understanding().topic()).isEqualTo("tariffs");
    assertThat(understanding().intent()).isEqualTo(Intent.COMPLAINT);

    var _ = turns(null).take(STATE, message(new Content.Text("які тарифи")));
    assertThat(understanding().topic()).isEqualTo("tariffs");
  }

  @Test
  void whoeverIsForgottenAndComesBackGetsOtherTurnsAndDraftsThanTheFirstTime() {
    var first = returned(STATE, "2026-03-01T10:00:00Z");
    var second = returned(STATE, "2026-06-01T10:00:00Z");

    assertThat(second.turn()).isGreaterThan(first.turn());
    assertThat(second.drafts()).isGreaterThan(first.drafts());
    assertThat(returned(first, "2026-03-01T10:00:05Z")).isEqualTo(first);
  }

  private Conversation returned(Conversation state, String at) {
    return turns(null)
        .take(state, new Event.ContactReturned(Instant.parse(at)))
        .transition()
        .next();
  }

  @Test
  void aMessageThatCannotBeReadIsStillDecidedAbout() {
    var _ = turns(new Reader()).take(STATE, message(new Content.Text("bug")));

    assertThat(understanding()).isEqualTo(Understanding.NOTHING);
    assertThat(meters.counter("failures").count()).isEqualTo(1);
  }

  private static Event corrected(@Nullable String address) {
    return new Event.AppealCorrected(Instant.EPOCH, "6-1", "u1", null, address, null, null, "");
  }

  @Test
  void theAddressThatADepartmentWroteIsFoundInTheRegister() {
    Understander demo = HolosUnderstander.load(Path.of("../config/city/streets.tsv"), null);

    var _ = turns(demo).take(STATE, corrected("вул. Прорізна, буд. 5"));
    Event.AppealCorrected located = (Event.AppealCorrected) decided.getLast();
    assertThat(located.streetId()).isNotNull();
    assertThat(located.house()).isEqualTo("5");

    var _ = turns(demo).take(STATE, corrected("за мостом праворуч"));
    assertThat(((Event.AppealCorrected) decided.getLast()).streetId()).isNull();

    var _ = turns(null).take(STATE, corrected("вул. Прорізна, буд. 5"));
    assertThat(decided.getLast()).isEqualTo(corrected("вул. Прорізна, буд. 5"));
  }
}
