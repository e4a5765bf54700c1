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
    Filling filling) {
  static Setting of(Catalogue catalogue, Wording wording, Policy policy, HouseRegister houses) {
    Set<String> further =
        Arrays.stream(wording.say("words.further").split(",", -1))
            .map(Word::plain)
            .collect(Collectors.toUnmodifiableSet());
    return new Setting(
        catalogue,
        wording,
        policy,
        new Word.Book(wording),
        further,
        new Filling(catalogue, houses));
  }

  /// Whether a text says that it is about one more thing: «а ще …».
  boolean oneMore(String text) {
    String plain = " " + Word.plain(text) + " ";
    return further.stream().anyMatch(words -> plain.contains(" " + words + " "));
  }
}
