package ua.holos.bot.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;

/// «Мої канали»: which there are, joining them with the person's consent, and where news are
/// wanted. Nothing is joined, and nobody is told who else there is, before the number is proved.
final class Channels {
  /// Channels that the wording has a name for.
  static final List<String> NAMED = List.of("telegram", "viber", "tel", "web");

  private static final int MOST_JOINED = 6;

  /// «тел. 067 123 45» is meant as a number.
  private static final int FEWEST_DIGITS = 5;

  private static final int MOST_LETTERS = 4;

  private final Questions questions;
  private final Proofs proofs;
  private final Links links;

  Channels(Questions questions, Proofs proofs, Links links) {
    this.questions = questions;
    this.proofs = proofs;
    this.links = links;
  }

  /// How the wording calls a channel.
  static String name(Turn turn, String scheme) {
    return turn.words("channel." + (NAMED.contains(scheme) ? scheme : "other"));
  }

  private static String names(Turn turn, List<ContactUrn> contacts) {
    return contacts.stream()
        .map(contact -> name(turn, contact.scheme()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// Shows the person's channels, or begins to join some.
  void show(Turn turn) {
    if (turn.person.links().isEmpty()) {
      begin(turn);
      return;
    }
    String here = name(turn, turn.id().contact().scheme());
    String wish = turn.person.preferred();
    String text =
        turn.words(
            "channels.list",
            Map.of(
                "channels",
                turn.words("channel.here", Map.of("channel", here))
                    + ", "
                    + names(turn, turn.person.others()),
                "news",
                wish == null ? turn.words("channels.news-home") : name(turn, wish)));
    if (turn.draft != null) {
      turn.reply(text, List.of(), Priority.REPLY);
      questions.again(turn);
      return;
    }
    turn.reply(text, choices(turn).rows(), Priority.REPLY);
    Proof proof = turn.person.proof();
    if (proof != null && !proof.holds(turn.at)) {
      proveAgain(turn, proof);
    }
  }

  /// What is joined stays so, but news is passed on, and further channels are joined, only by a
  /// number that is surely still the person's.
  private void proveAgain(Turn turn, Proof proof) {
    turn.person = turn.person.with(proof.wasAskedAgain());
    turn.asked = new Question.MaySendCode(proof.phone());
    questions.put(turn);
  }

  private static Buttons choices(Turn turn) {
    Buttons buttons = new Buttons(turn);
    String wish = turn.person.preferred();
    for (String scheme : schemes(turn)) {
      if (!scheme.equals(wish)) {
        buttons.rowOf(
            new Tap(Tap.Verb.PREFER, scheme, ""),
            turn.words("button.news-in", Map.of("channel", name(turn, scheme))));
      }
    }
    if (wish != null) {
      buttons.row(Tap.of(Tap.Verb.PREFER), "button.news-home");
    }
    return buttons
        .row(Tap.of(Tap.Verb.MORE_CHANNELS), "button.more-channels")
        .row(Tap.of(Tap.Verb.UNLINK), "button.unlink");
  }

  private static List<String> schemes(Turn turn) {
    List<String> schemes = new ArrayList<>();
    schemes.add(turn.id().contact().scheme());
    turn.person.others().stream().map(ContactUrn::scheme).forEach(schemes::add);
    return schemes.stream().distinct().toList();
  }

  /// Begins to join channels: with the number, if it isn't proved yet.
  private void begin(Turn turn) {
    if (turn.draft != null) {
      turn.say("channels.later");
      questions.again(turn);
      return;
    }
    Proof proof = turn.person.proof();
    if (proof != null && proof.holds(turn.at)) {
      // Whoever had left and asks again may be found again.
      turn.effect(new Effect.KeepContact(proof.phone(), proof.at()));
      turn.effect(new Effect.FindContacts(proof.phone(), true));
      return;
    }
    if (proof != null && !turn.person.links().isEmpty()) {
      proveAgain(turn, proof);
      return;
    }
    String phone = turn.person.phone();
    turn.asked = phone == null ? new Question.WhichOwnNumber() : new Question.MaySendCode(phone);
    questions.put(turn);
  }

  /// Asks, once, when there is nothing else to talk about.
  void offer(Turn turn) {
    Proof proof = turn.person.proof();
    boolean idle =
        turn.draft == null
            && turn.asked == null
            && turn.filings.isEmpty()
            && turn.mode instanceof Mode.WithBot
            && !turn.person.stopped();
    if (proof == null || !idle) {
      return;
    }
    if (!proof.holds(turn.at)) {
      if (proof.offered() && !turn.person.links().isEmpty()) {
        proveAgain(turn, proof);
      }
    } else if (!proof.offered()) {
      turn.effect(new Effect.FindContacts(proof.phone(), false));
    }
  }

  /// Who else has proved the number: the person is asked, unless a form has begun meanwhile.
  void found(Turn turn, Event.ContactsFound event) {
    Proof proof = turn.person.proof();
    boolean busy =
        turn.draft != null
            || !(turn.mode instanceof Mode.WithBot)
            || (turn.asked != null && !event.asked());
    boolean known = proof != null && proof.phone().equals(event.phone());
    if (proof == null || !known || busy || (proof.offered() && !event.asked())) {
      return;
    }
    ContactUrn here = turn.id().contact();
    List<ContactUrn> others = new ArrayList<>(event.others());
    ContactUrn number = ContactUrn.ofPhone(event.phone());
    if (event.sms() && !others.contains(number)) {
      others.add(number);
    }
    others.removeIf(other -> other.equals(here) || turn.person.linkedTo(other));
    if (others.isEmpty()) {
      if (event.asked()) {
        turn.say("channels.no-more");
      }
      return;
    }
    turn.person = turn.person.with(proof.wasOffered());
    turn.asked =
        new Question.MayJoin(event.phone(), others.stream().distinct().limit(MOST_JOINED).toList());
    questions.put(turn);
  }

  /// Puts a question about channels.
  static void ask(Turn turn, Question.OfChannels question) {
    switch (question) {
      case Question.MayJoin(var phone, var others) -> {
        List<ContactUrn> chats = chats(others);
        Buttons buttons = new Buttons(turn).row(Tap.of(Tap.Verb.JOIN), "button.join");
        if (!chats.isEmpty() && chats.size() < others.size()) {
          buttons.row(Tap.of(Tap.Verb.JOIN_CHATS), "button.join-chats");
        }
        say(
            turn,
            "join.ask",
            Map.of("channels", names(turn, others), "phone", Proofs.masked(phone)),
            buttons.row(Tap.of(Tap.Verb.NO_JOIN), "button.no-join"));
      }
      case Question.WhichOwnNumber _ ->
          say(
              turn,
              "number.ask",
              Map.of(),
              new Buttons(turn).share(QuickReply.Kind.SHARE_PHONE, "button.phone"));
      case Question.MaySendCode(var phone) ->
          say(
              turn,
              "code.offer",
              Map.of("phone", Proofs.masked(phone)),
              new Buttons(turn)
                  .row(Tap.of(Tap.Verb.SEND_CODE), "button.send-code")
                  .share(QuickReply.Kind.SHARE_PHONE, "button.phone")
                  .row(Tap.of(Tap.Verb.OTHER_NUMBER), "button.other-number")
                  .row(Tap.of(Tap.Verb.NO_JOIN), "button.no-join"));
      case Question.WhichCode(var phone) ->
          say(turn, "code.again", Map.of("phone", Proofs.masked(phone)), new Buttons(turn));
    }
  }

  private static List<ContactUrn> chats(List<ContactUrn> others) {
    return others.stream().filter(other -> other.phone() == null).toList();
  }

  private static void say(Turn turn, String key, Map<String, ?> arguments, Buttons buttons) {
    turn.reply(turn.words(key, arguments), buttons.rows(), Priority.REPLY);
  }

  /// A pressed button.
  ///
  /// @return whether it means something now
  boolean pressed(Turn turn, Tap tap) {
    return switch (tap.verb()) {
      case JOIN -> turn.asked instanceof Question.MayJoin join && join(turn, join, join.others());
      case JOIN_CHATS ->
          turn.asked instanceof Question.MayJoin join && join(turn, join, chats(join.others()));
      case NO_JOIN -> turn.asked instanceof Question.OfChannels && declined(turn);
      case SEND_CODE ->
          turn.asked instanceof Question.MaySendCode(var phone) && sendCode(turn, phone);
      case OTHER_NUMBER -> turn.asked instanceof Question.MaySendCode && otherNumber(turn);
      case MORE_CHANNELS -> {
        begin(turn);
        yield true;
      }
      case PREFER -> prefer(turn, tap.target().isEmpty() ? null : tap.target());
      case UNLINK -> {
        part(turn);
        questions.again(turn);
        yield true;
      }
      default -> throw new IllegalStateException("not a button of channels: " + tap.verb());
    };
  }

  /// The person takes this conversation out of the joined ones.
  void part(Turn turn) {
    links.part(turn);
  }

  /// «Так» to a question about channels.
  boolean yes(Turn turn, Question.OfChannels question) {
    return switch (question) {
      case Question.MayJoin join -> join(turn, join, join.others());
      case Question.MaySendCode(var phone) -> sendCode(turn, phone);
      case Question.WhichOwnNumber _, Question.WhichCode _ -> false;
    };
  }

  /// «Ні», «пропустити», «скасувати».
  boolean declined(Turn turn) {
    turn.asked = null;
    turn.offered = List.of();
    turn.say("join.no");
    return true;
  }

  private static boolean join(Turn turn, Question.MayJoin question, List<ContactUrn> others) {
    Proof proof = turn.person.proof();
    turn.asked = null;
    turn.offered = List.of();
    if (proof == null || !proof.phone().equals(question.phone()) || !proof.holds(turn.at)) {
      // Another number was proved since, or the question is very old.
      turn.say("stale.button");
      return true;
    }
    turn.effect(Links.introduction(turn, proof.phone(), others, turn.at));
    turn.say("join.yes");
    return true;
  }

  private static boolean sendCode(Turn turn, String phone) {
    turn.asked = null;
    turn.offered = List.of();
    turn.effect(new Effect.SendCode(phone));
    return true;
  }

  private boolean otherNumber(Turn turn) {
    turn.asked = new Question.WhichOwnNumber();
    questions.put(turn);
    return true;
  }

  private boolean prefer(Turn turn, @Nullable String scheme) {
    boolean possible = scheme == null || schemes(turn).contains(scheme);
    if (!possible || turn.person.links().isEmpty()) {
      return false;
    }
    if (!Objects.equals(scheme, turn.person.preferred())) {
      turn.person = turn.person.preferring(scheme);
      turn.effect(new Effect.SharePreference(scheme, turn.person.others()));
    }
    if (scheme == null) {
      turn.say("prefer.home");
    } else {
      turn.say("prefer.done", Map.of("channel", name(turn, scheme)));
    }
    questions.again(turn);
    return true;
  }

  /// A typed code or number, while one is waited for.
  ///
  /// @return false when the text is something else
  boolean typed(Turn turn, String text) {
    if (!(turn.asked instanceof Question.OfChannels question)) {
      return false;
    }
    String phone = proofs.typedNumber(question, text);
    if (phone != null) {
      turn.person = turn.person.reachedAt(phone);
      return sendCode(turn, phone);
    }
    if (question instanceof Question.WhichOwnNumber && looksLikeNumber(turn, text)) {
      turn.say("phone.invalid");
      questions.put(turn);
      return true;
    }
    return question instanceof Question.WhichCode code && proofs.typedCode(turn, code, text);
  }

  /// «067 123 45», and not a question about an appeal by its number.
  private static boolean looksLikeNumber(Turn turn, String text) {
    long digits = text.codePoints().filter(Character::isDigit).count();
    long letters = text.codePoints().filter(Character::isLetter).count();
    return digits >= FEWEST_DIGITS && letters <= MOST_LETTERS && turn.appeal(text.strip()) == null;
  }

  /// A number shared by the button, outside a form.
  ///
  /// @return whether that led on
  boolean shared(Turn turn, String phone, boolean vouched) {
    boolean wanted =
        turn.asked instanceof Question.WhichOwnNumber || turn.asked instanceof Question.MaySendCode;
    if (wanted && vouched) {
      turn.asked = null;
      turn.offered = List.of();
      turn.effect(new Effect.FindContacts(phone, true));
      return true;
    }
    return wanted && sendCode(turn, phone);
  }
}
