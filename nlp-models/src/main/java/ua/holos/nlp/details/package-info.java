/// What a text says of the details that categories ask for.
@NullMarked
package ua.holos.nlp.details;

import org.jspecify.annotations.NullMarked;
