package ua.holos.bot.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.BareAnswer;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;

/// How a person proves that a number is theirs: the platform vouches, a message comes from it, or
/// the code that was sent to it comes back.
final class Proofs {
  /// How long a code is good for; the host forgets it then too.
  static final Duration CODE_LASTS = Duration.ofMinutes(10);

  /// A proof by writing from the number is written down anew, and others hear of a renewed one,
  /// only this often.
  private static final Duration RENEWED = Duration.ofDays(30);

  private static final int CODE_DIGITS = 6;
  private static final int MOST_LETTERS = 12;

  private final Links links;

  Proofs(Links links) {
    this.links = links;
  }

  /// A number of which only its owner can tell which it is: `…22`.
  static String masked(String phone) {
    return "…" + phone.substring(Math.max(0, phone.length() - 2));
  }

  /// The person wrote: where the address is a number, that proves it.
  void heard(Turn turn) {
    String phone = turn.id().contact().phone();
    Proof proof = turn.person.proof();
    if (phone != null && (proof == null || turn.at.isAfter(proof.at().plus(RENEWED)))) {
      String called = turn.person.phone();
      if (proof != null && !proof.holds(turn.at) && links.leave(turn, proof)) {
        // It may be the next owner who writes: without a word of whom it was joined with.
        turn.person = turn.person.with(new Proof(phone, turn.at, false, turn.at));
      }
      proved(turn, phone);
      turn.person = turn.person.reachedAt(called == null ? phone : called);
    }
  }

  /// A number is proved. Another one than before ends what was joined by that.
  void proved(Turn turn, String phone) {
    Proof before = turn.person.proof();
    if (before != null && !before.phone().equals(phone)) {
      boolean linked = links.leave(turn, before);
      if (linked) {
        turn.say("unlinked.number");
      }
      before = null;
    }
    Proof now = before == null ? new Proof(phone, turn.at, false, null) : before.again(turn.at);
    turn.person = turn.person.reachedAt(phone).with(now);
    turn.effect(new Effect.KeepContact(phone, turn.at));
    if (before != null && turn.at.isAfter(before.at().plus(RENEWED))) {
      Links.renew(turn, phone);
    }
  }

  /// A number typed in answer to the question for it, null when the text is something else.
  @Nullable String typedNumber(Question.OfChannels question, String text) {
    return switch (question) {
      case Question.WhichOwnNumber _, Question.MaySendCode _ -> BareAnswer.phone(text);
      case Question.MayJoin _, Question.WhichCode _ -> null;
    };
  }

  /// Something typed while a code is waited for.
  ///
  /// @return false when it is no code at all
  boolean typedCode(Turn turn, Question.WhichCode asked, String text) {
    String digits = text.replaceAll("[^0-9]", "");
    long letters = text.codePoints().filter(Character::isLetter).count();
    if (digits.length() == CODE_DIGITS && letters <= MOST_LETTERS) {
      turn.effect(new Effect.CheckCode(asked.phone(), digits));
      return true;
    }
    boolean mistyped = letters == 0 && Math.abs(digits.length() - CODE_DIGITS) <= 2;
    if (mistyped) {
      Channels.ask(turn, asked);
    }
    return mistyped;
  }

  /// This conversation's number is to be proved by somebody: they can only if they read it here.
  /// Says nothing else and changes nothing.
  void requested(Turn turn, Event.CodeRequested event) {
    String text =
        turn.words(
            "code.message",
            Map.of("code", event.code(), "channel", Channels.name(turn, event.channel())));
    turn.effect(
        new Effect.SendMessage(
            new Reply(text, List.of(), Priority.REPLY, text),
            new Terms(null, false, true, false, turn.at.plus(CODE_LASTS), turn.person.heardAt())));
  }

  void sent(Turn turn, Event.CodeSent event) {
    Map<String, String> phone = Map.of("phone", masked(event.phone()));
    boolean idle = turn.draft == null && turn.mode instanceof Mode.WithBot;
    switch (event.way()) {
      case SMS, CHAT -> {
        if (idle) {
          turn.asked = new Question.WhichCode(event.phone());
          turn.offered = List.of();
          turn.say(event.way() == Event.CodeSent.Way.SMS ? "code.sent" : "code.sent-chat", phone);
        }
      }
      case TOO_OFTEN -> turn.say("code.too-often");
      case IMPOSSIBLE -> turn.say("code.impossible", phone);
    }
  }

  /// A typed code was compared. The right one proves the number, and the person goes on to what
  /// they wanted it for.
  void checked(Turn turn, Event.CodeChecked event) {
    boolean asked = turn.asked instanceof Question.WhichCode;
    if (event.right()) {
      turn.asked = asked ? null : turn.asked;
      proved(turn, event.phone());
      turn.say("code.right", Map.of("phone", masked(event.phone())));
      turn.effect(new Effect.FindContacts(event.phone(), true));
    } else if (event.triesLeft() > 0) {
      turn.say("code.wrong", Map.of("count", event.triesLeft()));
    } else {
      turn.asked = asked ? null : turn.asked;
      turn.say("code.over");
    }
  }
}
