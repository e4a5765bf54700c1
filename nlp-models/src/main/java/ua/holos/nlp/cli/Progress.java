package ua.holos.nlp.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntConsumer;

/// Tells people who wait how far a long work is, every few seconds.
final class Progress implements IntConsumer {

  private static final long PAUSE = Duration.ofSeconds(3).toNanos();

  private final PrintStream out;
  private final String what;
  private final int all;
  private long said = System.nanoTime();

  /// @param what is counted: "texts classified"
  /// @param all how many there are
  Progress(PrintStream out, String what, int all) {
    this.out = out;
    this.what = what;
    this.all = all;
  }

  @Override
  public void accept(int done) {
    long now = System.nanoTime();
    if (now - said > PAUSE) {
      said = now;
      out.printf("%,d of %,d %s%n", done, all, what);
    }
  }
}
