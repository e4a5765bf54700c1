/// The commands of `holos-nlp.jar`.
@NullMarked
package ua.holos.nlp.cli;

import org.jspecify.annotations.NullMarked;
