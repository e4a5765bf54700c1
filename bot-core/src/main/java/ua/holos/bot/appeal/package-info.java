/// Appeals (звернення): categories, deadlines, statuses, and the port to the city's core system.
@NullMarked
package ua.holos.bot.appeal;

import org.jspecify.annotations.NullMarked;
