package ua.holos.nlp.training;

import opennlp.tools.ml.model.Event;

/// An event that counts for more or less than one, and knows where it comes from.
final class WeightedEvent extends Event {

  /// The appeal number of a text that was written for training.
  static final int NO_APPEAL = -1;

  private final String type;
  private final float weight;
  private final int appeal;
  private final boolean whole;

  /// @param type the finer type within the outcome, empty when there is none
  /// @param weight how much it moves the model, 1 for an ordinary event
  /// @param appeal the number of the appeal that it is or is part of, or [#NO_APPEAL]
  /// @param whole whether it counts when features are chosen: a sentence taken out of an appeal
  ///   does not count again
  WeightedEvent(
      String outcome, String type, String[] context, float weight, int appeal, boolean whole) {
    super(outcome, context);
    this.type = type;
    this.weight = weight;
    this.appeal = appeal;
    this.whole = whole;
  }

  String type() {
    return type;
  }

  float weight() {
    return weight;
  }

  int appeal() {
    return appeal;
  }

  boolean whole() {
    return whole;
  }

  /// The event as it is when it is one of ours, otherwise an ordinary one made of it.
  ///
  /// @param number its place among the events
  static WeightedEvent of(Event event, int number) {
    return event instanceof WeightedEvent weighted
        ? weighted
        : new WeightedEvent(event.getOutcome(), "", event.getContext(), 1, number, true);
  }
}
