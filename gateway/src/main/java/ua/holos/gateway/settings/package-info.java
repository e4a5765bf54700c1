/// Settings that no single capability owns, and the check that every `holos.*` setting is known.
@NullMarked
package ua.holos.gateway.settings;

import org.jspecify.annotations.NullMarked;
