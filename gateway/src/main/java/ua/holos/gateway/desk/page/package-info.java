/// The page on which operators work: the queue, the conversation, and everything that they do.
@NullMarked
package ua.holos.gateway.desk.page;

import org.jspecify.annotations.NullMarked;
