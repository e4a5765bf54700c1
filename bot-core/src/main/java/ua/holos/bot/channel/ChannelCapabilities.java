package ua.holos.bot.channel;

import java.util.Set;

/// What a channel can do, so that one renderer serves them all.
///
/// @param maxTextUnits longest text of one message in UTF-16 code units
/// @param features what it can do beyond plain text
/// @param receipts what the platform reports of a message it took; what it doesn't report is never
///   claimed
/// @param price what a message costs the city
public record ChannelCapabilities(
    int maxTextUnits, Set<Feature> features, Receipts receipts, Price price) {
  public ChannelCapabilities {
    features = Set.copyOf(features);
  }

  /// Something that a channel can or can't do.
  public enum Feature {
    /// Messages have buttons; otherwise they become a numbered list.
    BUTTONS,
    /// A person can be offered a "share location" button.
    SHARE_LOCATION,
    /// A person can be offered a "share phone" button.
    SHARE_PHONE,
    /// Photos and files can be sent.
    MEDIA,
    /// Messages that were sent can be changed.
    EDIT,
    /// Paid by the part: the short form of a message is preferred.
    BRIEF,
    /// People read but can't answer, as an SMS that comes from a name.
    ONE_WAY,
    /// A message reaches a person who isn't looking at the channel at the moment.
    PUSH
  }

  /// How much a platform tells of a message after it took it.
  public enum Receipts {
    NONE,
    DELIVERY,
    READ
  }

  public boolean can(Feature feature) {
    return features.contains(feature);
  }
}
