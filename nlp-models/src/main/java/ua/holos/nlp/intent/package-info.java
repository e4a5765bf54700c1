/// What a person wants by a message.
@NullMarked
package ua.holos.nlp.intent;

import org.jspecify.annotations.NullMarked;
