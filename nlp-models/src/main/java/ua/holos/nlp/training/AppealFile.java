package ua.holos.nlp.training;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads appeals from a tab-separated UTF-8 file (`.gz` or plain). The first line names the
/// columns: `category` and `text` must be there, `date` and `raw_type` may be, others are ignored.
public final class AppealFile {

  /// What stands in place of personal data in a text that was made anonymous.
  private static final Pattern MASK =
      Pattern.compile("<(?:phone|email|name|address|number|plate|flat|link)>");

  private AppealFile() {}

  /// All appeals of a file.
  ///
  /// @param categories the codes that may occur
  /// @throws InvalidInputException when the file is missing or a line is not as expected
  public static List<Appeal> read(Path file, Set<String> categories)
      throws IOException, InvalidInputException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    List<Appeal> appeals = new ArrayList<>();
    int number = 1;
    try (BufferedReader lines = open(file)) {
      @Nullable String header = lines.readLine();
      if (header == null) {
        throw new InvalidInputException(file + ": empty; expected a header line");
      }
      List<String> columns = Arrays.asList(header.split("\t", -1));
      int category = column(file, columns, "category");
      int text = column(file, columns, "text");
      int date = columns.indexOf("date");
      int type = columns.indexOf("raw_type");
      @Nullable String line;
      while ((line = lines.readLine()) != null) {
        number++;
        String[] cells = line.split("\t", -1);
        if (cells.length != columns.size()) {
          throw new InvalidInputException(
              "%s: line %d has %d columns, expected %d (%s)"
                  .formatted(
                      file, number, cells.length, columns.size(), String.join(", ", columns)));
        }
        if (!categories.contains(cells[category])) {
          throw new InvalidInputException(
              "%s: line %d: unknown category '%s'; expected one of %d codes: %s, …"
                  .formatted(
                      file,
                      number,
                      cells[category],
                      categories.size(),
                      String.join(", ", categories.stream().sorted().limit(5).toList())));
        }
        appeals.add(
            new Appeal(
                date < 0 ? "" : cells[date],
                cells[category],
                type < 0 ? "" : cells[type],
                MASK.matcher(cells[text]).replaceAll(" ")));
      }
    } catch (MalformedInputException e) {
      throw new InvalidInputException(file + ": not UTF-8 near line " + (number + 1));
    } catch (ZipException | EOFException e) {
      throw new InvalidInputException(
          "%s: no whole gzip file: %s near line %d; expected gzip, because its name ends in .gz"
              .formatted(file, e.getMessage(), number + 1));
    }
    if (appeals.isEmpty()) {
      throw new InvalidInputException(file + ": no appeals after the header line");
    }
    return appeals;
  }

  /// The codes of a categories file, in its order: tab-separated, the first column is `code`.
  public static List<String> categories(Path file) throws IOException, InvalidInputException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    List<String> codes = new ArrayList<>();
    try (BufferedReader lines = open(file)) {
      @Nullable String header = lines.readLine();
      if (header == null || !header.split("\t", -1)[0].equals("code")) {
        throw new InvalidInputException(file + ": the first column must be named 'code'");
      }
      @Nullable String line;
      while ((line = lines.readLine()) != null) {
        String code = line.split("\t", -1)[0].strip();
        if (code.isEmpty()) {
          throw new InvalidInputException(
              "%s: line %d has no code".formatted(file, codes.size() + 2));
        }
        codes.add(code);
      }
    }
    if (codes.size() < 2) {
      throw new InvalidInputException(
          "%s: %d categories, expected at least two".formatted(file, codes.size()));
    }
    return codes;
  }

  private static int column(Path file, List<String> columns, String name)
      throws InvalidInputException {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new InvalidInputException(
          "%s: no column '%s'; found %s".formatted(file, name, String.join(", ", columns)));
    }
    return column;
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    InputStream plain =
        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    return new BufferedReader(
        new InputStreamReader(
            plain, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)),
        1 << 16);
  }
}
