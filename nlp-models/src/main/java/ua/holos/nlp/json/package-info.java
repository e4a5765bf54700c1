/// JSON (RFC 8259) as the commands write it and as labelled texts are kept in, without a library
/// that inference doesn't need.
@NullMarked
package ua.holos.nlp.json;

import org.jspecify.annotations.NullMarked;
