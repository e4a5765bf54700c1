/// Personal data are taken out of texts before they are learnt from.
@NullMarked
package ua.holos.nlp.privacy;

import org.jspecify.annotations.NullMarked;
