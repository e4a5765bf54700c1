/// Learning from corrections: their export, and the change from one category model to another.
@NullMarked
package ua.holos.gateway.learning;

import org.jspecify.annotations.NullMarked;
