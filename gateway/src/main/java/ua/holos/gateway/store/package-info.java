/// Wire forms of states, events and effects.
@NullMarked
package ua.holos.gateway.store;

import org.jspecify.annotations.NullMarked;
