package ua.holos.nlp.details;

import java.util.Map;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;

/// Reads the details that service categories ask for: entrance, route, stop, since when and others.
/// Numbers come out as digits, times and places in the person's own words. Thread safe.
public final class DetailReader {

  /// Words of a message that may be a bare answer.
  private static final int SHORT = 4;

  private final PhraseRules rules = PhraseRules.load(DetailReader.class, "details.rules");

  /// The details that a text names; the first mention of each counts.
  ///
  /// @param expected what was asked: with `ENTRANCE` a bare «3» or «третій» is the entrance
  public Map<Detail, String> read(Utterance utterance, Expectation expected) {
    if (utterance.size() == 0) {
      return Map.of();
    }
    DetailText text = new DetailText(utterance, rules.read(utterance));
    FoundDetails found = new FoundDetails();
    ReferenceDetails references = new ReferenceDetails(text, found);
    TransportDetails transport = new TransportDetails(text, found);
    PlaceDetails places = new PlaceDetails(text, found);
    UnitDetails units = new UnitDetails(text, found);
    TimeDetails times = new TimeDetails(text, found);
    // A number belongs to the first that claims it: an appeal's number is no flat.
    references.readAppealNumber();
    references.readAccount();
    transport.readRoute();
    places.readLampPost();
    places.readInstitution();
    units.read();
    times.readSince();
    times.readFrequency();
    transport.readStop();
    places.readLandmark();
    if (expected == Expectation.ENTRANCE && utterance.size() <= SHORT) {
      units.readBareEntrance();
    }
    return found.all();
  }
}
