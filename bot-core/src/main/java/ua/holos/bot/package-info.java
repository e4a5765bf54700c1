/// The conversation: pure, no I/O, no framework.
@NullMarked
package ua.holos.bot;

import org.jspecify.annotations.NullMarked;
