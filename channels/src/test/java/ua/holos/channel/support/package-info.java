/// Tests of what several channels need, and the contract that every channel keeps.
@NullMarked
package ua.holos.channel.support;

import org.jspecify.annotations.NullMarked;
