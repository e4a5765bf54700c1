package ua.holos.nlp.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.json.JsonWriter;
import ua.holos.nlp.training.InvalidInputException;

/// Measures what is made of messages as people write them in a chat: intent, language, and
/// category, address and danger where the message has them.
public final class ChatEvaluation {

  private final MatchScore intents = new MatchScore();
  private final Map<String, MatchScore> byIntent = new TreeMap<>();
  private final MatchScore languages = new MatchScore();
  private final MatchScore streets = new MatchScore();
  private final MatchScore houses = new MatchScore();
  private final MatchScore dangers = new MatchScore();
  private final List<String> misses = new ArrayList<>();
  private int count;
  private int withCategory;
  private int first;
  private int amongThree;

  private ChatEvaluation() {}

  /// Reads every text of a file and counts.
  ///
  /// @param labelled a JSON object per line: `text`, `intent`, `lang`, and `categories`, `street`
  ///   (type and name), `house` and `emergency` where there are
  public static ChatEvaluation of(Understander understander, Path labelled)
      throws IOException, InvalidInputException {
    ChatEvaluation evaluation = new ChatEvaluation();
    for (LabelledRow row : LabelledRow.read(labelled)) {
      evaluation.measure(row, understander.understand(row.text("text"), Expectation.ANYTHING));
    }
    return evaluation;
  }

  private void measure(LabelledRow row, Understanding read) throws InvalidInputException {
    count++;
    String intent = row.text("intent");
    String readIntent = read.intent().code();
    compare(intents, row, "intent", intent, readIntent);
    MatchScore own = byIntent.computeIfAbsent(intent, i -> new MatchScore());
    if (intent.equals(readIntent)) {
      own.right++;
    } else {
      own.missed++;
      byIntent.computeIfAbsent(readIntent, i -> new MatchScore()).invented++;
    }
    compare(languages, row, "language", row.text("lang"), LanguageCodes.of(read.language()));
    categories(row, read.categories());
    AddressMention address = read.addresses().isEmpty() ? null : read.addresses().getFirst();
    compare(streets, row, "street", name(row.optional("street")), street(address));
    String house = row.optional("house");
    compare(
        houses,
        row,
        "house",
        house == null ? null : house.toUpperCase(Locale.ROOT),
        address == null ? null : address.house());
    compare(
        dangers,
        row,
        "danger",
        row.optional("emergency"),
        read.emergency() == null ? null : read.emergency().code());
  }

  private void categories(LabelledRow row, List<CategoryGuess> guesses)
      throws InvalidInputException {
    List<String> labelled = row.texts("categories");
    if (labelled.isEmpty()) {
      return;
    }
    withCategory++;
    List<String> read = guesses.stream().limit(3).map(CategoryGuess::code).toList();
    first += !read.isEmpty() && labelled.contains(read.getFirst()) ? 1 : 0;
    amongThree += read.stream().anyMatch(labelled::contains) ? 1 : 0;
    if (read.isEmpty() || !labelled.contains(read.getFirst())) {
      miss(row, "category", labelled.toString(), read.toString());
    }
  }

  private static @Nullable String street(@Nullable AddressMention address) {
    if (address == null) {
      return null;
    }
    return address.streets().isEmpty() ? address.written() : address.streets().getFirst().name();
  }

  private void compare(
      MatchScore score,
      LabelledRow row,
      String what,
      @Nullable String expected,
      @Nullable String read)
      throws InvalidInputException {
    if (expected == null && read == null) {
      return;
    }
    if (expected != null && expected.equals(read)) {
      score.right++;
      return;
    }
    score.missed += expected == null ? 0 : 1;
    score.invented += read == null ? 0 : 1;
    miss(row, what, expected, read);
  }

  private void miss(LabelledRow row, String what, @Nullable String expected, @Nullable String read)
      throws InvalidInputException {
    misses.add(
        "%s %s: is %s, read %s%n    %s"
            .formatted(row.id(), what, expected, read, row.text("text").replace('\n', ' ')));
  }

  /// The name of a street without its type.
  private static @Nullable String name(@Nullable String street) {
    return street == null ? null : street.substring(street.indexOf(' ') + 1);
  }

  /// Part of the messages whose intent was read.
  public double intentAccuracy() {
    return intents.recall();
  }

  /// Part of the messages whose language was read.
  public double languageAccuracy() {
    return languages.recall();
  }

  /// Part of the messages with a category whose first guess is right.
  public double categoryAccuracy() {
    return CategoryFigures.share(first, withCategory);
  }

  /// What was read otherwise, with the words: for developers only.
  public List<String> misses() {
    return misses;
  }

  /// For people.
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append("%d chat messages%n".formatted(count));
    line(out, "intent accuracy", intentAccuracy(), count);
    line(out, "language accuracy", languageAccuracy(), count);
    line(out, "category", categoryAccuracy(), withCategory);
    line(
        out, "category among three", CategoryFigures.share(amongThree, withCategory), withCategory);
    out.append("%-27s %s%n".formatted("street (without type)", streets));
    out.append("%-27s %s%n".formatted("house", houses));
    out.append("%-27s %s%n".formatted("danger and service", dangers));
    byIntent.forEach((code, score) -> out.append("  %-25s %s%n".formatted(code, score)));
    return out.toString();
  }

  private static void line(StringBuilder out, String name, double value, int of) {
    out.append(String.format(Locale.ROOT, "%-27s %.3f of %d%n", name, value, of));
  }

  /// For programs.
  public void write(JsonWriter json) {
    json.field("count", count);
    json.field("accuracy", intentAccuracy());
    json.field("language_accuracy", languageAccuracy());
    json.field("category_top1", categoryAccuracy());
    json.field("category_top3", CategoryFigures.share(amongThree, withCategory));
    json.field("street_f1", streets.f1());
    json.field("house_f1", houses.f1());
    json.field("danger_recall", dangers.recall());
    json.field("danger_precision", dangers.precision());
    json.object(
        "per_intent",
        fields -> byIntent.forEach((code, score) -> fields.object(code, score::write)));
  }
}
