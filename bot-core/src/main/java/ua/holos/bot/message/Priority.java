package ua.holos.bot.message;

/// What leaves first when a channel is at its limit: a reply before a status, a status before a
/// broadcast.
public enum Priority {
  REPLY,
  STATUS,
  BROADCAST
}
