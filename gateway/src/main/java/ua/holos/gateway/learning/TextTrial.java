package ua.holos.gateway.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.learning.ModelCardFigures.Figure;
import ua.holos.gateway.learning.TrialViews.GuessView;
import ua.holos.gateway.learning.TrialViews.PieceView;
import ua.holos.gateway.learning.TrialViews.ReadingView;
import ua.holos.gateway.learning.TrialViews.TrialView;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.category.Reason;
import ua.holos.nlp.category.Reasons;
import ua.holos.nlp.phrase.Utterance;

/// Reads a text for somebody who wants to see how it is read, and says why. The text goes nowhere
/// else: neither into a store nor into the log.
final class TextTrial {
  private static final int MOST_CATEGORIES = 3;

  private final HolosUnderstander understander;
  private final ModelSwitch models;
  private final ModelViews views;

  TextTrial(HolosUnderstander understander, ModelSwitch models, ModelViews views) {
    this.understander = understander;
    this.models = models;
    this.views = views;
  }

  /// @param typed as the form sent it
  /// @return null when there is nothing to read
  @Nullable TrialView read(String typed) {
    String text = text(typed);
    if (text.isEmpty()) {
      return null;
    }
    LoadedModel active = models.active();
    LoadedModel candidate = models.candidate();
    Understanding read = understander.understand(text, Expectation.ANYTHING);
    ReadingView reading =
        reading(active == null ? ModelRef.SHIPPED_NAME : active.name(), understander, text, read);
    if (candidate == null) {
      return new TrialView(text, facts(read), reading, null, null);
    }
    HolosUnderstander other = understander.with(candidate.classifier());
    Understanding otherwise = other.understand(text, Expectation.ANYTHING);
    return new TrialView(
        text,
        facts(read),
        reading,
        reading(candidate.name(), other, text, otherwise),
        ModelWords.of(first(read).equals(first(otherwise)) ? "try.same" : "try.other"));
  }

  /// A browser sends line breaks as two characters; what is too long to be read isn't shown either.
  private static String text(String typed) {
    String text = typed.replace("\r\n", "\n").strip();
    if (text.length() <= Utterance.LONGEST) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(Utterance.LONGEST - 1));
    return text.substring(0, splitsPair ? Utterance.LONGEST - 1 : Utterance.LONGEST);
  }

  private static String first(Understanding read) {
    return read.categories().isEmpty() ? "" : read.categories().getFirst().code();
  }

  private ReadingView reading(
      String model, HolosUnderstander reader, String text, Understanding read) {
    List<CategoryGuess> guesses = read.categories().stream().limit(MOST_CATEGORIES).toList();
    List<Reasons> why = reader.why(text, guesses.stream().map(CategoryGuess::code).toList());
    List<GuessView> shown = new ArrayList<>();
    for (int i = 0; i < guesses.size(); i++) {
      CategoryGuess guess = guesses.get(i);
      boolean explained = i < why.size();
      shown.add(
          new GuessView(
              i + 1,
              views.name(guess.code()),
              ModelViews.share(guess.confidence()),
              (int) Math.round(100 * guess.confidence()),
              explained ? words("try.for", why.get(i).pro()) : "",
              explained && i == 0 ? words("try.against", why.get(i).contra()) : ""));
    }
    String verdict = read.certain() ? "try.certain" : "try.asks";
    return new ReadingView(
        views.title(model),
        shown,
        pieces(text, why),
        read.certain(),
        ModelWords.of(guesses.isEmpty() ? "try.no-categories" : verdict));
  }

  private static String words(String key, List<Reason> reasons) {
    return reasons.isEmpty()
        ? ""
        : ModelWords.of(
            key,
            reasons.stream()
                .map(reason -> ModelWords.of("try.quoted", reason.text()))
                .collect(Collectors.joining(", ")));
  }

  /// Cuts the text where words spoke; words that spoke for two categories are given to the
  /// likelier.
  private static List<PieceView> pieces(String text, List<Reasons> why) {
    int[] points = text.codePoints().toArray();
    int[] numbers = new int[points.length];
    for (int i = why.size() - 1; i >= 0; i--) {
      for (Reason reason : why.get(i).pro()) {
        for (int at = reason.start(); at < Math.min(reason.end(), points.length); at++) {
          numbers[at] = i + 1;
        }
      }
    }
    List<PieceView> pieces = new ArrayList<>();
    int start = 0;
    for (int at = 1; at <= points.length; at++) {
      if (at == points.length || numbers[at] != numbers[start]) {
        pieces.add(new PieceView(new String(points, start, at - start), numbers[start]));
        start = at;
      }
    }
    return pieces;
  }

  private List<Figure> facts(Understanding read) {
    List<Figure> facts = new ArrayList<>();
    facts.add(
        fact("language", named("try.language.", read.language().name().toLowerCase(Locale.ROOT))));
    facts.add(fact("intent", named("try.intent.", read.intent().code())));
    EmergencyService emergency = read.emergency();
    facts.add(
        fact(
            "urgency",
            emergency == null
                ? ModelWords.of("try.usual")
                : ModelWords.of("try.danger", named("try.service.", emergency.code()))));
    facts.add(
        fact(
            "addresses",
            read.addresses().isEmpty()
                ? ModelWords.of("try.no-address")
                : read.addresses().stream()
                    .map(TextTrial::address)
                    .collect(Collectors.joining("; "))));
    if (read.parts().size() > 1) {
      facts.add(
          fact(
              "parts",
              read.parts().stream()
                  .map(part -> views.name(part.categories().getFirst().code()))
                  .collect(Collectors.joining("; "))));
    }
    return facts;
  }

  private static Figure fact(String key, String value) {
    return new Figure(ModelWords.of("try." + key), value);
  }

  /// The words for a code; the code itself where a city has codes of its own.
  private static String named(String prefix, String code) {
    return ModelWords.has(prefix + code) ? ModelWords.of(prefix + code) : code;
  }

  private static String address(AddressMention mention) {
    String street;
    if (mention.streets().isEmpty()) {
      street =
          mention.written() == null ? "" : ModelWords.of("try.unknown-street", mention.written());
    } else if (mention.streets().size() == 1) {
      street = mention.streets().getFirst().officialName();
    } else {
      street =
          ModelWords.of(
              "try.ambiguous-street",
              mention.streets().getFirst().officialName(),
              Integer.toString(mention.streets().size()));
    }
    List<String> parts = new ArrayList<>();
    add(parts, "try.street", street);
    add(parts, "try.house", mention.house());
    add(parts, "try.building", mention.building());
    add(parts, "try.entrance", mention.entrance());
    add(parts, "try.apartment", mention.apartment());
    String whole = String.join(", ", parts);
    return mention.primary() ? whole : ModelWords.of("try.aside", whole);
  }

  private static void add(List<String> parts, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      parts.add(ModelWords.of(key, value));
    }
  }
}
