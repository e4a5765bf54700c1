/// Dangers that must be answered before anything else.
@NullMarked
package ua.holos.nlp.urgency;

import org.jspecify.annotations.NullMarked;
