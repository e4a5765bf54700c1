/// Telegram, by the Bot API 10: https://core.telegram.org/bots/api
@NullMarked
package ua.holos.channel.telegram;

import org.jspecify.annotations.NullMarked;
