/// What was: search over the record, a person's whole story, and copies for formal requests.
@NullMarked
package ua.holos.gateway.history;

import org.jspecify.annotations.NullMarked;
