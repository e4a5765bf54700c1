/// The host of the engine: load, understand, handle, commit.
@NullMarked
package ua.holos.gateway.turn;

import org.jspecify.annotations.NullMarked;
