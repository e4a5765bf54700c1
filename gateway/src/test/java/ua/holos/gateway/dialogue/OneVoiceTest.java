package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.Reply;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.store.JsonCodec;

/// Nobody is ever answered by the bot and a person at once, nor by two persons, whatever happens in
/// whatever order: a thousand conversations of random events.
class OneVoiceTest {
  private static final int CONVERSATIONS = 1_000;
  private static final int EVENTS = 80;
  private static final Instant BEGIN = Instant.parse("2026-10-16T07:00:00Z");
  private static final JsonCodec CODEC = new JsonCodec();

  private final ConversationEngine engine =
      new ConversationEngine(
          DemoCity.catalogue(), new CheckedWording(DemoCity.wording()), DemoCity.policy());
  private long heldEvents;
  private long claimsOfTwo;
  private long foreignReplies;

  @Test
  void theBotIsSilentWhileAnOperatorHoldsTheConversationAndOnlyOneDoes() {
    for (int seed = 0; seed < CONVERSATIONS; seed++) {
      converse(seed);
    }
    // What is claimed above is worth nothing where it didn't happen.
    assertThat(heldEvents).isGreaterThan(20_000);
    assertThat(claimsOfTwo).isGreaterThan(1_000);
    assertThat(foreignReplies).isGreaterThan(1_000);
  }

  private void converse(int seed) {
    RandomEvents events = new RandomEvents(new SplittableRandom(seed), BEGIN);
    Conversation state = Conversation.begin(new ConversationId("telegram:4711"));
    for (int i = 0; i < EVENTS; i++) {
      Event event = events.next(state);
      Transition transition = engine.handle(state, event);
      try {
        check(state, event, transition);
      } catch (AssertionError e) {
        throw new AssertionError(
            "conversation %d, event %d: %s\nbefore: %s".formatted(seed, i, event, state.mode()), e);
      }
      events.saw(transition);
      state = transition.next();
    }
    assertThat(CODEC.readState(CODEC.writeState(state))).isEqualTo(state);
  }

  private void check(Conversation before, Event event, Transition transition) {
    Operator was = holder(before);
    Operator is = holder(transition.next());
    List<Reply> said =
        transition.effects().stream()
            .filter(Effect.SendMessage.class::isInstance)
            .map(effect -> ((Effect.SendMessage) effect).reply())
            .toList();
    if (is != null) {
      heldEvents++;
      assertThat(said).as("what the bot says").noneMatch(reply -> reply.author() == null);
    }
    List<Reply> ofOperators = said.stream().filter(reply -> reply.author() != null).toList();
    if (!ofOperators.isEmpty()) {
      assertThat(event).isInstanceOf(Event.OperatorReplied.class);
      assertThat(((Event.OperatorReplied) event).operator()).as("who speaks").isEqualTo(was);
    }
    if (event instanceof Event.OfDesk done) {
      DeskAnswer answer = answer(done, transition);
      assertThat(answer.holder()).as("who is told to have it").isEqualTo(is);
      ofDesk(before, done, answer.outcome(), ofOperators, is);
    } else {
      assertThat(is).as("who has it after what isn't the desk's").isEqualTo(was);
    }
  }

  private void ofDesk(
      Conversation before,
      Event.OfDesk event,
      Outcome outcome,
      List<Reply> ofOperators,
      @Nullable Operator is) {
    Operator was = holder(before);
    boolean another = was != null && !was.equals(event.operator());
    switch (event) {
      case Event.ConversationClaimed claim -> {
        boolean offered = offeredTo(before, claim.operator());
        if (another && !offered) {
          claimsOfTwo++;
          assertThat(outcome).isEqualTo(Outcome.HELD);
          assertThat(is).isEqualTo(was);
        } else {
          assertThat(outcome).isEqualTo(Outcome.DONE);
          assertThat(is).isEqualTo(claim.operator());
        }
      }
      case Event.OperatorReplied _ -> {
        if (!event.operator().equals(was)) {
          foreignReplies++;
          assertThat(ofOperators).as("words of somebody who doesn't have it").isEmpty();
          assertThat(outcome).isIn(Outcome.HELD, Outcome.NOT_HELD);
        } else {
          assertThat(ofOperators).hasSize(1);
        }
        assertThat(is).isEqualTo(was);
      }
      case Event.TransferOffered _,
          Event.TransferDeclined _,
          Event.NoteWritten _,
          Event.AppealRegistered _,
          Event.ReadingCorrected _ ->
          assertThat(is).as("who has it").isEqualTo(was);
      case Event.TransferAccepted accepted -> {
        boolean pending =
            before.mode() instanceof Mode.WithOperator held && held.transfer() != null;
        assertThat(is).isEqualTo(outcome == Outcome.DONE ? accepted.operator() : was);
        assertThat(outcome == Outcome.DONE && !pending).as("accepted without an offer").isFalse();
      }
      case Event.ConversationReleased _ ->
          assertThat(is).isEqualTo(outcome == Outcome.DONE ? null : was);
      case Event.ConversationClosed closed -> {
        assertThat(is).isEqualTo(outcome == Outcome.DONE ? null : was);
        assertThat(another && outcome == Outcome.DONE && !closed.forced()).isFalse();
      }
      case Event.OperatorVanished gone ->
          assertThat(is).isEqualTo(gone.operator().equals(was) ? null : was);
      case Event.ConversationAssigned given -> {
        boolean routed = given.by() == null && was != null;
        assertThat(is).isEqualTo(outcome == Outcome.DONE ? given.operator() : was);
        assertThat(routed && outcome == Outcome.DONE).isFalse();
      }
    }
  }

  private static boolean offeredTo(Conversation state, Operator operator) {
    return state.mode() instanceof Mode.WithOperator held
        && held.transfer() != null
        && held.transfer().to().kind() == Destination.Kind.OPERATOR
        && held.transfer().to().code().equals(operator.id());
  }

  private static DeskAnswer answer(Event.OfDesk event, Transition transition) {
    List<DeskAnswer> answers =
        transition.effects().stream()
            .filter(effect ->
                effect instanceof Effect.AnswerDesk(var request, var _)
                    && request.equals(event.request()))
            .map(effect -> ((Effect.AnswerDesk) effect).answer())
            .filter(Objects::nonNull)
            .toList();
    assertThat(answers).as("answers to a request").hasSize(1);
    return answers.getFirst();
  }

  private static @Nullable Operator holder(Conversation state) {
    return state.mode() instanceof Mode.WithOperator held ? held.operator() : null;
  }
}
