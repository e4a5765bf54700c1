/// The form behind a dialogue: slots, questions, confirmation.
@NullMarked
package ua.holos.bot.form;

import org.jspecify.annotations.NullMarked;
