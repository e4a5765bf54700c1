/// Phrase rules: words, concepts and rules in readable files, matched in one pass over a text.
@NullMarked
package ua.holos.nlp.phrase;

import org.jspecify.annotations.NullMarked;
