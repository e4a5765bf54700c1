package ua.holos.nlp.category;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import opennlp.tools.doccat.FeatureGenerator;
import ua.holos.nlp.text.Letters;

/// What the category classifier looks at: folded words, the pieces of 3 to 5 letters that words are
/// made of, pairs and triples of stems that stand side by side, pairs with one word between, the
/// stems that a text begins with, and those that follow a word of asking («прошу відремонтувати
/// ліхтар»): people say first what is wrong and last what they want. The pieces do what a
/// lemmatiser would, in both languages and in surzhyk, and forgive typing errors. Words with digits
/// are left out: they are addresses, phones and accounts.
///
/// Thread safe. What a word yields is remembered for the last few thousand words.
public final class CategoryFeatures implements FeatureGenerator {

  private static final int SHORTEST_PIECE = 3;
  private static final int LONGEST_PIECE = 5;

  /// A stem is a word's beginning: endings change, the first letters hardly do.
  private static final int STEM = 5;

  /// How many words are the beginning of a text.
  private static final int OPENING = 14;

  /// Stems of asking, folded: прошу, просимо, просьба, прохання, требую, вимагаємо.
  private static final Set<String> ASKING =
      Set.of("прошу", "проси", "просб", "проха", "требу", "вимаг");

  /// How many words say what is asked for.
  private static final int ASKED = 8;

  private static final int REMEMBERED_WORDS = 1 << 12;

  /// Longer runs of letters are not words; only their beginning is looked at.
  private static final int LONGEST_WORD = 40;

  private record WordFeatures(String word, String stem, String[] features) {}

  private final AtomicReferenceArray<WordFeatures> remembered =
      new AtomicReferenceArray<>(REMEMBERED_WORDS);

  /// The features of a text's words, as [ua.holos.nlp.text.PreparedText#words()] gives them.
  @Override
  public Collection<String> extractFeatures(String[] words, Map<String, Object> extraInformation) {
    List<String> features = new ArrayList<>(words.length * 28);
    String beforePrevious = "";
    String previous = "";
    int position = 0;
    int asked = 0;
    for (String word : words) {
      WordFeatures known = featuresOf(word);
      String stem = known.stem;
      if (stem.isEmpty()) {
        continue;
      }
      for (String feature : known.features) {
        features.add(feature);
      }
      if (!previous.isEmpty()) {
        String pair = previous + ' ' + stem;
        features.add(pair);
        if (!beforePrevious.isEmpty()) {
          features.add(beforePrevious + '_' + stem);
          features.add(beforePrevious + ' ' + pair);
        }
      }
      if (position++ < OPENING) {
        features.add("1:" + stem);
      }
      if (ASKING.contains(stem)) {
        asked = ASKED;
      } else if (asked > 0) {
        features.add("?:" + stem);
        asked--;
      }
      beforePrevious = previous;
      previous = stem;
    }
    return features;
  }

  private WordFeatures featuresOf(String word) {
    int hash = word.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (REMEMBERED_WORDS - 1);
    WordFeatures known = remembered.get(slot);
    if (known != null && known.word.equals(word)) {
      return known;
    }
    WordFeatures fresh = read(word);
    remembered.set(slot, fresh);
    return fresh;
  }

  private static WordFeatures read(String word) {
    String folded =
        Letters.fold(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
    if (folded.isEmpty() || hasDigit(word)) {
      return new WordFeatures(word, "", new String[0]);
    }
    List<String> features = new ArrayList<>();
    features.add('=' + folded);
    String framed = '^' + folded + '$';
    for (int size = SHORTEST_PIECE; size <= LONGEST_PIECE; size++) {
      for (int start = 0; start + size <= framed.length(); start++) {
        features.add(framed.substring(start, start + size));
      }
    }
    return new WordFeatures(
        word,
        folded.substring(0, Math.min(STEM, folded.length())),
        features.toArray(String[]::new));
  }

  private static boolean hasDigit(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
