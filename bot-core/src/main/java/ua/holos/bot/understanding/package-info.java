/// What is read out of a text, and who reads it.
@NullMarked
package ua.holos.bot.understanding;

import org.jspecify.annotations.NullMarked;
