package ua.holos.bot.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ua.holos.bot.message.QuickReply;

/// Rows of buttons under a question, in the city's words.
final class Buttons {
  private final Turn turn;
  private final List<List<QuickReply>> rows = new ArrayList<>();

  Buttons(Turn turn) {
    this.turn = turn;
  }

  /// A row with one button whose label is in the wording.
  Buttons row(Tap tap, String labelKey) {
    return rowOf(tap, turn.words(labelKey));
  }

  /// A row with one button with a label of its own, such as a category's name.
  Buttons rowOf(Tap tap, String label) {
    rows.add(List.of(QuickReply.of(tap.payload(), label)));
    return this;
  }

  /// A row with two buttons.
  Buttons pair(Tap first, String firstLabelKey, Tap second, String secondLabelKey) {
    rows.add(
        List.of(
            QuickReply.of(first.payload(), turn.words(firstLabelKey)),
            QuickReply.of(second.payload(), turn.words(secondLabelKey))));
    return this;
  }

  /// One row of numbers.
  Buttons numbers(Tap.Verb verb, int most) {
    rows.add(
        IntStream.rangeClosed(1, most)
            .mapToObj(n -> QuickReply.of(Tap.of(verb, n).payload(), Integer.toString(n)))
            .toList());
    return this;
  }

  /// Two buttons a row.
  Buttons inPairs(Stream<QuickReply> buttons) {
    List<QuickReply> all = buttons.toList();
    for (int i = 0; i < all.size(); i += 2) {
      rows.add(all.subList(i, Math.min(i + 2, all.size())));
    }
    return this;
  }

  /// Opens the phone's "share location" or "share phone" where the channel can.
  Buttons share(QuickReply.Kind kind, String labelKey) {
    String payload = kind == QuickReply.Kind.SHARE_PHONE ? "phone" : "location";
    rows.add(List.of(new QuickReply(payload, turn.words(labelKey), kind)));
    return this;
  }

  List<List<QuickReply>> rows() {
    return rows;
  }
}
