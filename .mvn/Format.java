import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Checks (or, with `write`, mends) the format of every Java source of the project. The build runs
/// it on the JDK that compiles, because the formatter uses the compiler of the JVM it runs in, and
/// Maven itself may run on an older one.
final class Format {

  public static void main(String[] arguments) throws IOException {
    boolean write = arguments[1].equals("write");
    Path root = Path.of(arguments[0]);
    List<Path> sources;
    try (Stream<Path> modules = Files.list(root)) {
      sources =
          modules
              .map(module -> module.resolve("src"))
              .filter(Files::isDirectory)
              .flatMap(Format::sources)
              .sorted()
              .toList();
    }
    List<Path> unformatted =
        sources.parallelStream().filter(source -> !formatted(source, write)).toList();
    if (!unformatted.isEmpty() && !write) {
      unformatted.forEach(source -> System.err.println("Not formatted: " + root.relativize(source)));
      System.err.println("`./mvnw -N verify -Dformat=write` formats them.");
      System.exit(1);
    }
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + folder, e);
    }
  }

  private static boolean formatted(Path source, boolean write) {
    try {
      String before = Files.readString(source);
      String after = new Formatter().formatSourceAndFixImports(before);
      if (write && !after.equals(before)) {
        Files.writeString(source, after);
      }
      return after.equals(before);
    } catch (IOException | FormatterException e) {
      System.err.println(source + ": " + e.getMessage());
      return false;
    }
  }
}
