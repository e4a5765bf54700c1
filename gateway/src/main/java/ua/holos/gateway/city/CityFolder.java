package ua.holos.gateway.city;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// Where the city pack's files are: a folder, or the copy inside the jar.
public final class CityFolder {
  private static final String IN_THE_JAR = "city/";

  private final Optional<Path> folder;

  private CityFolder(Optional<Path> folder) {
    this.folder = folder;
  }

  /// The city pack in a folder.
  public static CityFolder at(Path folder) {
    return new CityFolder(Optional.of(folder));
  }

  /// The demo city's pack inside the jar.
  public static CityFolder inTheJar() {
    return new CityFolder(Optional.empty());
  }

  /// One of its files, which may not exist.
  public Resource file(String name) {
    return folder
        .<Resource>map(path -> new FileSystemResource(path.resolve(name)))
        .orElseGet(
            () -> new ClassPathResource(IN_THE_JAR + name, CityFolder.class.getClassLoader()));
  }

  /// A file's text.
  ///
  /// @throws CharacterCodingException when it isn't UTF-8
  /// @throws IOException when it doesn't exist or can't be read
  String text(String name) throws IOException {
    byte[] bytes;
    try (InputStream in = file(name).getInputStream()) {
      bytes = in.readAllBytes();
    }
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  boolean exists() {
    return folder.map(Files::isDirectory).orElse(true);
  }

  @Override
  public String toString() {
    return folder.map(path -> path.toAbsolutePath().normalize().toString()).orElse("the jar");
  }
}
