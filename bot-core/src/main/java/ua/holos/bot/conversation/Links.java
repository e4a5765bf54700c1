package ua.holos.bot.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  /// After this, all have met who were joined together.
  private static final Duration SETTLED = Duration.ofDays(1);

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
    boolean known = turn.person.linkedTo(event.other());
    if (proof == null) {
      // A number that nobody wrote from yet, or a conversation whose state was forgotten.
      proof = new Proof(event.phone(), event.at(), true, null);
    } else if (renews(turn, event)) {
      proof = proof.again(turn.at);
    } else if (!proof.holds(turn.at)) {
      if (known || turn.id().contact().phone() == null) {
        // The number may be another person's by now.
        return;
      }
      // Whoever introduces themselves has proved the number that this conversation is held with.
      beginAnew(turn, proof);
      proof = proof.again(turn.at);
    }
    turn.person = turn.person.with(proof.wasOffered());
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

  /// Nobody has proved this number for half a year, and now somebody has whom it doesn't know: what
  /// is known here may be the last owner's.
  private void beginAnew(Turn turn, Proof proof) {
    leave(turn, proof);
    turn.appeals.clear();
    forgetQuestions(turn);
  }

  /// Whether somebody known long since has proved the number of this conversation again. Where a
  /// third joins, introductions carry the time of that, and say nothing about proofs.
  private static boolean renews(Turn turn, Event.ContactLinked event) {
    return turn.id().contact().phone() != null
        && turn.person.links().stream()
            .filter(link -> link.to().equals(event.other()))
            .anyMatch(link ->
                !event.since().isAfter(link.since())
                    && turn.at.isAfter(link.since().plus(SETTLED)));
  }

  /// Says again who is here, after the number was proved again: the number's own conversation is
  /// still the person's then. It says nothing to whoever has parted since they were joined.
  static void renew(Turn turn, String phone) {
    turn.person.links().stream()
        .map(Link::since)
        .min(Instant::compareTo)
        .ifPresent(since -> turn.effect(introduction(turn, phone, turn.person.others(), since)));
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
    sendHome(turn, List.of(event.other()));
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
    sendHome(turn, turn.person.others());
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

  /// News of the appeals of those who are no longer joined isn't told here. What hasn't left yet
  /// goes back to where the appeal lives; what is disposable is taken out of the lane. The rest may
  /// be told here too: rather twice than never.
  private static void sendHome(Turn turn, List<ContactUrn> left) {
    for (News news : List.copyOf(turn.news)) {
      ContactUrn home = news.home();
      if (home == null || !left.contains(home) || news.is(News.Stage.SENT)) {
        // What was sent can still fail, and then goes home by itself.
        continue;
      }
      if (news.is(News.Stage.SENDING)) {
        Newsroom.withdraw(turn, news.change().number(), Instant.MAX);
      }
      turn.news.remove(news);
      if (!news.is(News.Stage.PASSED) && news.change() instanceof Event.StatusChanged change) {
        OwnAppeal appeal = turn.appeal(change.number());
        if (change.disposable() && Newsroom.outdated(change, appeal)) {
          continue;
        }
        OwnAppeal shown = appeal == null ? OwnAppeal.of(change) : appeal;
        turn.effect(home(turn, shown.from(home), change, home, news.tried()));
      }
    }
  }

  /// News goes back to where its appeal lives, and to none of this person's other channels.
  static Effect home(
      Turn turn,
      OwnAppeal appeal,
      Event.StatusChanged change,
      ContactUrn home,
      List<ContactUrn> tried) {
    List<ContactUrn> not = new ArrayList<>(turn.person.others());
    not.add(turn.id().contact());
    not.remove(home);
    not.removeAll(tried);
    not.addAll(0, tried);
    return new Effect.PassOn(appeal, change, home, not);
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
