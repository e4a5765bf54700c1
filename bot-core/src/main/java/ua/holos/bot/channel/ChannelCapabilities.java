package ua.holos.bot.channel;

/// What a channel can do, so that one renderer serves them all.
///
/// @param maxTextUnits longest text of one message in UTF-16 code units
/// @param buttons whether messages can have buttons; otherwise they become a numbered list
/// @param shareLocation whether a person can be offered a "share location" button
/// @param sharePhone whether a person can be offered a "share phone" button
/// @param receipts whether the platform reports delivery; without it "delivered" is never claimed
public record ChannelCapabilities(
    int maxTextUnits,
    boolean buttons,
    boolean shareLocation,
    boolean sharePhone,
    boolean receipts) {}
