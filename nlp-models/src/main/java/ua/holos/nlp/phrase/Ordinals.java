package ua.holos.nlp.phrase;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Numbers in words, as people name entrances and floors: «третій під'їзд», «на пятом», «другий».
public final class Ordinals {

  private static final Map<String, Integer> BEGINNINGS = beginnings();

  private Ordinals() {}

  private static Map<String, Integer> beginnings() {
    Map<String, Integer> known = new LinkedHashMap<>();
    String[] stems = {
      "одинадцят=11",
      "одинацат=11",
      "одиннадцат=11",
      "дванадцят=12",
      "двенадцат=12",
      "тринадцят=13",
      "тринадцат=13",
      "чотирнадцят=14",
      "четырнадцат=14",
      "п'ятнадцят=15",
      "пятнадцат=15",
      "шістнадцят=16",
      "шестнадцат=16",
      "сімнадцят=17",
      "семнадцат=17",
      "вісімнадцят=18",
      "восемнадцат=18",
      "дев'ятнадцят=19",
      "девятнадцат=19",
      "двадцят=20",
      "двадцат=20",
      "перш=1",
      "перв=1",
      "друг=2",
      "втор=2",
      "трет=3",
      "четверт=4",
      "п'ят=5",
      "пят=5",
      "шост=6",
      "шест=6",
      "сьом=7",
      "седьм=7",
      "восьм=8",
      "дев'ят=9",
      "девят=9",
      "десят=10"
    };
    for (String stem : stems) {
      int equals = stem.indexOf('=');
      known.put(
          Spelling.fold(Spelling.lower(stem.substring(0, equals))),
          Integer.valueOf(stem.substring(equals + 1)));
    }
    return Map.copyOf(known);
  }

  /// The number that a word names: 1 to 20; empty when it names none.
  public static OptionalInt of(Word word) {
    String folded = word.folded();
    int longest = 0;
    int value = 0;
    for (Map.Entry<String, Integer> entry : BEGINNINGS.entrySet()) {
      String beginning = entry.getKey();
      int ending = folded.length() - beginning.length();
      if (ending >= 1
          && ending <= 3
          && beginning.length() > longest
          && folded.startsWith(beginning)) {
        longest = beginning.length();
        value = entry.getValue();
      }
    }
    return longest == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /// Whether any word names a number.
  public static boolean anyIn(Utterance utterance) {
    return utterance.words().stream().anyMatch(word -> of(word).isPresent());
  }
}
