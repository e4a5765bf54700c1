/// Tests of what conversations are made of.
@NullMarked
package ua.holos.bot.conversation;

import org.jspecify.annotations.NullMarked;
