package ua.holos.bot.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.BareAnswer;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Filling.Message;
import ua.holos.bot.form.Question;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;

/// Typed words. First those that mean a button or a command, then answers about filed appeals, then
/// interruptions, and what is left is for the form.
final class Texts {
  private final FormDialogue form;
  private final Several several;
  private final Taps taps;
  private final Words words;
  private final Statuses statuses;
  private final Operators operators;
  private final OwnAppeals appeals;
  private final Channels channels;

  Texts(
      FormDialogue form,
      Several several,
      Taps taps,
      Words words,
      Statuses statuses,
      Operators operators,
      OwnAppeals appeals,
      Channels channels) {
    this.form = form;
    this.several = several;
    this.taps = taps;
    this.words = words;
    this.statuses = statuses;
    this.operators = operators;
    this.appeals = appeals;
    this.channels = channels;
  }

  void read(Turn turn, Reading reading) {
    String phone = BareAnswer.phoneIn(reading.text());
    if (phone != null && !(turn.asked instanceof Question.WhichPhone)) {
      turn.person = turn.person.reachedAt(phone);
    }
    if (!reading.readable()) {
      words.say(turn, "unreadable");
      return;
    }
    if (channels.typed(turn, reading.text())) {
      return;
    }
    String payload = Taps.meant(turn, reading.text());
    if (payload != null) {
      taps.press(turn, payload);
      return;
    }
    Word word = word(turn, reading);
    if (word != null && words.act(turn, word)) {
      return;
    }
    if (complainsOfBot(turn, reading)) {
      return;
    }
    if (noPlace(turn, reading) || command(turn, reading) || aboutAppeal(turn, reading)) {
      return;
    }
    boolean describes = reading.describes(turn.asked, turn.draft != null);
    if (!describes && interruption(turn, reading)) {
      return;
    }
    Message message =
        new Message(reading.messageId(), reading.text(), reading.understanding(), describes);
    Draft draft = turn.draft;
    if (draft == null) {
      outsideForm(turn, reading, message);
    } else {
      inForm(turn, draft, reading, message);
    }
  }

  /// «Ти мене не розумієш»: a person is called. What goes to a department does go there.
  private boolean complainsOfBot(Turn turn, Reading reading) {
    boolean ofAppeal = turn.asked != null && turn.asked.appeal() != null;
    if (!reading.understanding().aboutBot() || ofAppeal) {
      return false;
    }
    operators.callOrOffer(turn, "bot-complaint", "bot-complaint.calling", "bot-complaint.offer");
    return true;
  }

  private @Nullable Word word(Turn turn, Reading reading) {
    Word word = turn.setting.words().find(reading.text());
    if (word == null && reading.words() <= 3 && !reading.facts()) {
      word = Words.of(reading.understanding().intent());
      boolean sure = reading.understanding().intentConfidence() >= 0.5;
      word = sure ? word : null;
    }
    boolean answer = word == Word.YES || word == Word.NO || word == Word.UNKNOWN;
    return answer && turn.asked instanceof Question.DepartmentAsks ? null : word;
  }

  /// «Так», «ні», «не знаю» name no place, though a place may be any words.
  private boolean noPlace(Turn turn, Reading reading) {
    boolean placeAsked =
        turn.asked instanceof Question.WhichPlace || turn.asked instanceof Question.WhichHouse;
    Word word = placeAsked ? turn.setting.words().find(reading.text()) : null;
    if (word == Word.UNKNOWN) {
      return words.say(turn, "skip.impossible");
    }
    if (word == Word.YES || word == Word.NO) {
      misunderstood(turn);
      return true;
    }
    return false;
  }

  private boolean command(Turn turn, Reading reading) {
    if (!reading.command()) {
      return false;
    }
    Understanding read = reading.understanding();
    Word word = Words.of(read.intent());
    if (word != null) {
      return words.act(turn, word);
    }
    if (read.intent().equals(Intent.STATUS)) {
      words.status(turn, reading.text(), read);
      return true;
    }
    return words.say(turn, read.intent().equals(Intent.LANGUAGE) ? "language" : "subscription");
  }

  private boolean aboutAppeal(Turn turn, Reading reading) {
    String text = reading.text().strip();
    boolean fresh = reading.is(Intent.COMPLAINT) && !reading.understanding().addresses().isEmpty();
    boolean aside = reading.chat() || reading.is(Intent.QUESTION) || fresh;
    if (turn.asked != null && !aside) {
      switch (turn.asked) {
        case Question.WhatIsWrong(var number) -> {
          statuses.comment(turn, number, text, List.of());
          return true;
        }
        case Question.DepartmentAsks(var number) -> {
          statuses.comment(turn, number, text, List.of());
          return true;
        }
        case Question.IsItDone(var number)
            when reading.is(Intent.NO)
                || (reading.is(Intent.COMPLAINT) && !another(turn, number, reading)) -> {
          statuses.notDone(turn, number, text, List.of());
          return true;
        }
        default -> {}
      }
    }
    boolean notFixed = reading.is(Intent.NOT_FIXED);
    if (!notFixed && !reading.is(Intent.CONFIRM_FIXED)) {
      return false;
    }
    OwnAppeal named = appeals.find(turn, text);
    OwnAppeal appeal = named == null ? asked(turn) : named;
    appeal = appeal == null ? appeals.finishedLast(turn) : appeal;
    if (appeal == null) {
      return false;
    }
    if (notFixed) {
      statuses.notDone(turn, appeal.number(), text, List.of());
    } else {
      statuses.confirmedDone(turn, appeal.number());
    }
    return true;
  }

  /// Whether a complaint is certainly about something else than an appeal: a new one, written while
  /// the question about the old one stands unanswered.
  private static boolean another(Turn turn, String number, Reading reading) {
    OwnAppeal appeal = turn.appeal(number);
    Understanding read = reading.understanding();
    return appeal != null
        && !appeal.category().isEmpty()
        && read.certain()
        && !read.categories().isEmpty()
        && !read.categories().getFirst().code().equals(appeal.category());
  }

  private static @Nullable OwnAppeal asked(Turn turn) {
    String number = turn.asked == null ? null : turn.asked.appeal();
    return number == null ? null : turn.appeal(number);
  }

  /// A question or chit-chat: answered, and then the place in the dialogue is found again.
  private boolean interruption(Turn turn, Reading reading) {
    Understanding read = reading.understanding();
    boolean asks = reading.asks() || reading.is(Intent.QUESTION);
    if (read.topic() != null && (asks || reading.is(Intent.OTHER) || reading.is(Intent.STATUS))) {
      return words.say(turn, "answer." + read.topic());
    }
    if (asks && !(turn.draft != null && reading.facts())) {
      operators.offer(turn, "answer.none");
      return true;
    }
    if (reading.is(Intent.LOCATION_HERE) && !reading.facts()) {
      return words.say(turn, "location.how");
    }
    if (!reading.chat() || (turn.draft != null && reading.facts())) {
      return false;
    }
    return switch (read.intent().code()) {
      case "thanks" -> words.act(turn, Word.THANKS);
      case "greeting" -> words.act(turn, Word.GREETING);
      case "goodbye" -> words.act(turn, Word.GOODBYE);
      case "abuse" -> words.say(turn, "chat.abuse");
      default -> words.say(turn, "chat.spam");
    };
  }

  private void outsideForm(Turn turn, Reading reading, Message message) {
    if (message.describes() && reading.understanding().parts().size() > 1) {
      several.begin(turn, message, List.of());
    } else if (message.describes() || !reading.understanding().addresses().isEmpty()) {
      if (reading.is(Intent.CORRECTION) && tooLate(turn, reading)) {
        return;
      }
      form.begin(turn, message);
    } else if (!reading.is(Intent.CORRECTION) || !tooLate(turn, reading)) {
      misunderstood(turn);
    }
  }

  /// A correction right after filing goes to the department as a remark.
  private boolean tooLate(Turn turn, Reading reading) {
    OwnAppeal latest = turn.appeals.isEmpty() ? null : turn.appeals.getLast();
    if (latest == null || !Media.recent(turn, latest)) {
      return false;
    }
    statuses.comment(turn, latest.number(), reading.text().strip(), List.of());
    return true;
  }

  private void inForm(Turn turn, Draft draft, Reading reading, Message message) {
    if (further(turn, draft, reading, message)) {
      several.keep(turn, draft, message);
      return;
    }
    if (form.fill(turn, draft, message)) {
      return;
    }
    if (reading.is(Intent.CORRECTION) && turn.asked instanceof Question.IsAllRight) {
      words.act(turn, Word.NO);
      return;
    }
    if (reading.understanding().emergency() != null) {
      form.again(turn);
      return;
    }
    misunderstood(turn);
  }

  /// Whether the message is about another problem than the form.
  private static boolean further(Turn turn, Draft draft, Reading reading, Message message) {
    Understanding read = reading.understanding();
    String category = draft.problem().category();
    boolean another =
        turn.setting.oneMore(reading.text())
            || read.addresses().stream().anyMatch(mention -> !mention.streets().isEmpty());
    boolean open =
        turn.asked instanceof Question.WhichCategory
            || turn.asked instanceof Question.OtherWords
            || turn.asked instanceof Question.WhatHappened;
    return message.describes()
        && (reading.is(Intent.COMPLAINT) || reading.is(Intent.NOT_FIXED))
        && read.certain()
        && category != null
        && another
        && !open
        && !read.categories().isEmpty()
        && !read.categories().getFirst().code().equals(category)
        && turn.category(read.categories().getFirst().code()).isPresent();
  }

  private void misunderstood(Turn turn) {
    turn.misunderstood++;
    if (turn.misunderstood >= 2) {
      operators.callOrOffer(turn, "misunderstood", "misunderstood.calling", "misunderstood.twice");
    } else if (turn.asked == null) {
      turn.say("misunderstood.idle");
    } else {
      words.say(turn, "misunderstood");
    }
  }
}
