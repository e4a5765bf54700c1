package ua.holos.nlp.category;

import java.util.List;

/// Why a text was put into a category, or why it wasn't.
///
/// @param code the category
/// @param pro what spoke for it, strongest first; empty when no word did so clearly
/// @param contra what spoke against it, strongest first
public record Reasons(String code, List<Reason> pro, List<Reason> contra) {
  public Reasons {
    pro = List.copyOf(pro);
    contra = List.copyOf(contra);
  }

  /// The same places in another text of the same length, such as the one before letters were put
  /// right.
  ///
  /// @param text in which the places are
  public Reasons writtenIn(String text) {
    return new Reasons(
        code,
        pro.stream().map(one -> written(one, text)).toList(),
        contra.stream().map(one -> written(one, text)).toList());
  }

  private static Reason written(Reason reason, String text) {
    int from = text.offsetByCodePoints(0, reason.start());
    int to = text.offsetByCodePoints(from, reason.end() - reason.start());
    return new Reason(text.substring(from, to), reason.start(), reason.end(), reason.weight());
  }
}
