package ua.holos.bot.understanding;

import java.util.List;

/// One complaint among several in a message.
///
/// @param start first code point
/// @param end code point after it
/// @param categories likeliest first
/// @param certain whether the first category may be taken without asking
public record Part(int start, int end, List<CategoryGuess> categories, boolean certain) {
  public Part {
    categories = List.copyOf(categories);
  }
}
