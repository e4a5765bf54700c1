/// The conversation: state, events, effects, and the engine that decides. Pure.
@NullMarked
package ua.holos.bot.conversation;

import org.jspecify.annotations.NullMarked;
