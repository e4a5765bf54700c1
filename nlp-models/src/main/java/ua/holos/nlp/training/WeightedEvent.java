package ua.holos.nlp.training;

import opennlp.tools.ml.model.Event;

/// An event that counts for more or less than one.
final class WeightedEvent extends Event {

  private final float weight;
  private final boolean document;

  /// @param weight how much it moves the model, 1 for an ordinary event
  /// @param document whether it counts when features are chosen: a sentence taken out of a document
  ///   does not count again
  WeightedEvent(String outcome, String[] context, float weight, boolean document) {
    super(outcome, context);
    this.weight = weight;
    this.document = document;
  }

  /// The weight of any event: 1 when it has none.
  static float weightOf(Event event) {
    return event instanceof WeightedEvent weighted ? weighted.weight : 1;
  }

  /// Whether an event counts when features are chosen.
  static boolean isDocument(Event event) {
    return !(event instanceof WeightedEvent weighted) || weighted.document;
  }
}
