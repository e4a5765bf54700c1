/// Texts made ready for reading: one spelling of each letter, words with their places.
@NullMarked
package ua.holos.nlp.text;

import org.jspecify.annotations.NullMarked;
