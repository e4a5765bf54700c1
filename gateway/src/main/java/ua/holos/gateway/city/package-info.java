/// The city pack, loaded and checked.
@NullMarked
package ua.holos.gateway.city;

import org.jspecify.annotations.NullMarked;
