package ua.holos.nlp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.HouseRegister;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.Point;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.address.AddressReader;
import ua.holos.nlp.address.StreetRegister;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.category.PartSplitter;
import ua.holos.nlp.category.ReasonReader;
import ua.holos.nlp.category.Reasons;
import ua.holos.nlp.details.DetailReader;
import ua.holos.nlp.intent.BotComplaintReader;
import ua.holos.nlp.intent.IntentContext;
import ua.holos.nlp.intent.IntentGuess;
import ua.holos.nlp.intent.IntentReader;
import ua.holos.nlp.language.LanguageReader;
import ua.holos.nlp.phrase.KeyboardLayout;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.urgency.EmergencyReader;

/// Reads a text with all readers of this module: language, danger, addresses, details, categories,
/// parts, intent. Thread safe; of a very long text the beginning is read ([Utterance#LONGEST]).
///
/// It also answers which houses the city has, for a house that is told apart from its street.
///
/// Works without a category model: then there are no categories and no parts, and everything else
/// is read as usual.
public final class HolosUnderstander implements Understander, HouseRegister {

  /// Categories below the first few help nobody.
  private static final int MOST_CATEGORIES = 5;

  /// Intents that tell of a problem; only for them it matters whether there are several.
  private static final List<Intent> TELLING = List.of(Intent.COMPLAINT, Intent.NOT_FIXED);

  /// Dangers that only one category deals with.
  private static final Map<EmergencyService, String> CATEGORY_OF_DANGER =
      Map.of(EmergencyService.GAS, "gas", EmergencyService.LIFT, "elevator");

  /// How sure such a danger makes us of the category.
  private static final double TOLD = 0.95;

  private final LanguageReader languages = new LanguageReader();
  private final EmergencyReader emergencies = new EmergencyReader();
  private final DetailReader details = new DetailReader();
  private final IntentReader intents = new IntentReader();
  private final BotComplaintReader botComplaints = new BotComplaintReader();
  private final Places places;

  /// The category model in use. One reference, so that a text is read by one model from beginning
  /// to end, whenever another takes its place.
  private volatile @Nullable Categories model;

  private record Categories(
      CategoryClassifier classifier, PartSplitter splitter, ReasonReader reasons) {
    static @Nullable Categories of(@Nullable CategoryClassifier classifier) {
      return classifier == null
          ? null
          : new Categories(classifier, new PartSplitter(classifier), new ReasonReader(classifier));
    }
  }

  HolosUnderstander(Places places, @Nullable CategoryClassifier classifier) {
    this.places = places;
    this.model = Categories.of(classifier);
  }

  /// An understander for a city, with the category model that comes with Holos.
  ///
  /// @param streets the city's street register, tab-separated
  /// @param houses its known houses, tab-separated; null when there is no list
  /// @throws ua.holos.nlp.address.InvalidRegisterException when a table cannot be used, naming
  ///   file, line and remedy
  public static HolosUnderstander load(Path streets, @Nullable Path houses) {
    return new HolosUnderstander(places(StreetRegister.load(streets, houses)), shippedClassifier());
  }

  /// The same with another category model, or with none.
  public static HolosUnderstander load(
      Path streets, @Nullable Path houses, @Nullable CategoryClassifier classifier) {
    return new HolosUnderstander(places(StreetRegister.load(streets, houses)), classifier);
  }

  /// An understander for texts of no city in particular: addresses are not read.
  public static HolosUnderstander withoutStreets(@Nullable CategoryClassifier classifier) {
    return new HolosUnderstander(Places.NONE, classifier);
  }

  private static Places places(StreetRegister register) {
    AddressReader reader = new AddressReader(register);
    return new Places() {
      @Override
      public boolean hasHouse(Street street, String house) {
        return register.hasHouse(street, house);
      }

      @Override
      public List<Street> streets() {
        return register.streets();
      }

      @Override
      public @Nullable Point point(Street street, @Nullable String house) {
        return register.point(street, house);
      }

      @Override
      public List<AddressMention> read(String text, Expectation expected) {
        return reader.read(text, expected);
      }

      @Override
      public Optional<AddressMention> nearest(double latitude, double longitude) {
        return reader.nearest(latitude, longitude);
      }
    };
  }

  /// The classifier that comes with Holos; null, with a line in the log, when its model is missing
  /// or broken: the bot then offers a menu of categories.
  public static @Nullable CategoryClassifier shippedClassifier() {
    try {
      return CategoryClassifier.shipped();
    } catch (RuntimeException e) {
      System.getLogger(HolosUnderstander.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "The category model cannot be read; categories are asked for by menu",
              e);
      return null;
    }
  }

  /// Whether there is a category model.
  public boolean knowsCategories() {
    return model != null;
  }

  /// Puts another category model in the place of the one in use, at once and for all texts that
  /// come from now on; null for none.
  public void use(@Nullable CategoryClassifier classifier) {
    model = Categories.of(classifier);
  }

  /// One that reads the same city's texts with another category model.
  public HolosUnderstander with(CategoryClassifier classifier) {
    return new HolosUnderstander(places, classifier);
  }

  /// Which words of a text spoke for categories, and which against them. Takes some milliseconds,
  /// so it isn't part of understanding: ask for it when somebody wants to know.
  ///
  /// @param codes of the categories, in the order of the answer
  /// @return empty when there is no category model
  public List<Reasons> why(String text, List<String> codes) {
    Categories current = model;
    if (current == null) {
      return List.of();
    }
    String meant = Utterance.of(KeyboardLayout.corrected(text)).text();
    return current.reasons().read(PreparedText.of(meant), codes).stream()
        .map(reasons -> reasons.writtenIn(text))
        .toList();
  }

  @Override
  public Understanding understand(String text, Expectation expected) {
    Utterance utterance = Utterance.of(KeyboardLayout.corrected(text));
    if (utterance.size() == 0) {
      return Understanding.NOTHING;
    }
    EmergencyReader.Found danger = emergencies.find(utterance);
    EmergencyService emergency = service(danger.sure());
    List<AddressMention> addresses = places.read(utterance.text(), expected);
    PreparedText prepared = PreparedText.of(utterance.text());
    Categories current = model;
    List<CategoryGuess> categories =
        current == null ? List.of() : told(emergency, current.classifier().classify(prepared));
    IntentGuess intent =
        intents.read(utterance, context(utterance, expected, emergency, addresses, categories, 0));
    List<Part> parts = List.of();
    if (current != null && TELLING.contains(intent.intent())) {
      parts = current.splitter().split(prepared);
      if (parts.size() > 1 && intent.intent().equals(Intent.COMPLAINT)) {
        intent = new IntentGuess(Intent.SEVERAL_PROBLEMS, intent.confidence(), "parts");
      }
    }
    return new Understanding(
        languages.read(utterance),
        intent.intent(),
        intent.confidence(),
        emergency,
        categories.subList(0, Math.min(MOST_CATEGORIES, categories.size())),
        current != null && current.classifier().certain(categories),
        addresses,
        details(utterance, expected, addresses),
        parts,
        null,
        service(danger.unsure()),
        botComplaints.read(utterance));
  }

  private static @Nullable EmergencyService service(Optional<EmergencyReader.Emergency> danger) {
    return danger.map(EmergencyReader.Emergency::service).orElse(null);
  }

  @Override
  public Optional<AddressMention> nearest(double latitude, double longitude) {
    return places.nearest(latitude, longitude);
  }

  /// All streets of the city's register, in its order.
  public List<Street> streets() {
    return places.streets();
  }

  /// Where a house is, or, without one, the middle of the street, in degrees (WGS 84); null when
  /// the register doesn't say.
  ///
  /// @param house normalised number, null for the street
  public @Nullable Point point(Street street, @Nullable String house) {
    return places.point(street, house);
  }

  /// A smell of gas is a matter of the gas service, whatever else the words are about.
  private static List<CategoryGuess> told(
      @Nullable EmergencyService emergency, List<CategoryGuess> guesses) {
    String told = emergency == null ? null : CATEGORY_OF_DANGER.get(emergency);
    if (told == null || guesses.isEmpty()) {
      return guesses;
    }
    List<CategoryGuess> all = new ArrayList<>(guesses.size());
    CategoryGuess first = guesses.getFirst();
    boolean agreed = first.code().equals(told);
    all.add(new CategoryGuess(told, agreed ? Math.max(first.confidence(), TOLD) : TOLD));
    for (CategoryGuess guess : guesses) {
      if (!guess.code().equals(told)) {
        all.add(new CategoryGuess(guess.code(), guess.confidence() * (1 - TOLD)));
      }
    }
    return all;
  }

  @Override
  public boolean has(Street street, String house) {
    return places.hasHouse(street, house);
  }

  private static IntentContext context(
      Utterance utterance,
      Expectation expected,
      @Nullable EmergencyService emergency,
      List<AddressMention> addresses,
      List<CategoryGuess> categories,
      int complaints) {
    BitSet covered = new BitSet(utterance.size());
    for (AddressMention mention : addresses) {
      covered.or(utterance.between(mention.start(), mention.end()));
    }
    return new IntentContext(
        expected,
        emergency,
        covered,
        !addresses.isEmpty(),
        complaints,
        categories.isEmpty() ? null : categories.getFirst().code(),
        categories.isEmpty() ? 0 : categories.getFirst().confidence());
  }

  /// The details, with entrance and flat of the address that the appeal is about.
  private Map<Detail, String> details(
      Utterance utterance, Expectation expected, List<AddressMention> addresses) {
    Map<Detail, String> all = new HashMap<>(details.read(utterance, expected));
    for (AddressMention mention : addresses) {
      if (mention.primary()) {
        if (mention.entrance() != null) {
          all.put(Detail.ENTRANCE, mention.entrance());
        }
        if (mention.apartment() != null) {
          all.put(Detail.APARTMENT, mention.apartment());
        }
      }
    }
    return all;
  }
}
