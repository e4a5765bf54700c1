package ua.holos.nlp.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.training.InvalidInputException;

/// `understand`: reads texts from standard input and writes what was read out of each.
///
/// Whole lines that are there are answered at once, on all cores, in order; the answers are out
/// before more is waited for, so that another program can talk to this one line by line.
final class UnderstandCommand implements Command {

  private static final int CHUNK = 1 << 16;

  /// Nobody asks why a category was thought of that isn't even offered.
  private static final int MOST_EXPLAINED = 3;

  /// Stands at the beginning of files that some editors write.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream in;

  UnderstandCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public String name() {
    return "understand";
  }

  @Override
  public String help() {
    return """
    understand [--streets FILE] [--houses FILE] [--model DIR] [--expected WHAT]
               [--why]
        Reads a text per line from standard input (UTF-8, a line break within a text written \\n)
        and writes one JSON object per line, as soon as the line is there: language, intent,
        urgency, service, categories, addresses, details, parts. Places in a text are counted in
        code points.
        --streets     street register, tab-separated; config/city/streets.tsv when there is one;
                      without it no addresses are read
        --houses      known houses, tab-separated
        --model       a folder that train wrote; without it the shipped model
        --expected    what was asked before: anything, category, street, house, entrance, detail,
                      confirmation or phone; anything when not given
        --why         adds to the first three categories the words of the text that spoke for them,
                      strongest first: "why":[{"text":…,"start":…,"end":…,"weight":…}]; empty when
                      no word did so clearly; takes some milliseconds a text\
    """;
  }

  @Override
  public void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    Set<String> known = new HashSet<>(CityOptions.NAMES);
    known.add("expected");
    Options options = Options.parse(arguments, known, Set.of("why"));
    Expectation expected = expectation(options);
    HolosUnderstander understander = CityOptions.understander(options);
    boolean why = options.has("why");
    Function<String, String> answerer = text -> answer(text, understander, expected, why);

    ByteArrayOutputStream begun = new ByteArrayOutputStream();
    List<String> lines = new ArrayList<>();
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0 && !out.checkError(); read = in.read(chunk)) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (chunk[i] == '\n') {
          begun.write(chunk, start, i - start);
          lines.add(begun.toString(StandardCharsets.UTF_8));
          begun.reset();
          start = i + 1;
        }
      }
      begun.write(chunk, start, read - start);
      answer(lines, answerer, out);
    }
    if (begun.size() > 0) {
      lines.add(begun.toString(StandardCharsets.UTF_8));
      answer(lines, answerer, out);
    }
  }

  /// Answers the lines and empties the list.
  private static void answer(
      List<String> lines, Function<String, String> answerer, PrintStream out) {
    StringBuilder answers = new StringBuilder();
    lines.parallelStream()
        .map(line -> answerer.apply(text(line)))
        .toList()
        .forEach(answer -> answers.append(answer).append('\n'));
    lines.clear();
    out.print(answers);
    out.flush();
  }

  private static String answer(
      String text, HolosUnderstander understander, Expectation expected, boolean why) {
    Understanding read = understander.understand(text, expected);
    if (!why) {
      return UnderstandingJson.of(read);
    }
    List<String> first =
        read.categories().stream().limit(MOST_EXPLAINED).map(CategoryGuess::code).toList();
    return UnderstandingJson.of(read, understander.why(text, first));
  }

  private static String text(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).replace("\\n", "\n");
  }

  private static Expectation expectation(Options options) throws InvalidInputException {
    Optional<String> given = options.optionalText("expected");
    if (given.isEmpty()) {
      return Expectation.ANYTHING;
    }
    try {
      return Expectation.valueOf(given.get().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "--expected %s: expected one of anything, category, street, house, entrance, detail, confirmation, phone"
              .formatted(given.get()));
    }
  }
}
