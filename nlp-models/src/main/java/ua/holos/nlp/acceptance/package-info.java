/// Whether a retrained model may take the place of the one in use.
@NullMarked
package ua.holos.nlp.acceptance;

import org.jspecify.annotations.NullMarked;
