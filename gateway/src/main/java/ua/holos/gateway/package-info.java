/// The application: the only place that sees all the others.
@NullMarked
package ua.holos.gateway;

import org.jspecify.annotations.NullMarked;
