package ua.holos.nlp.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads appeals as the 1551 collection keeps them: a folder tree of JSON files (`.json` or
/// `.json.gz`), one record in each, with `CallId`, `CallDate`, `CallZText`, `CallZType`. Repeats,
/// e-mail addresses and a type name pasted into the text are taken out.
public final class RawAppealFolder {

  private static final Pattern ENTITY = Pattern.compile("&(#x?)?([0-9A-Za-z]{1,8});");
  private static final Pattern EMAIL = Pattern.compile("\\S+@\\S+");
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("quot", "\""),
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("nbsp", " "),
          Map.entry("apos", "'"),
          Map.entry("laquo", "«"),
          Map.entry("raquo", "»"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("hellip", "…"),
          Map.entry("rsquo", "'"),
          Map.entry("lsquo", "'"));

  private RawAppealFolder() {}

  /// What was read.
  ///
  /// @param appeals that can be used
  /// @param repeated records left out because their number or text had come before
  /// @param untyped records left out because their type is not in the types file
  public record Contents(List<Appeal> appeals, int repeated, int untyped) {}

  /// All records below a folder, in the order of their paths.
  ///
  /// @param categoryOfType as [#types] reads it
  /// @throws InvalidInputException when a file is no such record, or there is none
  public static Contents read(Path folder, Map<String, String> categoryOfType)
      throws IOException, InvalidInputException {
    return read(folder, categoryOfType, done -> {});
  }

  /// The same.
  ///
  /// @param progress is told how many files are read, each time that one is
  public static Contents read(Path folder, Map<String, String> categoryOfType, IntConsumer progress)
      throws IOException, InvalidInputException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(file -> file.toString().matches(".*\\.json(\\.gz)?")).sorted().toList();
    }
    List<Appeal> appeals = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> texts = new HashSet<>();
    int repeated = 0;
    int untyped = 0;
    int done = 0;
    for (Path file : files) {
      progress.accept(++done);
      Map<String, String> record = FlatJson.read(content(file), file.toString());
      String type = clean(field(file, record, "CallZType"));
      @Nullable String category = categoryOfType.get(type);
      String text = clean(field(file, record, "CallZText")).replace(type, " ").strip();
      if (category == null || text.isEmpty()) {
        untyped++;
      } else if (!ids.add(field(file, record, "CallId")) || !texts.add(text)) {
        repeated++;
      } else {
        appeals.add(new Appeal(record.getOrDefault("CallDate", ""), category, type, text));
      }
    }
    if (appeals.isEmpty()) {
      throw new InvalidInputException(
          "%s: no appeals in %,d JSON files (%,d of an unknown type)"
              .formatted(folder, files.size(), untyped));
    }
    return new Contents(appeals, repeated, untyped);
  }

  /// The category code of each raw type: tab-separated, with columns `raw_type` and `category`.
  public static Map<String, String> types(Path file, Set<String> categories)
      throws IOException, InvalidInputException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    Map<String, String> types = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      @Nullable String line = lines.readLine();
      List<String> columns = line == null ? List.of() : List.of(line.split("\t", -1));
      int type = columns.indexOf("raw_type");
      int category = columns.indexOf("category");
      if (type < 0 || category < 0) {
        throw new InvalidInputException(file + ": expected columns raw_type and category");
      }
      int number = 1;
      while ((line = lines.readLine()) != null) {
        number++;
        String[] cells = line.split("\t", -1);
        if (cells.length != columns.size() || !categories.contains(cells[category])) {
          throw new InvalidInputException(
              "%s: line %d: expected %d columns and a known category code"
                  .formatted(file, number, columns.size()));
        }
        types.put(clean(cells[type]), cells[category]);
      }
    }
    return types;
  }

  private static String field(Path file, Map<String, String> record, String name)
      throws InvalidInputException {
    String value = record.get(name);
    if (value == null) {
      throw new InvalidInputException("%s: no field '%s'".formatted(file, name));
    }
    return value;
  }

  private static String content(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String clean(String text) {
    String decoded = ENTITY.matcher(text).replaceAll(RawAppealFolder::entity);
    return EMAIL
        .matcher(decoded)
        .replaceAll(" ")
        .replaceAll("[\\p{Cntrl}\\u00A0\\s]+", " ")
        .strip();
  }

  private static String entity(java.util.regex.MatchResult match) {
    String name = match.group(2);
    String number = match.group(1);
    if (number == null) {
      return Matcher.quoteReplacement(NAMED.getOrDefault(name, match.group()));
    }
    try {
      int code = Integer.parseInt(name, number.length() == 2 ? 16 : 10);
      return Character.isValidCodePoint(code)
          ? Matcher.quoteReplacement(Character.toString(code))
          : " ";
    } catch (NumberFormatException e) {
      return Matcher.quoteReplacement(match.group());
    }
  }
}
