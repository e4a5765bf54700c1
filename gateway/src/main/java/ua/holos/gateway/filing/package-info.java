/// Appeals to the core system, and their statuses back.
@NullMarked
package ua.holos.gateway.filing;

import org.jspecify.annotations.NullMarked;
