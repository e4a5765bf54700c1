/// The journal projected into SQL.
@NullMarked
package ua.holos.gateway.record;

import org.jspecify.annotations.NullMarked;
