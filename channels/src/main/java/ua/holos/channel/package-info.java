/// One package per channel.
@NullMarked
package ua.holos.channel;

import org.jspecify.annotations.NullMarked;
