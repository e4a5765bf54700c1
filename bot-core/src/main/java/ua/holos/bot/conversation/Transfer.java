package ua.holos.bot.conversation;

import java.time.Instant;

/// An offer to hand a conversation on. It counts only when it is accepted; until then it stays with
/// whoever holds it.
///
/// @param request the desk's id of the offer
/// @param note what the next one should know, may be empty
/// @param until when it comes back
public record Transfer(String request, Destination to, String note, Instant until) {}
