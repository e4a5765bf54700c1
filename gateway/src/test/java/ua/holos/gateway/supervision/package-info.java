/// Tests of the supervisors' page.
@NullMarked
package ua.holos.gateway.supervision;

import org.jspecify.annotations.NullMarked;
