/// Understanding of Ukrainian and Russian text.
@NullMarked
package ua.holos.nlp;

import org.jspecify.annotations.NullMarked;
