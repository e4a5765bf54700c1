@NullMarked
package ua.holos.channel.webchat;

import org.jspecify.annotations.NullMarked;
