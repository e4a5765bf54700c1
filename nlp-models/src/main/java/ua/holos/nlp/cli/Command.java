package ua.holos.nlp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import ua.holos.nlp.training.InvalidInputException;

/// One of the things that `holos-nlp.jar` does.
interface Command {

  /// The word that calls it.
  String name();

  /// How to call it and what it does, for `--help`.
  String help();

  /// Does it.
  ///
  /// @param arguments what follows the name
  /// @param out for results
  /// @param progress for people who wait; results never go there
  /// @throws InvalidInputException when options or files are not as expected
  void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException;

  /// Does it and says how it ended, for scripts.
  ///
  /// @return 0, or 1 when the answer to what was asked is no
  default int execute(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    run(arguments, out, progress);
    return 0;
  }
}
