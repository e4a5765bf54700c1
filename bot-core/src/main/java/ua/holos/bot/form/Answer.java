package ua.holos.bot.form;

/// A question that was answered, and by which message: for going back, and for edited messages.
public record Answer(Question question, String messageId) {}
