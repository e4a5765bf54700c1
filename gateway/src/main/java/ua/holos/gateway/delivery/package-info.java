/// Messages to people: limits, retries, dead letters.
@NullMarked
package ua.holos.gateway.delivery;

import org.jspecify.annotations.NullMarked;
