/// Dialogues as data: what a citizen says and does, and what the bot has to answer.
@NullMarked
package ua.holos.gateway.dialogue;

import org.jspecify.annotations.NullMarked;
