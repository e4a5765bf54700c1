package ua.holos.nlp.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ua.holos.nlp.model.CategoryModel;

/// The page that goes with a trained model: what it was made of, how, and how well it does.
public final class ModelCard {

  private ModelCard() {}

  /// The card as Markdown.
  ///
  /// @param file the model's file
  /// @param figures table of the figures on appeals that were not trained on, when there are any
  public static String of(CategoryModel model, Path file, Optional<String> figures)
      throws IOException {
    StringBuilder card = new StringBuilder("# Category classifier: figures of this model\n\n");
    card.append("| what | value |\n|---|---|\n");
    card.append("| file | %s, %,d bytes |\n".formatted(file.getFileName(), Files.size(file)));
    card.append("| sha256 | `%s` |\n".formatted(sha256(file)));
    for (Map.Entry<String, String> entry : new TreeMap<>(model.trainedOn()).entrySet()) {
      card.append("| %s | `%s` |\n".formatted(entry.getKey(), entry.getValue()));
    }
    card.append(
        String.format(Locale.ROOT, "| temperature | %.4f |%n", model.classifier().temperature()));
    card.append(String.format(Locale.ROOT, "| certain from | %.4f |%n", model.certainFrom()));
    figures.ifPresent(
        table -> card.append("\nOn appeals that it was not trained on:\n\n").append(table));
    return card.toString();
  }

  /// A file's SHA-256 in hexadecimal.
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      int read;
      while ((read = in.read(buffer)) > 0) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
