/// Channel-neutral values: what people send and what they are sent.
@NullMarked
package ua.holos.bot.message;

import org.jspecify.annotations.NullMarked;
