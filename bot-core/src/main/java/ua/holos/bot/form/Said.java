package ua.holos.bot.form;

/// One message in which the citizen described the problem; kept by message, so that an edited
/// message replaces its own words only.
public record Said(String messageId, String text) {}
