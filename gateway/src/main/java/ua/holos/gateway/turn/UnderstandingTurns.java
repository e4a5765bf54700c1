package ua.holos.gateway.turn;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.log.TurnTaker;

/// Reads what a message says before the engine decides about it. Understanding helps, and must
/// never stand in the way: when it fails, the engine gets the message without it and offers its
/// menu.
final class UnderstandingTurns implements TurnTaker {
  private static final Logger log = LoggerFactory.getLogger(UnderstandingTurns.class);

  private final BiFunction<Conversation, Event, Transition> engine;
  private final @Nullable Understander understander;
  private final Function<String, Optional<String>> answers;
  private final Counter failures;

  /// @param understander null while there is none
  /// @param answers the prepared answer that a text asks for
  /// @param failures counts messages that could not be read
  UnderstandingTurns(
      BiFunction<Conversation, Event, Transition> engine,
      @Nullable Understander understander,
      Function<String, Optional<String>> answers,
      Counter failures) {
    this.engine = engine;
    this.understander = understander;
    this.answers = answers;
    this.failures = failures;
  }

  @Override
  public Turn take(Conversation state, Event event) {
    Conversation begun = state.turn() == 0 ? state.countedFrom(event.at()) : state;
    Event understood = understand(begun, event);
    return new Turn(understood, engine.apply(begun, understood));
  }

  private Event understand(Conversation state, Event event) {
    return switch (event) {
      case Event.MessageReceived message -> received(state, message);
      case Event.MessageEdited edited ->
          new Event.MessageEdited(
              edited.at(), edited.content(), edited.messageId(), read(state, edited.content()));
      case Event.AppealCorrected corrected -> located(corrected);
      case Event.ContactStopped _,
          Event.ContactReturned _,
          Event.MessageSent _,
          Event.SendFailed _,
          Event.DeliveryReported _,
          Event.AppealFiled _,
          Event.FilingDelayed _,
          Event.FilingRefused _,
          Event.StatusChanged _,
          Event.NewsPassedOn _,
          Event.NewsUndelivered _,
          Event.NewsOutdated _,
          Event.EffectRedriven _,
          Event.TimerElapsed _,
          Event.OfContact _,
          Event.QueuePlaceFound _,
          Event.OfDesk _ ->
          event;
    };
  }

  private Event received(Conversation state, Event.MessageReceived message) {
    AddressMention nearest =
        message.content() instanceof Content.Location location ? nearest(location) : null;
    return new Event.MessageReceived(
        message.at(),
        message.content(),
        message.messageId(),
        message.displayName(),
        read(state, message.content()),
        nearest);
  }

  private Understanding read(Conversation state, Content content) {
    String text =
        switch (content) {
          case Content.Text words -> words.text();
          case Content.Media media -> media.caption();
          case Content.Choice _,
              Content.Location _,
              Content.SharedContact _,
              Content.Command _,
              Content.Unsupported _ ->
              "";
        };
    return text.isBlank() ? Understanding.NOTHING : withTopic(understanding(state, text), text);
  }

  private Understanding understanding(Conversation state, String text) {
    if (understander == null) {
      return Understanding.NOTHING;
    }
    try {
      return understander.understand(text, state.expectation());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failed(e);
      return Understanding.NOTHING;
    }
  }

  private Understanding withTopic(Understanding understanding, String text) {
    try {
      return answers.apply(text).map(understanding::withTopic).orElse(understanding);
    } catch (RuntimeException e) {
      failed(e);
      return understanding;
    }
  }

  /// Finds the address that a department wrote in the street register.
  private Event located(Event.AppealCorrected corrected) {
    String address = corrected.address();
    if (address == null || corrected.streetId() != null || understander == null) {
      return corrected;
    }
    try {
      List<AddressMention> found =
          understander.understand(address, Expectation.STREET).addresses().stream()
              .filter(mention -> mention.streets().size() == 1)
              .toList();
      if (found.size() != 1) {
        return corrected;
      }
      AddressMention mention = found.getFirst();
      return new Event.AppealCorrected(
          corrected.at(),
          corrected.number(),
          corrected.updateId(),
          corrected.category(),
          address,
          mention.streets().getFirst().id(),
          mention.house(),
          corrected.note());
    } catch (RuntimeException e) {
      failed(e);
      return corrected;
    }
  }

  private @Nullable AddressMention nearest(Content.Location location) {
    if (understander == null) {
      return null;
    }
    try {
      return understander.nearest(location.latitude(), location.longitude()).orElse(null);
    } catch (RuntimeException e) {
      failed(e);
      return null;
    }
  }

  private void failed(Throwable error) {
    failures.increment();
    StackTraceElement[] trace = error.getStackTrace();
    log.error(
        "A message could not be read: {} at {}",
        error.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
  }
}
