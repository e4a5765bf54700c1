package ua.holos.nlp.cli;

import java.util.List;
import java.util.TreeMap;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.category.Reasons;
import ua.holos.nlp.evaluation.LanguageCodes;
import ua.holos.nlp.json.JsonWriter;

/// Writes an understanding as one line of JSON:
/// `{"language":"uk","intent":"complaint","urgency":"normal","service":null,"categories":[…],…}`.
final class UnderstandingJson {

  private static final int MOST_CATEGORIES_OF_A_PART = 3;

  private final JsonWriter json = new JsonWriter();

  private final List<Reasons> why;

  private UnderstandingJson(List<Reasons> why) {
    this.why = why;
  }

  static String of(Understanding read) {
    return of(read, List.of());
  }

  /// @param why for some of the categories; these get a field more
  static String of(Understanding read, List<Reasons> why) {
    UnderstandingJson written = new UnderstandingJson(why);
    written.json.object(fields -> written.understanding(read));
    return written.json.toString();
  }

  private void understanding(Understanding read) {
    EmergencyService emergency = read.emergency();
    json.field("language", LanguageCodes.of(read.language()));
    json.field("intent", read.intent().code());
    json.field("intentConfidence", read.intentConfidence());
    json.field("urgency", emergency == null ? "normal" : "emergency");
    json.field("service", emergency == null ? null : emergency.code());
    json.list(
        "categories",
        read.categories(),
        guess ->
            json.object(fields -> {
              category(fields, guess);
              why(guess.code());
            }));
    json.field("certain", read.certain());
    json.list("addresses", read.addresses(), this::address);
    TreeMap<String, String> details = new TreeMap<>();
    read.details().forEach((detail, value) -> details.put(detail.code(), value));
    json.object("details", fields -> details.forEach(fields::field));
    json.list("parts", read.parts(), this::part);
  }

  private void categories(List<CategoryGuess> guesses) {
    json.list("categories", guesses, guess -> json.object(fields -> category(fields, guess)));
  }

  private static void category(JsonWriter fields, CategoryGuess guess) {
    fields.field("code", guess.code()).field("confidence", guess.confidence());
  }

  private void why(String code) {
    for (Reasons reasons : why) {
      if (reasons.code().equals(code)) {
        json.list(
            "why",
            reasons.pro(),
            reason ->
                json.object(fields ->
                    fields
                        .field("text", reason.text())
                        .field("start", reason.start())
                        .field("end", reason.end())
                        .field("weight", reason.weight())));
      }
    }
  }

  private void address(AddressMention mention) {
    json.object(fields -> {
      Street street = mention.streets().isEmpty() ? null : mention.streets().getFirst();
      fields.field("id", street == null ? null : street.id());
      fields.field("type", street == null ? null : street.type());
      fields.field("street", street == null ? null : street.name());
      fields.field("written", mention.written());
      fields.field("house", mention.house());
      fields.field("building", mention.building());
      fields.field("entrance", mention.entrance());
      fields.field("apartment", mention.apartment());
      fields.field("start", mention.start());
      fields.field("end", mention.end());
      fields.field("confidence", mention.confidence());
      fields.field("primary", mention.primary());
      if (mention.streets().size() > 1) {
        streets("alternatives", mention.streets().subList(1, mention.streets().size()));
      }
      if (!mention.suggestions().isEmpty()) {
        streets("suggestions", mention.suggestions());
      }
    });
  }

  private void streets(String name, List<Street> streets) {
    json.list(
        name,
        streets,
        street ->
            json.object(fields -> {
              fields.field("id", street.id());
              fields.field("type", street.type());
              fields.field("street", street.name());
              fields.field("district", street.district());
            }));
  }

  private void part(Part part) {
    json.object(fields -> {
      fields.field("start", part.start());
      fields.field("end", part.end());
      int most = Math.min(MOST_CATEGORIES_OF_A_PART, part.categories().size());
      categories(part.categories().subList(0, most));
      fields.field("certain", part.certain());
    });
  }
}
