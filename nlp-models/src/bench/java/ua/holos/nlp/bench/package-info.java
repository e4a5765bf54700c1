/// How long understanding takes, measured with JMH: `./mvnw -pl nlp-models -am -Pbench -DskipTests
/// verify`.
@NullMarked
package ua.holos.nlp.bench;

import org.jspecify.annotations.NullMarked;
