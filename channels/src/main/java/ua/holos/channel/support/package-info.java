/// What several channels need: long texts, secrets, numbered lists, phone numbers, back-off.
@NullMarked
package ua.holos.channel.support;

import org.jspecify.annotations.NullMarked;
