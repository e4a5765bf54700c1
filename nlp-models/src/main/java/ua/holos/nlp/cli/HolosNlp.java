package ua.holos.nlp.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import ua.holos.nlp.training.InvalidInputException;

/// The main class of `holos-nlp.jar`: calls the command that the first argument names.
public final class HolosNlp {

  private static final List<Command> COMMANDS =
      List.of(
          new TrainCommand(),
          new EvaluateCommand(),
          new AcceptCommand(),
          new UnderstandCommand(System.in));

  private HolosNlp() {}

  public static void main(String[] arguments) {
    int code =
        run(
            List.of(arguments),
            // Results are flushed by who writes them: all at once where many are ready.
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8));
    System.exit(code);
  }

  /// Runs a command line.
  ///
  /// @return 0 when done, 2 when the person must change options or files, 1 when a file could not
  ///   be read or written, or when a model is not accepted
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    String called = arguments.isEmpty() ? "" : arguments.getFirst();
    Optional<Command> command = COMMANDS.stream().filter(c -> c.name().equals(called)).findFirst();
    if (command.isPresent() && arguments.contains("--help")) {
      out.println(command.get().help());
      return 0;
    }
    if (arguments.isEmpty() || called.equals("--help") || called.equals("help")) {
      PrintStream asked = arguments.isEmpty() ? err : out;
      asked.println("java -jar holos-nlp.jar COMMAND [OPTIONS]\n");
      COMMANDS.forEach(each -> asked.println(each.help() + "\n"));
      asked.println("COMMAND --help tells of one command alone.");
      asked.println(
          "Exit codes: 0 done; 2 an option or a file must be put right; 1 a file could not");
      asked.println("be read or written, or a model is not accepted.");
      return arguments.isEmpty() ? 2 : 0;
    }
    if (command.isEmpty()) {
      err.printf(
          "unknown command '%s'; expected one of: %s (or --help)%n",
          called, String.join(", ", COMMANDS.stream().map(Command::name).toList()));
      return 2;
    }
    try {
      return command.get().execute(arguments.subList(1, arguments.size()), out, err);
    } catch (InvalidInputException e) {
      err.println(command.get().name() + ": " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(command.get().name() + ": " + told(e));
      return 1;
    } catch (UncheckedIOException e) {
      err.println(command.get().name() + ": " + reasons(e));
      return 1;
    } catch (OutOfMemoryError e) {
      err.println(
          command.get().name()
              + ": not enough memory; give more with java -Xmx6g -jar holos-nlp.jar …");
      return 1;
    }
  }

  private static String reasons(UncheckedIOException e) {
    IOException cause = e.getCause();
    return e.getMessage() + (cause == null ? "" : ": " + told(cause));
  }

  private static String told(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getMessage() + ": no such file";
      case AccessDeniedException denied -> denied.getMessage() + ": this user may not open it";
      case FileAlreadyExistsException file -> file.getMessage() + " is a file; expected a folder";
      default -> String.valueOf(e.getMessage());
    };
  }
}
