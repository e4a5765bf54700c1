/// Tests of the Telegram channel.
@NullMarked
package ua.holos.channel.telegram;

import org.jspecify.annotations.NullMarked;
