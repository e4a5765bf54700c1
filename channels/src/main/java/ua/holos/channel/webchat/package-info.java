/// The city's own web chat: a page, an embeddable widget, and the channel behind them.
@NullMarked
package ua.holos.channel.webchat;

import org.jspecify.annotations.NullMarked;
