package ua.holos.bot.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Category.Where;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Place;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.understanding.Detail;

/// The confirmation card: all that will be filed, and a button to change each field.
final class Card {
  private static final int LONGEST_QUOTE = 400;

  /// Details that matter to whoever comes, whatever the category.
  private static final Set<Detail> OF_THE_HOUSE =
      Set.of(Detail.ENTRANCE, Detail.FLOOR, Detail.APARTMENT);

  /// Details that the quoted words already show.
  private static final Set<Detail> IN_THE_WORDS =
      Set.of(Detail.SINCE, Detail.FREQUENCY, Detail.LANDMARK, Detail.APPEAL_NUMBER);

  private Card() {}

  static String text(Turn turn, Draft draft) {
    List<String> lines = new ArrayList<>();
    lines.add(turn.words("card.title"));
    String code = draft.problem().category();
    lines.add(
        turn.words("card.category", Map.of("category", turn.nameOf(code == null ? "" : code))));
    place(turn, draft.place(), lines);
    for (Detail detail : details(turn, draft)) {
      String value = draft.extras().details().get(detail);
      lines.add(Details.line(turn, detail, value == null ? turn.words("card.unknown") : value));
    }
    int photos = draft.extras().attachments().size();
    if (photos > 0) {
      lines.add(turn.words("card.photos", Map.of("count", photos)));
    }
    String phone = turn.person.phone();
    if (phone != null) {
      lines.add(turn.words("card.phone", Map.of("phone", phone)));
    }
    lines.add(turn.words("card.text", Map.of("text", quote(draft.problem().description()))));
    if (draft.problem().cut()) {
      lines.add(turn.words("card.cut", Map.of("limit", ua.holos.bot.form.Problem.LONGEST)));
    }
    lines.add("");
    lines.add(turn.words("card.question"));
    return String.join("\n", lines);
  }

  static Buttons buttons(Turn turn, Draft draft) {
    String revision = Integer.toString(draft.course().revision());
    return new Buttons(turn)
        .row(Tap.of(Tap.Verb.CONFIRM, draft.number(), revision), "button.confirm")
        .inPairs(edits(turn, draft))
        .row(Tap.of(Tap.Verb.CANCEL, draft.number()), "button.cancel");
  }

  /// A button for each field.
  static Stream<QuickReply> edits(Turn turn, Draft draft) {
    List<QuickReply> all = new ArrayList<>();
    all.add(edit(draft, Field.CATEGORY, turn.words("edit.category")));
    Category category = turn.categoryOf(draft);
    boolean placed = category != null && category.where() != Where.NONE;
    if (placed || draft.place().address() != null) {
      all.add(edit(draft, Field.PLACE, turn.words("edit.place")));
    }
    for (Detail detail : details(turn, draft)) {
      all.add(edit(draft, Field.of(detail), Details.editLabel(turn, detail)));
    }
    all.add(edit(draft, Field.TEXT, turn.words("edit.text")));
    if (!draft.extras().attachments().isEmpty()) {
      all.add(edit(draft, Field.PHOTOS, turn.words("edit.photos")));
    }
    if (turn.person.phone() != null) {
      all.add(edit(draft, Field.PHONE, turn.words("edit.phone")));
    }
    return all.stream();
  }

  private static QuickReply edit(Draft draft, String field, String label) {
    return QuickReply.of(Tap.of(Tap.Verb.EDIT, draft.number(), field).payload(), label);
  }

  private static void place(Turn turn, Place place, List<String> lines) {
    String address = place.address();
    if (address != null) {
      lines.add(turn.words("card.place", Map.of("place", address)));
      if (place.check() == Place.HouseCheck.ACCEPTED || place.asWritten()) {
        lines.add(turn.words("card.not-in-register"));
      }
    } else if (place.point() != null) {
      lines.add(turn.words("card.point"));
    }
  }

  /// The details to show: those the category needs, then others that were said, in a fixed order.
  private static List<Detail> details(Turn turn, Draft draft) {
    Category category = turn.categoryOf(draft);
    List<Detail> needed = category == null ? List.of() : category.needed();
    List<Detail> useful = category == null ? List.of() : category.useful();
    List<Detail> shown = new ArrayList<>();
    for (Detail detail : needed) {
      if (draft.extras().settled(detail)) {
        shown.add(detail);
      }
    }
    draft.extras().details().keySet().stream()
        .filter(detail -> useful.contains(detail) || OF_THE_HOUSE.contains(detail))
        .filter(detail -> !IN_THE_WORDS.contains(detail) && !needed.contains(detail))
        .sorted(Comparator.comparing(Detail::code))
        .forEach(shown::add);
    return shown;
  }

  private static String quote(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return text;
    }
    int end = LONGEST_QUOTE - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /// Names of the fields in the payloads of edit buttons.
  static final class Field {
    static final String CATEGORY = "category";
    static final String PLACE = "place";
    static final String TEXT = "text";
    static final String PHOTOS = "photos";
    static final String PHONE = "phone";
    private static final String DETAIL = "d-";

    private Field() {}

    static String of(Detail detail) {
      return DETAIL + detail.code();
    }

    static @Nullable Detail detail(String field) {
      return field.startsWith(DETAIL) ? new Detail(field.substring(DETAIL.length())) : null;
    }
  }
}
