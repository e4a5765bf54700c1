package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;

/// What citizens think of a conversation with an operator is asked once for each time.
final class RatingTest {
  private static final Operator OLENA = new Operator("o-1", "Олена");

  private final Stage stage =
      new Stage(
          new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy()));
  private int requests;

  private void hear(Event event) {
    stage.begin();
    stage.play(event);
    stage.now = stage.now.plusSeconds(10);
  }

  private String request() {
    requests++;
    return "r" + requests;
  }

  private void answeredAndClosed() {
    hear(new Event.ConversationClaimed(stage.now, request(), OLENA));
    hear(new Event.OperatorReplied(stage.now, request(), OLENA, "Вирішено", List.of()));
    hear(new Event.ConversationClosed(stage.now, request(), OLENA, false));
  }

  private void taps(String payload) {
    hear(
        new Event.MessageReceived(
            stage.now,
            new Content.Choice(payload, ""),
            "m" + stage.now.getEpochSecond(),
            null,
            Understanding.NOTHING,
            null));
  }

  private long kept() {
    return stage.effects.stream().filter(Effect.KeepRating.class::isInstance).count();
  }

  @Test
  void isOneMarkThoughTheQuestionBeforeWasNeverAnswered() {
    answeredAndClosed();
    answeredAndClosed();
    assertThat(stage.state.asked()).isEqualTo(new Question.HowWasIt(null));

    taps("rate:4");
    assertThat(kept()).isEqualTo(1);
    taps("rate:2");
    assertThat(kept()).isZero();
  }
}
