package ua.holos.gateway.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Offer;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Understanding;

/// What may come into a conversation, in any order: everything that there is, sense or nonsense.
final class RandomEvents {
  private static final List<Operator> OPERATORS =
      List.of(
          new Operator("o-1", "Олена"), new Operator("o-2", "Іван"), new Operator("o-3", "Марія"));
  private static final List<String> TIMERS =
      List.of("queue", "transfer", "album", "news", "reminder", "forgotten");
  private static final List<String> NUMBERS = List.of("6-101", "6-102", "6-103");
  private static final List<String> PAYLOADS =
      List.of(
          "bot",
          "operator",
          "rate:5",
          "rate:1",
          "my",
          "done:6-101",
          "notdone:6-101",
          "answer:6-102",
          "later:6-102",
          "ok:1:1",
          "cat:1:elevator",
          "skip:1",
          "drop:1",
          "join",
          "code",
          "unlink",
          "junk");
  private static final List<String> COMMANDS =
      List.of(
          "start", "help", "cancel", "back", "my", "operator", "new", "channels", "unlink", "junk");
  private static final ContactUrn VIBER = ContactUrn.parse("viber:Zm9v=");
  private static final String PHONE = "+380501234522";

  private final RandomGenerator random;
  private final List<String> references = new ArrayList<>();
  private final List<String> followed = new ArrayList<>();
  private Instant now;
  private int count;

  RandomEvents(RandomGenerator random, Instant begin) {
    this.random = random;
    now = begin;
  }

  /// Learns what later events may refer to.
  void saw(Transition transition) {
    for (int i = 0; i < transition.effects().size(); i++) {
      switch (transition.effects().get(i)) {
        case Effect.FileAppeal(var draft) -> references.add(draft.reference());
        case Effect.SendMessage(var _, var terms) when terms.followed() ->
            followed.add(transition.key(i));
        default -> {}
      }
    }
  }

  Event next(Conversation state) {
    count++;
    now = now.plus(Duration.ofSeconds(random.nextInt(random.nextInt(8) == 0 ? 14_000 : 90) + 1));
    int which = random.nextInt(100);
    if (which < 40) {
      return message(state);
    }
    return which < 75 ? ofDesk() : other();
  }

  private Event message(Conversation state) {
    String id = "m" + count;
    return switch (random.nextInt(12)) {
      case 0 -> received(id, new Content.Command(one(COMMANDS), ""), Understanding.NOTHING);
      case 1, 2 -> received(id, new Content.Choice(payload(state), "Так"), Understanding.NOTHING);
      case 3 -> {
        String album = random.nextBoolean() ? null : "a" + random.nextInt(3);
        yield received(id, new Content.Media(List.of(photo()), "яма", album), read("яма"));
      }
      case 4 -> received(id, new Content.Location(50.45, 30.52, 12), Understanding.NOTHING);
      case 5 ->
          received(
              id,
              new Content.SharedContact(PHONE, random.nextBoolean(), random.nextBoolean()),
              Understanding.NOTHING);
      case 6 -> received(id, new Content.Unsupported("voice"), Understanding.NOTHING);
      case 7 ->
          new Event.MessageEdited(
              now, new Content.Text("нема води"), "m" + random.nextInt(count), read("нема води"));
      default -> {
        String text =
            one(
                List.of(
                    "не працює ліфт",
                    "на Прорізній 8 яма",
                    "так",
                    "ні",
                    "8",
                    "3",
                    "5",
                    "оператор",
                    "до бота",
                    "скільки ще чекати?",
                    "дякую",
                    "йой",
                    "скасувати",
                    "067 123 45 67"));
        yield received(id, new Content.Text(text), read(text));
      }
    };
  }

  private Event received(String id, Content content, Understanding read) {
    return new Event.MessageReceived(now, content, id, "Олена", read, null);
  }

  private String payload(Conversation state) {
    List<Offer> offered = state.offered();
    return offered.isEmpty() || random.nextBoolean() ? one(PAYLOADS) : one(offered).payload();
  }

  private Understanding read(String text) {
    Object how =
        switch (random.nextInt(14)) {
          case 0 -> Map.of("intent", "distress", "emergency", "crisis-line");
          case 1 -> Map.of("emergency", "gas-104", "category", "elevator");
          case 2 -> Map.of("unsure", "fire-101", "intent", "complaint");
          case 3 -> Map.of("about-bot", true, "intent", "abuse");
          case 4 -> Map.of("intent", "human");
          case 5 -> Map.of("intent", "question", "topic", "about");
          case 6 -> Map.of("intent", "not-fixed");
          case 7, 8, 9 ->
              Map.of("category", "elevator", "at", Map.of("street", "Прорізна", "house", "8"));
          default -> Map.of("intent", "other");
        };
    return Understood.read(text, how);
  }

  private Event ofDesk() {
    String request = "r" + count;
    Operator by = one(OPERATORS);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> new Event.ConversationClaimed(now, request, by);
      case 4 ->
          new Event.ConversationAssigned(
              now, request, by, random.nextBoolean() ? null : one(OPERATORS));
      case 5, 6, 7, 8, 9 -> new Event.OperatorReplied(now, request, by, "Слухаю вас", List.of());
      case 10 -> new Event.NoteWritten(now, request, by, "Дзвонила вранці");
      case 11, 12 ->
          new Event.TransferOffered(now, request, by, destination(), "", now.plusSeconds(120));
      case 13 -> new Event.TransferAccepted(now, request, by);
      case 14 -> new Event.TransferDeclined(now, request, by);
      case 15 -> new Event.ConversationReleased(now, request, by, random.nextBoolean());
      case 16 -> new Event.ConversationClosed(now, request, by, random.nextInt(6) == 0);
      case 17 -> new Event.OperatorVanished(now, request, by, now);
      case 18 ->
          new Event.AppealRegistered(
              now,
              request,
              by,
              "roads",
              "Яма",
              null,
              null,
              "біля школи",
              null,
              Map.of(),
              List.of(),
              null,
              null);
      default -> new Event.ReadingCorrected(now, request, by, "яма", "roads", null, null);
    };
  }

  private Destination destination() {
    Operator to = one(OPERATORS);
    return random.nextBoolean()
        ? new Destination(Destination.Kind.OPERATOR, to.id(), to.name())
        : new Destination(Destination.Kind.SKILL, "water", "Вода");
  }

  private Event other() {
    String number = one(NUMBERS);
    return switch (random.nextInt(22)) {
      case 0, 1, 2 -> status(number);
      case 3 ->
          new Event.AppealCorrected(now, number, "u" + count, "roads", null, null, null, "вибачте");
      case 4 ->
          references.isEmpty()
              ? status(number)
              : new Event.AppealFiled(now, one(references), "7-" + count, null);
      case 5 ->
          references.isEmpty()
              ? status(number)
              : new Event.FilingRefused(now, one(references), "400", "немає адреси");
      case 6 ->
          references.isEmpty() ? status(number) : new Event.FilingDelayed(now, one(references));
      case 7 -> new Event.ContactStopped(now);
      case 8 -> new Event.ContactReturned(now);
      case 9 ->
          new Event.MessageSent(now, key(), List.of("x" + random.nextInt(9)), now.plusSeconds(60));
      case 10 ->
          new Event.SendFailed(
              now,
              key(),
              one(List.of("gone", "rejected", "expired", "quiet", "held", "superseded")));
      case 11 ->
          new Event.DeliveryReported(
              now, "x" + random.nextInt(9), one(List.of(MessageStatus.values())), "");
      case 12 ->
          new Event.NewsPassedOn(
              now, appeal(number), status(number), VIBER, List.of(ContactUrn.parse("web:1")));
      case 13 -> new Event.NewsUndelivered(now, number, now);
      case 14 ->
          random.nextBoolean()
              ? new Event.NewsOutdated(now, number, now)
              : new Event.EffectRedriven(
                  now,
                  "telegram:4711:1:0",
                  new Effect.SendMessage(
                      new Reply("Дякую.", List.of(), Priority.REPLY), Terms.PLAIN));
      case 15 -> new Event.ContactsFound(now, PHONE, List.of(VIBER), true, random.nextBoolean());
      case 16 -> new Event.CodeRequested(now, "123456", "viber");
      case 17 ->
          random.nextBoolean()
              ? new Event.CodeSent(now, PHONE, one(List.of(Event.CodeSent.Way.values())))
              : new Event.CodeChecked(now, PHONE, random.nextBoolean(), random.nextInt(3));
      case 18 ->
          new Event.ContactLinked(
              now, new UUID(1, 2), VIBER, PHONE, now, List.of(appeal(number)), null);
      case 19 ->
          random.nextBoolean()
              ? new Event.ContactUnlinked(now, VIBER, true)
              : new Event.AppealShared(now, VIBER, appeal(number));
      case 20 ->
          random.nextInt(4) == 0
              ? new Event.PreferenceShared(now, VIBER, "viber")
              : new Event.QueuePlaceFound(
                  now,
                  random.nextInt(6),
                  random.nextBoolean() ? null : random.nextInt(30),
                  random.nextBoolean());
      default -> new Event.TimerElapsed(now, one(TIMERS));
    };
  }

  private Event.StatusChanged status(String number) {
    return new Event.StatusChanged(
        now, number, "u" + count, one(List.of(AppealStatus.values())), "", "", null);
  }

  private OwnAppeal appeal(String number) {
    return new OwnAppeal(
        number,
        0,
        "roads",
        "вулиця Прорізна, 8",
        AppealStatus.IN_PROGRESS,
        null,
        now,
        List.of(),
        false);
  }

  private String key() {
    return followed.isEmpty() || random.nextInt(4) == 0 ? "telegram:4711:1:0" : one(followed);
  }

  private static Attachment photo() {
    return new Attachment(Attachment.Kind.PHOTO, "telegram:AgAC", "image/jpeg", "", 1000);
  }

  private <T extends @Nullable Object> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
