package ua.holos.nlp.address;

import java.nio.file.Path;

/// The streets of the demo city pack.
final class DemoCity {
  static final Path STREETS = Path.of("..", "config", "city", "streets.tsv");
  static final StreetRegister REGISTER = StreetRegister.load(STREETS);

  private DemoCity() {}
}
