/// What a channel implements, and what it is given.
@NullMarked
package ua.holos.bot.channel;

import org.jspecify.annotations.NullMarked;
