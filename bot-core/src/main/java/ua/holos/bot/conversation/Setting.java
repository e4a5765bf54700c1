package ua.holos.bot.conversation;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import ua.holos.bot.address.HouseRegister;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.form.Filling;

/// What all turns share: the city's categories and wording, its policy, and what is made of them
/// once.
record Setting(
    Catalogue catalogue,
    Wording wording,
    Policy policy,
    Word.Book words,
    Set<String> further,
    Set<String> queueWords,
    Filling filling) {
  private static final int LONGEST_ASKING = 100;

  static Setting of(Catalogue catalogue, Wording wording, Policy policy, HouseRegister houses) {
    return new Setting(
        catalogue,
        wording,
        policy,
        new Word.Book(wording),
        list(wording, "words.further"),
        list(wording, "words.queue"),
        new Filling(catalogue, houses));
  }

  private static Set<String> list(Wording wording, String key) {
    return Arrays.stream(wording.say(key).split(",", -1))
        .map(Word::plain)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether a text says that it is about one more thing: «а ще …».
  boolean oneMore(String text) {
    return holds(text, further);
  }

  /// Whether a text asks how long the operator will be: «скільки ще чекати?».
  boolean asksForPlace(String text) {
    return text.length() <= LONGEST_ASKING && holds(text, queueWords);
  }

  private static boolean holds(String text, Set<String> phrases) {
    String plain = " " + Word.plain(text) + " ";
    return phrases.stream().anyMatch(words -> plain.contains(" " + words + " "));
  }
}
