package ua.holos.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Mode.AwaitingOperator.Owed;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.conversation.Transfer;
import ua.holos.bot.form.Point;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Understanding;

/// What is in the log today must be readable tomorrow: one file for each type of event, effect and
/// content, as it is written now. When a record gets a new field the file is written anew
/// (`-Dgolden.write=true`); when a field or name disappears, old entries can't be read any more.
class GoldenFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/wire");
  private static final Instant AT = Instant.parse("2026-10-16T09:30:00.123Z");
  private static final Attachment PHOTO =
      new Attachment(Attachment.Kind.PHOTO, "telegram:AgAC", "image/jpeg", "яма.jpg", 48_211);
  private static final ContactUrn VIBER = ContactUrn.parse("viber:Zm9v=");
  private static final OwnAppeal DONE_APPEAL =
      new OwnAppeal(
          "6-101", 0, "roads", "вулиця Прорізна, 8", AppealStatus.DONE, AT, AT, List.of(), false);
  private static final Event.StatusChanged STATUS =
      new Event.StatusChanged(AT, "6-101", "u-1", AppealStatus.DONE, "залито", "", null);

  private static final OwnAppeal APPEAL =
      new OwnAppeal(
          "6-101",
          0,
          "roads",
          "вулиця Прорізна, 8",
          AppealStatus.IN_PROGRESS,
          AT,
          AT,
          List.of(),
          false,
          VIBER);

  private static final Operator OLENA = new Operator("o-1", "Олена");
  private static final Operator IVAN = new Operator("o-2", "Іван");

  private final JsonCodec codec = new JsonCodec();

  @TestFactory
  Stream<DynamicTest> readsAndWritesAsInTheFile() {
    Stream<DynamicTest> events =
        events().entrySet().stream()
            .map(one ->
                test(
                    "event-" + one.getKey(),
                    codec.writeEvent(one.getValue()),
                    bytes -> assertThat(codec.readEvent(bytes)).isEqualTo(one.getValue())));
    Stream<DynamicTest> effects =
        effects().entrySet().stream()
            .map(one ->
                test(
                    "effect-" + one.getKey(),
                    codec.writeEffect(one.getValue()),
                    bytes -> assertThat(codec.readEffect(bytes)).isEqualTo(one.getValue())));
    return Stream.concat(events, effects);
  }

  @Test
  void everyTypeHasAFile() {
    List<Class<?>> types = new ArrayList<>();
    events().values().forEach(event -> types.add(event.getClass()));
    effects().values().forEach(effect -> types.add(effect.getClass()));
    events().values().stream()
        .filter(Event.MessageReceived.class::isInstance)
        .forEach(event -> types.add(((Event.MessageReceived) event).content().getClass()));
    assertThat(types)
        .contains(types(Event.class))
        .contains(types(Effect.class))
        .contains(types(Content.class));
  }

  /// The records of a sealed family, of the families in it too.
  static Class<?>[] types(Class<?> family) {
    return Stream.of(family.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? Stream.of(types(type)) : Stream.of(type))
        .toArray(Class<?>[]::new);
  }

  private static DynamicTest test(String name, byte[] written, Reading reading) {
    Path file = FOLDER.resolve(name + ".json");
    return DynamicTest.dynamicTest(
        name,
        file.toUri(),
        () -> {
          if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.write(file, written);
          }
          assertThat(new String(written, StandardCharsets.UTF_8))
              .isEqualTo(Files.readString(file).strip());
          reading.check(Files.readAllBytes(file));
        });
  }

  private interface Reading {
    void check(byte[] json) throws IOException;
  }

  private static Map<String, Event> events() {
    Map<String, Event> all = new LinkedHashMap<>();
    all.put("message-received", RoundTripTest.message());
    all.put("message-received-choice", received(new Content.Choice("cat:1:roads", "Дороги")));
    all.put(
        "message-received-media", received(new Content.Media(List.of(PHOTO), "яма", "album-1")));
    all.put("message-received-location", received(new Content.Location(50.4501, 30.5234, 12)));
    all.put(
        "message-received-shared-contact",
        received(new Content.SharedContact("+380441234567", true, true)));
    all.put("message-received-command", received(new Content.Command("start", "")));
    all.put("message-received-unsupported", received(new Content.Unsupported("voice")));
    all.put(
        "message-edited",
        new Event.MessageEdited(AT, new Content.Text("Немає води"), "17", Understanding.NOTHING));
    all.put("contact-stopped", new Event.ContactStopped(AT));
    all.put("contact-returned", new Event.ContactReturned(AT));
    all.put("send-failed", new Event.SendFailed(AT, "telegram:4711:12:0", "gone"));
    all.put(
        "message-sent",
        new Event.MessageSent(AT, "viber:Zm9v=:12:0", List.of("5098034272017990000"), AT));
    all.put(
        "delivery-reported",
        new Event.DeliveryReported(
            AT, "5098034272017990000", MessageStatus.FAILED, "keyboard is not valid"));
    all.put("appeal-filed", new Event.AppealFiled(AT, "telegram:4711:1", "6-101", AT));
    all.put("filing-delayed", new Event.FilingDelayed(AT, "telegram:4711:1"));
    all.put("filing-refused", new Event.FilingRefused(AT, "telegram:4711:1", "400", "без адреси"));
    all.put(
        "status-changed",
        new Event.StatusChanged(
            AT, "6-101", "u-1", AppealStatus.NOT_COMPETENT, "передано", "електромережі", null));
    all.put(
        "appeal-corrected",
        new Event.AppealCorrected(
            AT, "6-101", "u-2", "heating", "вулиця Прорізна, 10", "K7", "10", "уточнили"));
    all.put(
        "news-passed-on",
        new Event.NewsPassedOn(
            AT, DONE_APPEAL, STATUS, ContactUrn.parse("telegram:4711"), List.of(VIBER)));
    all.put("news-undelivered", new Event.NewsUndelivered(AT, "6-101", AT));
    all.put("news-outdated", new Event.NewsOutdated(AT, "6-101", AT));
    all.put(
        "effect-redriven",
        new Event.EffectRedriven(
            AT,
            "telegram:4711:12:0",
            new Effect.SendMessage(new Reply("Дякуємо.", List.of(), Priority.REPLY))));
    all.put("timer-elapsed", new Event.TimerElapsed(AT, "reminder"));
    all.put(
        "contacts-found", new Event.ContactsFound(AT, "+380441234567", List.of(VIBER), true, true));
    all.put("code-requested", new Event.CodeRequested(AT, "012345", "viber"));
    all.put("code-sent", new Event.CodeSent(AT, "+380441234567", Event.CodeSent.Way.SMS));
    all.put("code-checked", new Event.CodeChecked(AT, "+380441234567", false, 4));
    all.put(
        "contact-linked",
        new Event.ContactLinked(
            AT,
            UUID.fromString("6ff2fa86-6a12-3d1c-8f6c-0d0c5c0e5d11"),
            VIBER,
            "+380441234567",
            AT,
            List.of(APPEAL),
            "viber"));
    all.put("contact-unlinked", new Event.ContactUnlinked(AT, VIBER, true));
    all.put("appeal-shared", new Event.AppealShared(AT, VIBER, APPEAL));
    all.put("preference-shared", new Event.PreferenceShared(AT, VIBER, "viber"));
    all.put("queue-place-found", new Event.QueuePlaceFound(AT, 3, 6, true));
    all.putAll(deskEvents());
    return all;
  }

  private static Map<String, Event> deskEvents() {
    Map<String, Event> all = new LinkedHashMap<>();
    all.put("conversation-claimed", new Event.ConversationClaimed(AT, "r-1", OLENA));
    all.put("conversation-assigned", new Event.ConversationAssigned(AT, "r-2", OLENA, IVAN));
    all.put(
        "operator-replied", new Event.OperatorReplied(AT, "r-3", OLENA, "Дякую", List.of(PHOTO)));
    all.put("note-written", new Event.NoteWritten(AT, "r-4", OLENA, "телефонувати після 18"));
    all.put(
        "transfer-offered",
        new Event.TransferOffered(
            AT,
            "r-5",
            OLENA,
            new Destination(Destination.Kind.SKILL, "heating", "Опалення"),
            "питає про котельню",
            AT));
    all.put("transfer-accepted", new Event.TransferAccepted(AT, "r-6", IVAN));
    all.put("transfer-declined", new Event.TransferDeclined(AT, "r-7", IVAN));
    all.put("conversation-released", new Event.ConversationReleased(AT, "r-8", OLENA, true));
    all.put("conversation-closed", new Event.ConversationClosed(AT, "r-9", OLENA, false));
    all.put("operator-vanished", new Event.OperatorVanished(AT, "r-10", OLENA, AT));
    all.put(
        "appeal-registered",
        new Event.AppealRegistered(
            AT,
            "r-11",
            OLENA,
            "elevator",
            "не працює ліфт",
            RoundTripTest.STREET,
            "8",
            "біля арки",
            new Point(50.4501, 30.5234),
            Map.of(Detail.ENTRANCE, "2"),
            List.of(PHOTO),
            "+380441234567",
            "Олена"));
    all.put(
        "reading-corrected",
        new Event.ReadingCorrected(
            AT, "r-12", OLENA, "не працює ліфт", "elevator", RoundTripTest.STREET, "8"));
    return all;
  }

  private static Event received(Content content) {
    return new Event.MessageReceived(AT, content, "17", "Олена", Understanding.NOTHING, null);
  }

  private static DeskCase shown(Mode mode) {
    return new DeskCase(
        mode, "Марія", Language.RUSSIAN, "elevator", "вулиця Хрещатик, 8", "Печерський");
  }

  private static Map<String, Effect> effects() {
    Map<String, Effect> all = new LinkedHashMap<>();
    all.put(
        "send-message",
        new Effect.SendMessage(
            new Reply(
                "Проблема саме тут?",
                List.of(
                    List.of(QuickReply.of("here:1:yes", "Так"), QuickReply.of("here:1:no", "Ні")),
                    List.of(
                        new QuickReply("location", "Геолокація", QuickReply.Kind.SHARE_LOCATION))),
                Priority.REPLY)));
    all.put(
        "send-message-on-terms",
        new Effect.SendMessage(
            new Reply(
                "Звернення № 6-101: взято в роботу.",
                List.of(),
                Priority.STATUS,
                "№ 6-101: в роботі."),
            new Terms("appeal:6-101", true, false, true, AT, AT)));
    all.put(
        "file-appeal",
        new Effect.FileAppeal(
            new AppealDraft(
                "telegram:4711:1",
                ContactUrn.parse("telegram:4711"),
                "elevator",
                "не працює ліфт",
                "вулиця Прорізна, 8",
                "K7",
                50.45,
                30.52,
                Map.of(Detail.ENTRANCE, "2"),
                List.of(PHOTO),
                "+380441234567",
                "Олена",
                List.of("house-not-in-register"),
                AT,
                "8",
                new Heard(
                    List.of("entrance-lighting", "elevator"),
                    false,
                    new Heard.Address("на Прорiзнiй 8", List.of("K7", "K9"), false, "8")))));
    all.put("reopen-appeal", new Effect.ReopenAppeal("6-101", "яма є", List.of(PHOTO)));
    all.put("comment-appeal", new Effect.CommentAppeal("6-101", "у дворі", List.of()));
    all.put("call-operator", new Effect.CallOperator("asked"));
    all.put("dismiss-operator", new Effect.DismissOperator());
    all.put("find-queue-place", new Effect.FindQueuePlace());
    HandOff handOff = new HandOff("asked", AT, false, null);
    all.put(
        "show-on-desk",
        new Effect.ShowOnDesk(
            shown(new Mode.AwaitingOperator(AT, true, handOff, AT, 3, Owed.WROTE))));
    all.put(
        "show-on-desk-held",
        new Effect.ShowOnDesk(
            shown(
                new Mode.WithOperator(
                    OLENA,
                    AT,
                    new HandOff("distress", AT, true, null),
                    true,
                    AT,
                    "gas",
                    new Transfer(
                        "r-5", new Destination(Destination.Kind.OPERATOR, "o-2", "Іван"), "", AT),
                    null))));
    all.put("keep-rating", new Effect.KeepRating(4));
    all.put("leave-desk", new Effect.LeaveDesk());
    all.put(
        "answer-desk", new Effect.AnswerDesk("r-1", new DeskAnswer(DeskAnswer.Outcome.HELD, IVAN)));
    all.put(
        "send-message-of-operator",
        new Effect.SendMessage(Reply.of("Олена", "Дякую", List.of(PHOTO))));
    all.put(
        "pass-on",
        new Effect.PassOn(DONE_APPEAL, STATUS, ContactUrn.parse("telegram:4711"), List.of(VIBER)));
    all.put("outdate", new Effect.Outdate("6-101", AT));
    all.put("withdraw", new Effect.Withdraw("appeal:6-101"));
    all.put("set-timer", new Effect.SetTimer("reminder", AT));
    all.put("cancel-timer", new Effect.CancelTimer("reminder"));
    all.put("keep-contact", new Effect.KeepContact("+380441234567", AT));
    all.put("find-contacts", new Effect.FindContacts("+380441234567", true));
    all.put("send-code", new Effect.SendCode("+380441234567"));
    all.put("check-code", new Effect.CheckCode("+380441234567", "012345"));
    all.put(
        "link-contacts",
        new Effect.LinkContacts("+380441234567", List.of(VIBER), AT, List.of(APPEAL), "viber"));
    all.put("unlink-contacts", new Effect.UnlinkContacts("+380441234567", List.of(VIBER)));
    all.put("share-appeal", new Effect.ShareAppeal(APPEAL, List.of(VIBER)));
    all.put("share-preference", new Effect.SharePreference("viber", List.of(VIBER)));
    return all;
  }
}
