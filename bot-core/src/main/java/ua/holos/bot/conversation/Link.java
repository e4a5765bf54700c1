package ua.holos.bot.conversation;

import java.time.Instant;
import ua.holos.bot.message.ContactUrn;

/// Another channel of the same person, joined with the person's consent.
///
/// @param to where the person is there
/// @param since when the channels were joined
public record Link(ContactUrn to, Instant since) {}
