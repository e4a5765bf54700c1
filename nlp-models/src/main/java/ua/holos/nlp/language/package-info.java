/// Which language a text is written in.
@NullMarked
package ua.holos.nlp.language;

import org.jspecify.annotations.NullMarked;
