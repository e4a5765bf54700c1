package ua.holos.bot.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Filling.Message;
import ua.holos.bot.form.Point;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;

/// What a citizen sent: danger first, then the operator if one was called, then by kind of content.
final class Messages {
  private final Emergencies emergencies;
  private final Reminders reminders;
  private final Operators operators;
  private final Newsroom newsroom;
  private final Receipts receipts;
  private final FormDialogue form;
  private final Questions questions;
  private final Taps taps;
  private final Words words;
  private final Texts texts;
  private final Media media;
  private final Places places;
  private final Proofs proofs;
  private final Channels channels;
  private final Ratings ratings;

  Messages(
      Emergencies emergencies,
      Reminders reminders,
      Operators operators,
      Newsroom newsroom,
      Receipts receipts,
      FormDialogue form,
      Questions questions,
      Taps taps,
      Words words,
      Texts texts,
      Media media,
      Places places,
      Proofs proofs,
      Channels channels,
      Ratings ratings) {
    this.emergencies = emergencies;
    this.reminders = reminders;
    this.operators = operators;
    this.newsroom = newsroom;
    this.receipts = receipts;
    this.form = form;
    this.questions = questions;
    this.taps = taps;
    this.words = words;
    this.texts = texts;
    this.media = media;
    this.places = places;
    this.proofs = proofs;
    this.channels = channels;
    this.ratings = ratings;
  }

  void received(Turn turn, Event.MessageReceived event) {
    turn.person =
        turn.person
            .stopped(false)
            .named(event.displayName())
            .heard(event.at())
            .speaking(event.understanding().language());
    proofs.heard(turn);
    if (event.content() instanceof Content.Media part && part.album() != null) {
      Album complete = Albums.take(turn, event, part, part.album());
      boolean answered = emergencies.answered(turn, event.understanding());
      if (complete != null && !answered) {
        album(turn, complete);
      }
      return;
    }
    Album complete = Albums.end(turn);
    if (complete != null) {
      turn.effect(new Effect.CancelTimer(Albums.TIMER));
      album(turn, complete);
    }
    content(turn, event.content(), event.messageId(), event.understanding(), event.nearest());
    if (!Emergencies.seen(event.understanding())) {
      // After the answer: what the person wrote isn't meant for what they haven't read yet.
      receipts.heard(turn);
    }
  }

  /// No further part of an album has come.
  void albumEnded(Turn turn) {
    Album complete = Albums.end(turn);
    if (complete != null) {
      album(turn, complete);
    }
  }

  private void album(Turn turn, Album album) {
    // Danger in the caption was answered when it came.
    content(
        turn,
        new Content.Media(album.attachments(), album.caption(), null),
        album.messageId(),
        album.understanding().withoutEmergency(),
        null);
  }

  private void content(
      Turn turn,
      Content content,
      String messageId,
      Understanding read,
      @Nullable AddressMention nearest) {
    if (emergencies.answered(turn, read)) {
      return;
    }
    if (turn.mode instanceof Mode.WithOperator held) {
      toOperator(turn, held, content);
      return;
    }
    newsroom.tellMissed(turn);
    reminders.forgetOld(turn);
    ratings.makeWay(turn, content);
    if (unsure(turn, content, messageId, read)) {
      return;
    }
    if (turn.mode instanceof Mode.AwaitingOperator mode) {
      withOperator(turn, mode, content, read);
      return;
    }
    switch (content) {
      case Content.Text(var text) -> texts.read(turn, Reading.of(messageId, text, read));
      case Content.Choice(var payload, _) -> taps.press(turn, payload);
      case Content.Media(var attachments, var caption, _) ->
          media.received(turn, attachments, caption, messageId, read);
      case Content.Location(double latitude, double longitude, _) ->
          places.shared(turn, new Point(latitude, longitude), nearest);
      case Content.SharedContact(var phone, boolean own, boolean vouched) ->
          contact(turn, phone, own, vouched);
      case Content.Command(var name, _) -> words.command(turn, name);
      case Content.Unsupported(var kind) -> words.say(turn, unsupported(kind));
    }
  }

  /// Words that may tell of a danger: whom to call if they do, and a person looks at them first.
  /// What they say is kept for the form. When no operator is there, the bot goes on.
  private boolean unsure(Turn turn, Content content, String messageId, Understanding read) {
    if (!Emergencies.unsure(turn, read)) {
      return false;
    }
    if (turn.mode instanceof Mode.AwaitingOperator waiting) {
      if (waiting.handOff().front()) {
        return false;
      }
      turn.say("emergency.unsure");
      operators.call(turn, "emergency-unsure");
      return true;
    }
    turn.say("emergency.unsure");
    if (!Operators.open(turn)) {
      return false;
    }
    String text =
        content instanceof Content.Media media
            ? media.caption()
            : content instanceof Content.Text(var words) ? words : "";
    Reading reading = Reading.of(messageId, text, read);
    boolean describes = turn.draft == null || reading.describes(turn.asked, true);
    form.keep(
        turn,
        new Message(messageId, text, read, describes),
        content instanceof Content.Media media ? media.attachments() : List.of());
    operators.call(turn, "emergency-unsure");
    return true;
  }

  private void withOperator(
      Turn turn, Mode.AwaitingOperator mode, Content content, Understanding read) {
    switch (content) {
      case Content.Choice(var payload, _) -> {
        Tap tap = Tap.read(payload);
        boolean passes =
            tap != null
                && switch (tap.verb()) {
                  case BOT, OPERATOR, DONE, NOT_DONE, UNLINK -> true;
                  default -> false;
                };
        if (passes) {
          taps.press(turn, payload);
        } else {
          operators.noted(turn, mode);
        }
      }
      case Content.Text(var text) -> {
        String payload = Taps.meant(turn, text);
        Word word = turn.setting.words().find(text);
        boolean back = word == Word.BOT || Tap.of(Tap.Verb.BOT).payload().equals(payload);
        if (back) {
          operators.dismiss(turn);
        } else if (word == Word.UNLINK) {
          words.act(turn, word);
        } else if (word == Word.HUMAN
            || read.intent().equals(Intent.HUMAN)
            || turn.setting.asksForPlace(text)) {
          operators.asked(turn);
        } else if (read.emergency() == null) {
          operators.noted(turn, mode);
        }
      }
      case Content.Command(var name, _) -> {
        switch (name) {
          case "start", "cancel", "new" -> operators.dismiss(turn);
          case "unlink" -> words.command(turn, name);
          case "operator" -> operators.asked(turn);
          default -> operators.noted(turn, mode);
        }
      }
      case Content.SharedContact(var phone, boolean own, boolean vouched) -> {
        if (own) {
          keep(turn, phone, vouched);
        }
        operators.noted(turn, mode);
      }
      case Content.Media _, Content.Location _, Content.Unsupported _ -> {
        if (read.emergency() == null) {
          operators.noted(turn, mode);
        }
      }
    }
  }

  /// What is written to an operator is for the operator to answer.
  private void toOperator(Turn turn, Mode.WithOperator held, Content content) {
    turn.mode = held.unanswered(turn.at, null);
    if (content instanceof Content.SharedContact(var phone, boolean own, boolean vouched) && own) {
      keep(turn, phone, vouched);
    }
    if (parts(turn, content)) {
      // A right of theirs that asks nobody. The bot says nothing now, and the operator sees it.
      channels.part(turn);
    }
  }

  private static boolean parts(Turn turn, Content content) {
    return switch (content) {
      case Content.Command(var name, _) -> name.equals("unlink");
      case Content.Text(var text) -> turn.setting.words().find(text) == Word.UNLINK;
      case Content.Choice(var payload, _) ->
          Tap.read(payload) instanceof Tap tap && tap.verb() == Tap.Verb.UNLINK;
      case Content.Media _, Content.Location _, Content.SharedContact _, Content.Unsupported _ ->
          false;
    };
  }

  private void keep(Turn turn, String phone, boolean vouched) {
    if (vouched) {
      proofs.proved(turn, phone);
    } else {
      turn.person = turn.person.reachedAt(phone);
    }
  }

  private void contact(Turn turn, String phone, boolean own, boolean vouched) {
    if (!own) {
      words.say(turn, "contact.foreign");
      return;
    }
    keep(turn, phone, vouched);
    Draft draft = turn.draft;
    if (draft != null && turn.asked instanceof Question.WhichPhone asked) {
      form.proceedAnswered(turn, draft.with(draft.extras().phoneSettled()), asked);
      return;
    }
    if (channels.shared(turn, phone, vouched)) {
      return;
    }
    turn.say("contact.kept");
    channels.offer(turn);
    if (draft != null && turn.asked instanceof Question.IsAllRight) {
      questions.next(turn, draft);
    } else {
      questions.again(turn);
    }
  }

  private static String unsupported(String kind) {
    return switch (kind) {
      case "voice", "sticker", "video-note", "too-large" -> "unsupported." + kind;
      default -> "unsupported.other";
    };
  }
}
