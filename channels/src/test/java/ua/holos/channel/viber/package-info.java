/// Tests of the Viber channel.
@NullMarked
package ua.holos.channel.viber;

import org.jspecify.annotations.NullMarked;
