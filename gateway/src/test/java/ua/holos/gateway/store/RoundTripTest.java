package ua.holos.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Filing;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.News;
import ua.holos.bot.conversation.Offer;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.Proof;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Extras;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Point;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understanding;

class RoundTripTest {
  static final Instant AT = Instant.parse("2026-10-16T09:30:00.123Z");
  static final Street STREET = new Street("K1", "вулиця", "Хрещатик", "Печерський");

  private final JsonCodec codec = new JsonCodec();

  @Test
  void aFullStateReadsBackAsItWas() {
    Conversation full = fullState();
    assertThat(codec.readState(codec.writeState(full))).isEqualTo(full);
  }

  @Test
  void aStateWithAllFieldsFilledStaysUnderThreeKilobytes() {
    assertThat(codec.writeState(fullState())).hasSizeLessThan(3_000);
  }

  @Test
  void aMessageWithAllThatWasUnderstoodReadsBackAsItWas() {
    Event event = message();
    assertThat(codec.readEvent(codec.writeEvent(event))).isEqualTo(event);
  }

  static Event message() {
    AddressMention mention =
        new AddressMention(
            3,
            15,
            "Хрещатику",
            List.of(STREET),
            List.of(),
            "25",
            null,
            "3",
            null,
            true,
            0.98,
            true);
    return new Event.MessageReceived(
        AT,
        new Content.Text("На Хрещатику 25 вже третій день немає гарячої води"),
        "17",
        null,
        new Understanding(
            Language.UKRAINIAN,
            Intent.COMPLAINT,
            0.97,
            EmergencyService.GAS,
            List.of(new CategoryGuess("hot-water", 0.96), new CategoryGuess("heating", 0.02)),
            true,
            List.of(mention),
            Map.of(Detail.SINCE, "третій день"),
            List.of(new Part(0, 10, List.of(new CategoryGuess("hot-water", 0.9)), true)),
            null,
            EmergencyService.FIRE,
            true),
        mention);
  }

  static Conversation fullState() {
    Draft draft = Draft.begun(3, AT);
    draft =
        draft
            .with(
                draft
                    .problem()
                    .saying("17", "На Хрещатику 25 вже третій день немає гарячої води")
                    .ofCategory("hot-water"))
            .with(
                Place.NOWHERE
                    .on(STREET)
                    .house("25", Place.HouseCheck.ACCEPTED)
                    .at(new Point(50.45, 30.52), new Place.Nearest(STREET, "27")))
            .with(
                new Extras(
                    Map.of(Detail.ENTRANCE, "3", Detail.SINCE, ""),
                    Set.of(Detail.APARTMENT),
                    List.of(
                        new Attachment(
                            Attachment.Kind.PHOTO, "telegram:AgAC", "image/jpeg", "", 0)),
                    false))
            .with(draft.course().answered(new Question.WhichHouse(), "18").touched(AT));
    OwnAppeal appeal =
        new OwnAppeal(
            "6-1042",
            1,
            "roads",
            "вулиця Хрещатик, 25",
            AppealStatus.DONE,
            AT,
            AT,
            List.of("u1", "u2"),
            true,
            ContactUrn.parse("viber:Zm9v="),
            2);
    return new Conversation(
        new ConversationId("telegram:4711"),
        12,
        new Mode.AwaitingOperator(
            AT,
            true,
            new HandOff("asked", AT, false, null),
            AT.plusSeconds(1),
            3,
            Mode.AwaitingOperator.Owed.CALLED),
        draft,
        List.of(Draft.begun(4, AT)),
        new Question.WhichDetail(Detail.ENTRANCE),
        List.of(new Offer("skip:3", "Пропустити")),
        List.of(new Filing(Draft.begun(2, AT), true)),
        List.of(appeal),
        new Person(
            "Олена",
            "+380441234567",
            true,
            AT,
            new Proof("+380441234567", AT, true, AT),
            List.of(new Link(ContactUrn.parse("viber:Zm9v="), AT)),
            "viber"),
        List.of(
            new News(
                new Event.StatusChanged(
                    AT, "6-1042", "u2", AppealStatus.DONE, "Яму залито", "", AT),
                News.Stage.SENT,
                "telegram:4711:11:0",
                List.of("5098034272017990000", "5098034272017990001"),
                ContactUrn.parse("telegram:4711"),
                List.of(ContactUrn.parse("telegram:4711"), ContactUrn.parse("viber:Zm9v=")),
                AT),
            new News(
                new Event.AppealCorrected(AT, "6-1042", "u3", "roads", null, null, null, ""),
                News.Stage.HELD,
                null,
                List.of(),
                null,
                List.of(),
                AT)),
        List.of(new Event.DeliveryReported(AT, "5098034272017990002", MessageStatus.DELIVERED, "")),
        null,
        4,
        1);
  }
}
