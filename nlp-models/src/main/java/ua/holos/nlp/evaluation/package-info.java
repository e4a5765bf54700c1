/// Commands that measure how well texts are understood, on labelled texts of any city.
@NullMarked
package ua.holos.nlp.evaluation;

import org.jspecify.annotations.NullMarked;
