@NullMarked
package ua.holos.gateway.history;

import org.jspecify.annotations.NullMarked;
