package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.ContactUrn;

/// The joined conversations of one person, seen from one of them. Each knows all others, keeps
/// their appeals beside its own, and believes only those it is joined with now.
///
/// Whoever learns of a new one introduces itself to all: so it doesn't matter who comes first, and
/// a third that joins meets everybody.
final class Links {
  private final Questions questions;

  Links(Questions questions) {
    this.questions = questions;
  }

  /// This conversation as others are to know it.
  static Effect introduction(Turn turn, String phone, List<ContactUrn> others, Instant since) {
    ContactUrn here = turn.id().contact();
    List<OwnAppeal> filedHere =
        turn.appeals.stream()
            .filter(appeal -> appeal.home() == null)
            .map(appeal -> appeal.from(here))
            .toList();
    return new Effect.LinkContacts(phone, others, since, filedHere, turn.person.preferred());
  }

  /// Another conversation introduces itself.
  void linked(Turn turn, Event.ContactLinked event) {
    turn.toldByAnother = true;
    Proof proof = turn.person.proof();
    boolean otherNumber = proof != null && !proof.phone().equals(event.phone());
    boolean leftSince =
        proof != null && proof.left() != null && !event.since().isAfter(proof.left());
    if (otherNumber || leftSince || event.other().equals(turn.id().contact())) {
      return;
    }
    if (proof == null) {
      // A number that nobody wrote from yet, or a conversation whose state was forgotten.
      proof = new Proof(event.phone(), event.at(), true, null);
    }
    turn.person = turn.person.with(proof.wasOffered());
    boolean known = turn.person.linkedTo(event.other());
    if (!known) {
      turn.person = turn.person.linked(event.other(), event.since());
      turn.effect(introduction(turn, event.phone(), List.of(event.other()), event.since()));
    }
    if (turn.person.preferred() == null && event.preferred() != null) {
      turn.person = turn.person.preferring(event.preferred());
    }
    event.appeals().forEach(appeal -> takeOver(turn, appeal, event.other(), false));
    if (!known) {
      tell(turn, "linked", event.other());
    }
  }

  /// Tells what happened to the joining, where somebody is who would read it: a number that was
  /// only added for news has nothing to hear of it.
  private void tell(Turn turn, String key, ContactUrn other) {
    if (turn.person.heardAt() == null) {
      return;
    }
    turn.say(key, Map.of("channel", Channels.name(turn, other.scheme())));
    if (turn.asked != null && turn.asked.ofForm() && turn.mode instanceof Mode.WithBot) {
      questions.again(turn);
    }
  }

  /// Another conversation has left.
  void unlinked(Turn turn, Event.ContactUnlinked event) {
    turn.toldByAnother = true;
    if (!turn.person.linkedTo(event.other())) {
      return;
    }
    turn.person = turn.person.unlinked(event.other());
    turn.appeals.removeIf(appeal -> event.other().equals(appeal.home()));
    forgetQuestions(turn);
    tell(turn, "unlinked.other", event.other());
  }

  /// The person takes this conversation out of the joined ones: at once, in any mode, in the middle
  /// of anything.
  void part(Turn turn) {
    Proof proof = turn.person.proof();
    boolean linked = proof != null && leave(turn, proof);
    if (proof != null) {
      turn.person = turn.person.with(proof.left(turn.at));
    }
    turn.say(linked ? "unlinked.own" : "unlink.nothing");
  }

  /// Leaves, without a word.
  ///
  /// @return whether there was something to leave
  boolean leave(Turn turn, Proof proof) {
    boolean linked = !turn.person.links().isEmpty();
    turn.effect(new Effect.UnlinkContacts(proof.phone(), turn.person.others()));
    turn.person = turn.person.alone();
    turn.appeals.removeIf(appeal -> appeal.home() != null);
    turn.toldByAnother = true;
    if (turn.asked instanceof Question.OfChannels) {
      turn.asked = null;
      turn.offered = List.of();
    }
    forgetQuestions(turn);
    return linked;
  }

  /// A question about an appeal that isn't known here any more.
  private void forgetQuestions(Turn turn) {
    String number = turn.asked == null ? null : turn.asked.appeal();
    if (number == null || turn.appeal(number) != null) {
      return;
    }
    turn.asked = null;
    turn.offered = List.of();
    if (turn.draft != null) {
      questions.resume(turn, turn.draft);
    }
  }

  /// An appeal changed in another conversation: remembered, not told.
  void shared(Turn turn, Event.AppealShared event) {
    turn.toldByAnother = true;
    if (turn.person.linkedTo(event.from())) {
      takeOver(turn, event.appeal(), event.from(), true);
    }
  }

  void preferred(Turn turn, Event.PreferenceShared event) {
    turn.toldByAnother = true;
    if (turn.person.linkedTo(event.from())) {
      turn.person = turn.person.preferring(event.preferred());
    }
  }

  private static void takeOver(Turn turn, OwnAppeal shared, ContactUrn from, boolean fresh) {
    ContactUrn home = shared.home() == null ? from : shared.home();
    OwnAppeal known = turn.appeal(shared.number());
    if (known != null) {
      turn.remember(known.updatedBy(shared, from));
    } else if (turn.person.linkedTo(home)) {
      // Where it was filed here and is forgotten, or by somebody who has left, it stays so.
      turn.adopt(shared.from(home), fresh);
    }
  }
}
