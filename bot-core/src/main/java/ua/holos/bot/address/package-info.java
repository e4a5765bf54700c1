/// Streets and addresses.
@NullMarked
package ua.holos.bot.address;

import org.jspecify.annotations.NullMarked;
