/// One package per channel.
///
/// A settings record of a channel is a `@ConfigurationProperties` record: its names are collected
/// when it is compiled, and a name that is in none of them stops the start.
@NullMarked
package ua.holos.channel;

import org.jspecify.annotations.NullMarked;
