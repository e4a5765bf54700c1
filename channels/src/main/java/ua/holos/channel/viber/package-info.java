/// Viber, by the Bots API: https://creators.viber.com/docs/bots-api
@NullMarked
package ua.holos.channel.viber;

import org.jspecify.annotations.NullMarked;
