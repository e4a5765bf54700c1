package ua.holos.bot.conversation;

/// A button that was shown last: its number or its label, typed, mean the same as pressing it.
public record Offer(String payload, String label) {}
