package ua.holos.bot.conversation;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Question;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;

/// What a text is to the dialogue, weighed from its understanding, its length, and what was asked.
record Reading(String messageId, String text, Understanding understanding, int words) {
  private static final double SURE = 0.5;
  private static final int SHORT = 4;

  private static final Set<Intent> CHAT =
      Set.of(Intent.THANKS, Intent.GREETING, Intent.GOODBYE, Intent.ABUSE, Intent.SPAM);
  private static final Set<Intent> COMMANDS =
      Set.of(
          Intent.HUMAN,
          Intent.CANCEL,
          Intent.RESTART,
          Intent.BACK,
          Intent.HELP,
          Intent.STATUS,
          Intent.LANGUAGE,
          Intent.SUBSCRIBE,
          Intent.UNSUBSCRIBE);

  static Reading of(String messageId, String text, Understanding understanding) {
    String plain = Word.plain(text);
    int words = plain.isEmpty() ? 0 : plain.split(" ", -1).length;
    return new Reading(messageId, text, understanding, words);
  }

  boolean is(Intent intent) {
    return understanding.intent().equals(intent);
  }

  /// Whether a message is no report of anything: chit-chat, a command, or a question.
  static boolean saysNothingNew(Understanding read) {
    return CHAT.contains(read.intent())
        || COMMANDS.contains(read.intent())
        || read.intent().equals(Intent.CONFIRM_FIXED)
        || read.intent().equals(Intent.QUESTION);
  }

  /// Whether it holds a letter or a digit at all.
  boolean readable() {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /// Whether it names something that belongs into a form.
  boolean facts() {
    return !understanding.addresses().isEmpty() || !understanding.details().isEmpty();
  }

  /// Whether it asks the bot to do something, rather than describes a problem that happens to be
  /// about the same («скасували рейс»).
  boolean command() {
    boolean bare = !understanding.certain() && understanding.addresses().isEmpty();
    return COMMANDS.contains(understanding.intent())
        && understanding.intentConfidence() >= SURE
        && (words <= SHORT || bare);
  }

  boolean chat() {
    return CHAT.contains(understanding.intent());
  }

  /// Whether it asks something and tells nothing: «а коли зроблять?».
  boolean asks() {
    boolean nothingTold = !understanding.certain() && !facts();
    return is(Intent.QUESTION) && nothingTold
        || is(Intent.COMPLAINT) && nothingTold && text.strip().endsWith("?") && words <= SHORT;
  }

  /// How many words of some length stand outside the addresses.
  private long wordsBesideAddresses() {
    int[] points = text.codePoints().toArray();
    for (AddressMention mention : understanding.addresses()) {
      int end = Math.min(points.length, mention.end());
      for (int i = Math.max(0, mention.start()); i < end; i++) {
        points[i] = ' ';
      }
    }
    String rest = Word.plain(new String(points, 0, points.length));
    return Arrays.stream(rest.split(" ", -1))
        .filter(word -> word.length() >= 4 && Character.isLetter(word.charAt(0)))
        .count();
  }

  /// Whether it describes a problem, so that its words belong to an appeal's description.
  ///
  /// @param asked what was asked, null when nothing
  /// @param inForm whether a form is being filled
  boolean describes(@Nullable Question asked, boolean inForm) {
    if (asks()) {
      return false;
    }
    boolean certain = understanding.certain();
    boolean placed = !understanding.addresses().isEmpty();
    boolean wordsAsked =
        asked instanceof Question.WhatHappened
            || asked instanceof Question.WhichCategory
            || asked instanceof Question.OtherWords;
    Intent intent = understanding.intent();
    if (intent.equals(Intent.COMPLAINT) || intent.equals(Intent.SEVERAL_PROBLEMS)) {
      if (!inForm || wordsAsked) {
        return words >= 2 || certain;
      }
      return words > SHORT && (certain || asked instanceof Question.IsAllRight);
    }
    if (intent.equals(Intent.NOT_FIXED)) {
      return !inForm || wordsAsked || words > SHORT;
    }
    if (intent.equals(Intent.QUESTION)) {
      return understanding.topic() == null && certain && placed && words >= SHORT;
    }
    if (placed && (!inForm || wordsAsked) && wordsBesideAddresses() >= 2) {
      // «Авто на тротуарі, Прорізна 8» says what and where, whatever the intent is taken for.
      return true;
    }
    if (chat()) {
      return certain && placed && words > SHORT;
    }
    if (intent.equals(Intent.OTHER) && understanding.topic() == null) {
      if (wordsAsked) {
        return text.codePoints().filter(Character::isLetter).count() >= 3;
      }
      return inForm ? certain && words >= SHORT : certain || words >= 3;
    }
    return false;
  }
}
