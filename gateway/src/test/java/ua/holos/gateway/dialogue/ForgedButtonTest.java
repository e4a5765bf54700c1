package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;

/// The web chat's buttons come from a browser, so anybody can press buttons that were never shown.
class ForgedButtonTest {
  private final Stage stage =
      new Stage(
          new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy()));

  @ParameterizedTest
  @ValueSource(strings = {"done:6-1", "notdone:6-1", "answer:6-1", "nocomment:6-1", "later:6-1"})
  void nobodyReachesSomebodyElsesAppeal(String payload) {
    press(payload);

    assertThat(stage.effects).isEmpty();
    assertThat(stage.state.asked()).isNull();
    assertThat(stage.replies.getFirst().text()).contains("вже не діє");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "join",
        "joinchats",
        "nojoin",
        "code",
        "number",
        "prefer:viber",
        "prefer:telegram"
      })
  void nobodyJoinsWhatWasNotOffered(String payload) {
    press(payload);

    assertThat(stage.effects).isEmpty();
    assertThat(stage.state.person().links()).isEmpty();
    assertThat(stage.replies.getFirst().text()).contains("вже не діє");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page:1:999999999999", "edit:1:d-nothing", "edit:1:d-", "here:1:yes"})
  void anInventedButtonLeavesTheFormAsItIs(String payload) {
    String said = "не працює ліфт";
    stage.play(
        new Event.MessageReceived(
            stage.now,
            new Content.Text(said),
            "1",
            null,
            Understood.read(said, Map.of("category", "elevator")),
            null));
    Object asked = stage.state.asked();

    press(payload);

    assertThat(asked).isNotNull();
    assertThat(stage.state.asked()).isEqualTo(asked);
    assertThat(stage.effects).isEmpty();
  }

  private void press(String payload) {
    stage.begin();
    stage.play(
        new Event.MessageReceived(
            stage.now, new Content.Choice(payload, ""), "2", null, Understanding.NOTHING, null));
  }
}
