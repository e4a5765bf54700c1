/// Stand-ins for the platforms outside, for tests, the kill test and the load run. Loopback only.
@NullMarked
package ua.holos.gateway.simulator;

import org.jspecify.annotations.NullMarked;
