/// The operators' desk: the live queue, who holds what, and the pages on which people answer.
@NullMarked
package ua.holos.gateway.desk;

import org.jspecify.annotations.NullMarked;
