/// Holos as a process, under load and under fire: a stand-in for Telegram, citizens, measurements.
@NullMarked
package ua.holos.gateway.load;

import org.jspecify.annotations.NullMarked;
