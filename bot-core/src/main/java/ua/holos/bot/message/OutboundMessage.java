package ua.holos.bot.message;

/// A reply on its way to one person.
///
/// @param key `conversation:turn:index`, the same for every try of the same message
/// @param to whom
/// @param reply what
public record OutboundMessage(String key, ContactUrn to, Reply reply) {}
