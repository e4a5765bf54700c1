package ua.holos.bot.conversation;

/// A person of the contact centre who answers citizens.
///
/// @param id of the account at the desk
/// @param name as citizens and colleagues read it
public record Operator(String id, String name) {}
