/// Who works at the desk: accounts, roles, signing in, sessions, and the trail of what they did.
@NullMarked
package ua.holos.gateway.staff;

import org.jspecify.annotations.NullMarked;
