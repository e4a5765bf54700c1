package ua.holos.bot.conversation;

import ua.holos.bot.form.Draft;

/// A confirmed draft whose number the core system hasn't given yet; kept whole, so that a refusal
/// loses nothing.
///
/// @param delayTold whether the citizen was told that the number will follow
public record Filing(Draft draft, boolean delayTold) {}
