package ua.holos.gateway.city;

import java.util.List;

/// A prepared answer.
///
/// @param topic its name; the words are `answer.<topic>` of the wording
/// @param patterns when it is meant: one of these
/// @param unless words with which it isn't meant
/// @param text the words, an ICU message
record Answer(String topic, List<Pattern> patterns, List<String> unless, String text) {
  Answer {
    patterns = List.copyOf(patterns);
    unless = List.copyOf(unless);
  }

  /// Words that must all be there, each in one of its forms: `тариф*` stands for all that begin so.
  record Pattern(List<List<String>> words) {
    Pattern {
      words = words.stream().map(List::copyOf).toList();
    }
  }
}
