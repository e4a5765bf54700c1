/// The embedded core: a small Open311 server and its page for departments.
@NullMarked
package ua.holos.gateway.core;

import org.jspecify.annotations.NullMarked;
