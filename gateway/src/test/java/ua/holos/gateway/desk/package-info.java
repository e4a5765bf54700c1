@NullMarked
package ua.holos.gateway.desk;

import org.jspecify.annotations.NullMarked;
