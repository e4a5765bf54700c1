/// Which service a complaint concerns, and where one message holds several complaints.
@NullMarked
package ua.holos.nlp.category;

import org.jspecify.annotations.NullMarked;
