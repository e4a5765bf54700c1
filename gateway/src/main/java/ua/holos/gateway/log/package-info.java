/// The log on Redis: inbox, outbox, journal, partitions, leases, the commit.
@NullMarked
package ua.holos.gateway.log;

import org.jspecify.annotations.NullMarked;
