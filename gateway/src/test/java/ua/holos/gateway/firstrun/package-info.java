/// What a newcomer sees, in a real browser against the real jar.
@NullMarked
package ua.holos.gateway.firstrun;

import org.jspecify.annotations.NullMarked;
