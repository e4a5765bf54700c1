/// The category model in a compact form behind OpenNLP's model interface, and their files.
@NullMarked
package ua.holos.nlp.model;

import org.jspecify.annotations.NullMarked;
