/// Tests of one person's several channels.
@NullMarked
package ua.holos.gateway.contact;

import org.jspecify.annotations.NullMarked;
