package ua.holos.gateway.city;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the prepared answer that a short question asks for. Precise rather than complete: a
/// complaint that is taken for a question is worse than a question that goes unanswered.
///
/// A text's words are looked up once, whole and by their beginnings; a pattern is then a few bit
/// tests, which keeps a look-up at microseconds.
public final class AnswerBook {
  private static final int LONGEST_QUESTION = 16;
  private static final int LONGEST_BARE_TOPIC = 4;
  private static final int QUESTION_WORD_WITHIN = 4;

  /// Stands for any number in `unless`.
  static final String NUMBER = "#";

  private static final Set<String> QUESTION_WORDS =
      Set.of(
          "як",
          "яка",
          "який",
          "яке",
          "які",
          "де",
          "коли",
          "скільки",
          "куди",
          "кому",
          "хто",
          "що",
          "чи",
          "навіщо",
          "нащо",
          "чим",
          "можна",
          "підкажіть",
          "скажіть",
          "дайте",
          "как",
          "какая",
          "какой",
          "какое",
          "какие",
          "где",
          "когда",
          "сколько",
          "куда",
          "кто",
          "что",
          "зачем",
          "чем",
          "можно",
          "подскажите",
          "скажите");

  private final Map<String, Integer> terms = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();

  AnswerBook(List<Answer> answers) {
    for (Answer answer : answers) {
      BitSet unless = bits(answer.unless());
      for (Answer.Pattern pattern : answer.patterns()) {
        candidates.add(
            new Candidate(
                answer.topic(), pattern.words().stream().map(this::bits).toList(), unless));
      }
    }
    candidates.sort(Comparator.comparingInt((Candidate c) -> c.words().size()).reversed());
  }

  /// The topic of a question, empty for everything else.
  public Optional<String> topic(String text) {
    List<String> words = words(text);
    if (!isQuestion(text, words)) {
      return Optional.empty();
    }
    BitSet found = termsOf(words);
    for (Candidate candidate : candidates) {
      if (candidate.meant(found)) {
        return Optional.of(candidate.topic());
      }
    }
    return Optional.empty();
  }

  private static boolean isQuestion(String text, List<String> words) {
    if (words.isEmpty() || words.size() > LONGEST_QUESTION) {
      return false;
    }
    return words.size() <= LONGEST_BARE_TOPIC
        || text.indexOf('?') >= 0
        || words.stream().limit(QUESTION_WORD_WITHIN).anyMatch(QUESTION_WORDS::contains);
  }

  /// Words in lower case, apostrophes in one form.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (Character.isLetterOrDigit(c) && c != 'ʼ') {
        word.append(c);
      } else if (isApostrophe(c) && !word.isEmpty()) {
        word.append('\'');
      } else {
        end(word, words);
      }
      if (words.size() > LONGEST_QUESTION) {
        return words;
      }
    }
    end(word, words);
    return words;
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '’' || c == 'ʼ' || c == '`';
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private BitSet bits(List<String> forms) {
    BitSet bits = new BitSet();
    forms.forEach(form -> bits.set(terms.computeIfAbsent(form, _ -> terms.size())));
    return bits;
  }

  private BitSet termsOf(List<String> words) {
    BitSet found = new BitSet(terms.size());
    for (String word : words) {
      mark(word, found);
      if (Character.isDigit(word.charAt(0))) {
        mark(NUMBER, found);
      }
      for (int end = 1; end <= word.length(); end++) {
        mark(word.substring(0, end) + "*", found);
      }
    }
    return found;
  }

  private void mark(String term, BitSet found) {
    Integer bit = terms.get(term);
    if (bit != null) {
      found.set(bit);
    }
  }

  private record Candidate(String topic, List<BitSet> words, BitSet unless) {
    boolean meant(BitSet found) {
      return words.stream().allMatch(found::intersects) && !found.intersects(unless);
    }
  }
}
