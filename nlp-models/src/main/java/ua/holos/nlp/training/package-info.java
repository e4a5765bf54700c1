/// Training, calibration and evaluation of the models on a city's own appeals.
@NullMarked
package ua.holos.nlp.training;

import org.jspecify.annotations.NullMarked;
