package ua.holos.nlp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.address.AddressReader;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.evaluation.AddressEvaluation;
import ua.holos.nlp.evaluation.CategoryEvaluation;
import ua.holos.nlp.evaluation.CategoryReport;
import ua.holos.nlp.evaluation.ChatEvaluation;
import ua.holos.nlp.evaluation.EmergencyEvaluation;
import ua.holos.nlp.json.JsonWriter;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.training.Appeal;
import ua.holos.nlp.training.AppealFile;
import ua.holos.nlp.training.InvalidInputException;

/// `evaluate`: measures what is understood of texts whose labels are known.
final class EvaluateCommand implements Command {

  private static final Set<String> MEASURED = Set.of("data", "addresses", "emergencies", "intents");

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String help() {
    return """
    evaluate --data FILE.tsv[.gz] [--model DIR] [--html REPORT]
    evaluate --addresses FILE.jsonl --streets FILE [--houses FILE]
    evaluate --emergencies FILE.jsonl
    evaluate --intents FILE.jsonl [--streets FILE] [--houses FILE]
        Measures what is understood of labelled texts; several of these can be asked for at once.
        The last line is the same as JSON. Exit code 0 when measured, 2 when an option or a file
        must be put right, 1 when a file cannot be read or written.
        --data         appeals with their categories, tab-separated with a header line, columns
                       category and text: top-1, top-3, macro-F1, calibration error, the surest
                       80 and 60 %, by category, by language, short texts, confusions, abstaining,
                       time per text
        --html         writes a report with pictures to this file; it holds figures only, no texts
        --addresses    a JSON object per line with text, category and addresses: F1 of full
                       addresses, streets, spans, entrances, flats; false alarms
        --emergencies  a JSON object per line with text, emergency and service: recall, precision
        --intents      a JSON object per line with text, intent and lang, and categories, street,
                       house, emergency where there are: accuracy of intent and language
        --model        a folder that train wrote; without it the shipped model
        --streets      street register, tab-separated; config/city/streets.tsv when there is one
        --houses       known houses, tab-separated
        --misses       also lists what was missed or invented, with the texts: for developers\
    """;
  }

  @Override
  public void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    Set<String> known = new HashSet<>(MEASURED);
    known.addAll(CityOptions.NAMES);
    known.add("html");
    Options options = Options.parse(arguments, known, Set.of("misses"));
    if (MEASURED.stream().noneMatch(options::has)) {
      throw new InvalidInputException(
          "nothing to measure; expected at least one of --"
              + String.join(", --", new TreeSet<>(MEASURED)));
    }
    Optional<Path> html = report(options);
    List<Measured> all = new ArrayList<>();
    if (options.has("data")) {
      CategoryEvaluation categories = categories(options, progress);
      if (html.isPresent()) {
        String data = String.valueOf(options.path("data").getFileName());
        String model = options.optionalText("model").orElse("shipped model");
        Files.writeString(html.get(), CategoryReport.html(categories, data, model));
        progress.printf("wrote %s%n", html.get());
      }
      all.add(new Measured("", categories.table(), List.of(), categories::write));
    }
    if (options.has("addresses")) {
      AddressReader reader = new AddressReader(CityOptions.register(options));
      AddressEvaluation addresses = AddressEvaluation.of(reader, options.path("addresses"));
      all.add(new Measured("addresses", addresses.table(), addresses.misses(), addresses::write));
    }
    if (options.has("emergencies") || options.has("intents")) {
      HolosUnderstander understander = CityOptions.understander(options);
      if (options.has("emergencies")) {
        EmergencyEvaluation dangers =
            EmergencyEvaluation.of(understander, options.path("emergencies"));
        all.add(new Measured("emergencies", dangers.table(), dangers.misses(), dangers::write));
      }
      if (options.has("intents")) {
        ChatEvaluation chat = ChatEvaluation.of(understander, options.path("intents"));
        all.add(new Measured("intents", chat.table(), chat.misses(), chat::write));
      }
    }
    print(all, options.has("misses"), out);
  }

  /// Something that was measured, ready to be printed.
  ///
  /// @param name of its object in the JSON line; empty when its fields stand there by themselves
  private record Measured(
      String name, String table, List<String> misses, Consumer<JsonWriter> json) {}

  private static void print(List<Measured> all, boolean misses, PrintStream out) {
    JsonWriter json = new JsonWriter();
    json.object(fields -> {
      for (Measured measured : all) {
        if (misses) {
          measured.misses.forEach(out::println);
        }
        out.println(measured.table);
        if (measured.name.isEmpty()) {
          measured.json.accept(fields);
        } else {
          fields.object(measured.name, measured.json);
        }
      }
    });
    out.println(json);
    out.flush();
  }

  private static CategoryEvaluation categories(Options options, PrintStream progress)
      throws IOException, InvalidInputException {
    CategoryClassifier classifier = CityOptions.classifier(options);
    Set<String> codes = new HashSet<>();
    for (CategoryGuess guess : classifier.classify(PreparedText.of(""))) {
      codes.add(guess.code());
    }
    List<Appeal> appeals = AppealFile.read(options.path("data"), codes);
    progress.printf("%,d appeals read%n", appeals.size());
    return CategoryEvaluation.of(
        classifier, appeals, new Progress(progress, "texts classified", appeals.size()));
  }

  /// Where the report goes; looked at before the long work.
  private static Optional<Path> report(Options options) throws InvalidInputException {
    Optional<Path> html = options.optionalPath("html");
    if (html.isEmpty()) {
      return html;
    }
    if (!options.has("data")) {
      throw new InvalidInputException("--html shows what --data measures; --data is missing");
    }
    Path folder = html.get().toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InvalidInputException("--html %s: no such folder".formatted(html.get()));
    }
    if (Files.isDirectory(html.get())) {
      throw new InvalidInputException(
          "--html %s is a folder; expected a file to write".formatted(html.get()));
    }
    return html;
  }
}
