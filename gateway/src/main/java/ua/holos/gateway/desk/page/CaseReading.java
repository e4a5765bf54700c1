package ua.holos.gateway.desk.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Point;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;

/// Reads what a conversation is about. What the bot or the citizen settled goes before what the
/// words alone seem to say.
final class CaseReading {
  /// Below this a guess of the model is likelier wrong than right, and would have to be deleted
  /// from the form; «покличте оператора» is about nothing.
  private static final double WORTH_SHOWING = 0.35;

  private final Understander understander;
  private final StreetBook streets;

  CaseReading(Understander understander, StreetBook streets) {
    this.understander = understander;
    this.streets = streets;
  }

  /// @param written what the citizen wrote lately, used where there is no form
  Understood read(@Nullable Conversation conversation, List<String> written) {
    Draft draft = conversation == null ? null : conversation.draft();
    String drafted = draft == null ? "" : draft.problem().description();
    String text = drafted.isBlank() ? String.join("\n", written) : drafted;
    Understanding read =
        text.isBlank()
            ? Understanding.NOTHING
            : understander.understand(text, Expectation.ANYTHING);
    String category = category(draft, read);
    Place place = draft == null || draft.place().empty() ? null : draft.place();
    Map<Detail, String> details = new HashMap<>(read.details());
    if (draft != null) {
      details.putAll(draft.extras().details());
    }
    int photos = draft == null ? 0 : draft.extras().attachments().size();
    boolean settled = draft != null && draft.problem().category() != null;
    Understood understood =
        place == null
            ? said(text, read, category, details, photos)
            : new Understood(
                text,
                category,
                settled || read.certain(),
                confidence(read, category),
                read.categories(),
                place.street(),
                place.street() == null ? place.written() : null,
                place.house(),
                place.words(),
                place.point(),
                false,
                details,
                photos);
    return located(understood, settled);
  }

  private static @Nullable String category(@Nullable Draft draft, Understanding read) {
    if (draft != null && draft.problem().category() != null) {
      return draft.problem().category();
    }
    if (draft != null && !draft.problem().likely().isEmpty()) {
      return draft.problem().likely().getFirst();
    }
    return read.categories().stream()
        .findFirst()
        .filter(guess -> guess.confidence() >= WORTH_SHOWING)
        .map(CategoryGuess::code)
        .orElse(null);
  }

  private static @Nullable Double confidence(Understanding read, @Nullable String category) {
    return read.categories().stream()
        .filter(guess -> guess.code().equals(category))
        .map(CategoryGuess::confidence)
        .findFirst()
        .orElse(null);
  }

  private static Understood said(
      String text,
      Understanding read,
      @Nullable String category,
      Map<Detail, String> details,
      int photos) {
    AddressMention mention =
        read.addresses().stream().filter(AddressMention::primary).findFirst().orElse(null);
    Street street =
        mention == null || mention.streets().isEmpty() ? null : mention.streets().getFirst();
    return new Understood(
        text,
        category,
        read.certain(),
        confidence(read, category),
        read.categories(),
        street,
        street != null || mention == null ? null : mention.written(),
        mention == null ? null : house(mention),
        null,
        null,
        false,
        details,
        photos);
  }

  private static @Nullable String house(AddressMention mention) {
    return mention.house() == null || mention.building() == null
        ? mention.house()
        : mention.house() + " корпус " + mention.building();
  }

  /// With the point of the house, or of the street, where none was shared.
  private Understood located(Understood found, boolean settled) {
    Point point = found.point();
    boolean approximate = false;
    Street street = found.street();
    if (point == null && street != null) {
      point = found.house() == null ? null : streets.point(street, found.house());
      if (point == null) {
        point = streets.point(street, null);
        approximate = point != null;
      }
    }
    return new Understood(
        found.text(),
        found.category(),
        found.certain() || settled,
        found.confidence(),
        found.guesses(),
        street,
        found.written(),
        found.house(),
        found.place(),
        point,
        approximate,
        found.details(),
        found.photos());
  }
}
