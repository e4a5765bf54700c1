/// What supervisors see and do: who is on line, how the desk does, and the reins.
@NullMarked
package ua.holos.gateway.supervision;

import org.jspecify.annotations.NullMarked;
