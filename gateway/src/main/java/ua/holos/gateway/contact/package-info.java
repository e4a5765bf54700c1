/// One person, several channels: who has proved which number, one-time codes, and carrying what
/// joined conversations tell each other.
@NullMarked
package ua.holos.gateway.contact;

import org.jspecify.annotations.NullMarked;
