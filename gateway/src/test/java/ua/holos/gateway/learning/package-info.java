@NullMarked
package ua.holos.gateway.learning;

import org.jspecify.annotations.NullMarked;
