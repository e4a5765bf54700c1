package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.Price;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

class ReplyRendererTest {
  private static final QuickReply YES = QuickReply.of("yes", "Так");
  private static final QuickReply NO = QuickReply.of("no", "Ні");
  private static final QuickReply HERE =
      new QuickReply("location", "Я тут", QuickReply.Kind.SHARE_LOCATION);
  private static final QuickReply PHONE =
      new QuickReply("phone", "Мій номер", QuickReply.Kind.SHARE_PHONE);

  private static ChannelCapabilities can(Feature... features) {
    EnumSet<Feature> all = EnumSet.noneOf(Feature.class);
    all.addAll(Arrays.asList(features));
    return new ChannelCapabilities(1000, all, Receipts.NONE, Price.FREE);
  }

  private static Reply reply(@Nullable String brief, List<List<QuickReply>> rows) {
    return new Reply("Чи справді все зроблено?", rows, Priority.STATUS, brief);
  }

  private static Reply shown(String text, List<List<QuickReply>> rows) {
    return new Reply(text, rows, Priority.STATUS);
  }

  @Test
  void aChannelThatCanDoEverythingShowsEverything() {
    List<List<QuickReply>> rows = List.of(List.of(YES, NO), List.of(HERE), List.of(PHONE));
    assertThat(
            ReplyRenderer.render(
                reply("Усе? 1 – так, 2 – ні", rows),
                can(Feature.BUTTONS, Feature.SHARE_LOCATION, Feature.SHARE_PHONE)))
        .isEqualTo(shown("Чи справді все зроблено?", rows));
  }

  @Test
  void aChannelPaidByThePartGetsTheShortFormWithoutAList() {
    assertThat(
            ReplyRenderer.render(
                reply("Усе? 1 – так, 2 – ні", List.of(List.of(YES, NO))), can(Feature.BRIEF)))
        .isEqualTo(shown("Усе? 1 – так, 2 – ні", List.of()));
  }

  @Test
  void withoutAShortFormThereIsANumberedList() {
    assertThat(ReplyRenderer.render(reply(null, List.of(List.of(YES, NO))), can(Feature.BRIEF)))
        .isEqualTo(shown("Чи справді все зроблено?\n\n1. Так\n2. Ні", List.of()));
  }

  @Test
  void aChannelWithoutButtonsThatIsFreeGetsTheFullTextAndTheList() {
    assertThat(ReplyRenderer.render(reply("коротко", List.of(List.of(YES, NO))), can()))
        .isEqualTo(shown("Чи справді все зроблено?\n\n1. Так\n2. Ні", List.of()));
  }

  @Test
  void aPaidChannelWithButtonsShowsThemUnderTheShortForm() {
    assertThat(
            ReplyRenderer.render(
                reply("коротко", List.of(List.of(YES, NO), List.of(HERE))),
                can(Feature.BRIEF, Feature.BUTTONS)))
        .isEqualTo(shown("коротко", List.of(List.of(YES, NO))));
  }

  @Test
  void buttonsThatTheChannelCantShowAreLeftOutWithTheirRows() {
    assertThat(
            ReplyRenderer.render(
                reply(null, List.of(List.of(HERE), List.of(PHONE), List.of(YES))),
                can(Feature.BUTTONS, Feature.SHARE_PHONE)))
        .isEqualTo(shown("Чи справді все зроблено?", List.of(List.of(PHONE), List.of(YES))));
  }

  @Test
  void aTextWithoutButtonsStaysAsItIs() {
    assertThat(ReplyRenderer.render(reply(null, List.of()), can()))
        .isEqualTo(shown("Чи справді все зроблено?", List.of()));
  }
}
