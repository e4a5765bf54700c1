/// A worked example of a channel: the city's own mobile app, which posts what people write to a
/// signed webhook and takes answers by HTTP. Everything that makes it a channel is in this folder.
@NullMarked
package ua.holos.channel.example;

import org.jspecify.annotations.NullMarked;
