/// Tests of staff.
@NullMarked
package ua.holos.gateway.staff;

import org.jspecify.annotations.NullMarked;
