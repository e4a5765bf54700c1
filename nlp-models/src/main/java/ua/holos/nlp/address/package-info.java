/// Reads addresses: the city's register of streets, and the grammar of how people write an address.
@NullMarked
package ua.holos.nlp.address;

import org.jspecify.annotations.NullMarked;
