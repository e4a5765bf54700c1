package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.gateway.city.DemoCity;

/// What was given up and people have done once more.
class RedrivenEffectTest {
  private static final String KEY = "telegram:4711:3:0";
  private static final Reply STATUS =
      new Reply("Звернення № 6-1 виконано.", List.of(), Priority.STATUS);

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final ConversationEngine engine =
      new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy());

  private List<Effect> redriven(Effect effect) {
    Conversation state = Conversation.begin(new ConversationId("telegram:4711"));
    return engine.handle(state, new Event.EffectRedriven(NOW, KEY, effect)).effects();
  }

  @Test
  void aMessageIsSaidAgainAndIsNeitherTooLateNorSuperfluousAtOnce() {
    Terms late = new Terms("appeal:6-1", true, true, true, NOW.minusSeconds(60), null);

    assertThat(redriven(new Effect.SendMessage(STATUS, late)))
        .containsExactly(
            new Effect.SendMessage(STATUS, new Terms(null, false, true, false, null, null)));
  }

  @Test
  void anythingElseIsDoneAgainAsItWas() {
    Effect comment = new Effect.CommentAppeal("6-1", "у дворі", List.of());

    assertThat(redriven(comment)).containsExactly(comment);
  }
}
