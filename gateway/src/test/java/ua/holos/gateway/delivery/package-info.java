/// Tests of delivery.
@NullMarked
package ua.holos.gateway.delivery;

import org.jspecify.annotations.NullMarked;
