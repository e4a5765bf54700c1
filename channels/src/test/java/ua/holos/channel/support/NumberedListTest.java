package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

class NumberedListTest {

  @Test
  void writesButtonsAsNumberedLines() {
    Reply reply =
        new Reply(
            "Усе правильно?",
            List.of(
                List.of(QuickReply.of("yes", "Так"), QuickReply.of("no", "Ні")),
                List.of(QuickReply.of("edit", "Змінити адресу"))),
            Priority.REPLY);

    assertThat(NumberedList.render(reply))
        .isEqualTo(
            new Reply(
                "Усе правильно?\n\n1. Так\n2. Ні\n3. Змінити адресу", List.of(), Priority.REPLY));
  }

  @Test
  void leavesOutWhatTheChannelCannotAskForAndCountsAsTheEngineDoes() {
    Reply reply =
        new Reply(
            "Де це?",
            List.of(
                List.of(new QuickReply("here", "Я тут", QuickReply.Kind.SHARE_LOCATION)),
                List.of(QuickReply.of("skip", "Пропустити"))),
            Priority.REPLY);

    assertThat(NumberedList.render(reply).text()).isEqualTo("Де це?\n\n1. Пропустити");
  }
}
