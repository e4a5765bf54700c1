package ua.holos.bot.form;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a complaint is about: the citizen's own words, and the category.
///
/// @param said the messages that described it, in order
/// @param category code of the category, null until it is certain or chosen
/// @param likely codes that are offered while it isn't, likeliest first
/// @param search how far the search for the category has come
/// @param page page of the menu, from 0
public record Problem(
    List<Said> said, @Nullable String category, List<String> likely, Search search, int page) {

  /// How the category is looked for.
  public enum Search {
    /// The likeliest are offered.
    LIKELY,
    /// None of them was right: the citizen is asked for other words.
    REPHRASE,
    /// The likeliest by the other words are offered.
    LIKELY_AGAIN,
    /// All categories, page by page.
    MENU
  }

  /// Longest description that the core system takes (Open311), in characters.
  public static final int LONGEST = 4_000;

  static final Problem UNKNOWN = new Problem(List.of(), null, List.of(), Search.LIKELY, 0);

  public Problem {
    said = List.copyOf(said);
    likely = List.copyOf(likely);
  }

  /// The description for the core system: the citizen's words, at most [#LONGEST] characters.
  public String description() {
    String all = said.stream().map(Said::text).collect(Collectors.joining("\n"));
    return all.length() <= LONGEST ? all : cut(all, LONGEST - 1) + "…";
  }

  /// Whether something had to be left out of the description.
  public boolean cut() {
    return said.stream().mapToInt(s -> s.text().length() + 1).sum() - 1 > LONGEST;
  }

  /// Adds words, or replaces those of the same message. What is beyond the longest description is
  /// not kept, so that the state stays small.
  public Problem saying(String messageId, String text) {
    String kept = text.length() <= LONGEST + 2 ? text : cut(text, LONGEST + 2);
    List<Said> next = new ArrayList<>(said);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).messageId().equals(messageId)) {
        next.set(i, new Said(messageId, kept));
        return new Problem(next, category, likely, search, page);
      }
    }
    if (next.stream().mapToInt(s -> s.text().length() + 1).sum() <= LONGEST) {
      next.add(new Said(messageId, kept));
    }
    return new Problem(next, category, likely, search, page);
  }

  /// Replaces all words.
  public Problem onlySaying(String messageId, String text) {
    return new Problem(List.of(), category, likely, search, page).saying(messageId, text);
  }

  public boolean saidIn(String messageId) {
    return said.stream().anyMatch(s -> s.messageId().equals(messageId));
  }

  public Problem ofCategory(String code) {
    return new Problem(said, code, List.of(), Search.LIKELY, 0);
  }

  public Problem withoutCategory() {
    return new Problem(said, null, likely, search, 0);
  }

  public Problem likely(List<String> codes) {
    Search next = search == Search.REPHRASE ? Search.LIKELY_AGAIN : search;
    return new Problem(said, category, codes, next, page);
  }

  /// None of what was offered is right.
  public Problem noneOfThese() {
    Search next =
        switch (search) {
          case LIKELY -> Search.REPHRASE;
          case REPHRASE, LIKELY_AGAIN, MENU -> Search.MENU;
        };
    return new Problem(said, category, List.of(), next, 0);
  }

  public Problem menu(int newPage) {
    return new Problem(said, category, likely, Search.MENU, newPage);
  }

  private static String cut(String text, int length) {
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
