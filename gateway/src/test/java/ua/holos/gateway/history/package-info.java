/// Tests of the history, and its measurement.
@NullMarked
package ua.holos.gateway.history;

import org.jspecify.annotations.NullMarked;
