package ua.holos.nlp.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.training.InvalidInputException;

/// A text with the addresses that a reader found in it.
///
/// @param category `full`, `street_only`, `none`, …
record LabelledText(String id, String text, String category, List<LabelledAddress> addresses) {

  /// @param kind `full`, `street`, `house` or `unit`
  /// @param gid of the street in the register, null when only a house or a flat is named
  /// @param houses all numbers named
  /// @param neutral spans of its other parts and its repetitions, in code points
  record LabelledAddress(
      String kind,
      @Nullable String gid,
      List<String> houses,
      @Nullable String entrance,
      @Nullable String apartment,
      boolean primary,
      int start,
      int end,
      List<int[]> neutral) {}

  static List<LabelledText> read(Path file) throws IOException, InvalidInputException {
    List<LabelledText> texts = new ArrayList<>();
    for (LabelledRow row : LabelledRow.read(file)) {
      List<LabelledAddress> addresses = new ArrayList<>();
      for (LabelledRow address : row.rows("addresses")) {
        addresses.add(address(address, row.text("text")));
      }
      texts.add(new LabelledText(row.id(), row.text("text"), row.text("category"), addresses));
    }
    return texts;
  }

  /// Where an address stands is told by `start` and `end`, or by the words themselves in `mention`.
  private static LabelledAddress address(LabelledRow row, String text)
      throws InvalidInputException {
    List<int[]> neutral = new ArrayList<>(row.spans("extra_spans"));
    neutral.addAll(row.spans("repeats"));
    int start;
    int end;
    if (row.has("start") || !row.has("mention")) {
      start = row.number("start");
      end = row.number("end");
    } else {
      String mention = row.text("mention");
      int at = text.indexOf(mention);
      if (at < 0) {
        throw row.wrong("mention", "words of the text");
      }
      start = text.codePointCount(0, at);
      end = start + mention.codePointCount(0, mention.length());
    }
    return new LabelledAddress(
        row.text("kind"),
        row.optional("gid"),
        row.texts("houses"),
        row.optional("entrance"),
        row.optional("apartment"),
        row.flag("primary"),
        start,
        end,
        neutral);
  }
}
