package ua.holos.nlp.acceptance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ua.holos.nlp.acceptance.UnusableModelException.Fault;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.training.ModelCard;

/// A model folder as `holos-nlp train` writes it, opened: the model was compared with the checksum
/// on its card, and can be read by this version.
///
/// @param sha256 of the model's file, in hexadecimal
/// @param card the whole card, in Markdown
public record TrainedModel(CategoryClassifier classifier, String sha256, String card) {

  /// Name of the card in a model folder.
  public static final String CARD_FILE = "MODEL-CARD.md";

  private static final Pattern CHECKSUM =
      Pattern.compile("\\|\\s*sha256\\s*\\|\\s*`([0-9a-f]{64})`");

  /// Whether a card says that a model was trained on this very file: such a file can't tell how it
  /// does on what it hasn't seen.
  public static boolean trainedOn(String card, Path file) throws IOException {
    return card.contains("`" + ModelCard.sha256(file) + "`");
  }

  /// Opens a folder.
  ///
  /// @throws UnusableModelException when there is no model, or it is not what its card says, or
  ///   this version can't read it
  public static TrainedModel open(Path folder) throws UnusableModelException {
    Path file = folder.resolve(CategoryClassifier.MODEL_FILE);
    if (!Files.isDirectory(folder)) {
      throw new UnusableModelException(
          Fault.MISSING,
          Files.exists(folder)
              ? "%s is a file; expected a folder that train wrote".formatted(folder)
              : "%s: no such folder; expected a folder that train wrote".formatted(folder));
    }
    if (!Files.isRegularFile(file)) {
      throw new UnusableModelException(
          Fault.MISSING,
          "%s: no %s in it; expected a folder that train wrote"
              .formatted(folder, CategoryClassifier.MODEL_FILE));
    }
    try {
      String card =
          Files.isRegularFile(folder.resolve(CARD_FILE))
              ? Files.readString(folder.resolve(CARD_FILE))
              : "";
      Matcher expected = CHECKSUM.matcher(card);
      if (!expected.find()) {
        throw new UnusableModelException(
            Fault.NO_CARD,
            "%s: no %s with a sha256 in it; copy the whole folder that train wrote"
                .formatted(folder, CARD_FILE));
      }
      String found = ModelCard.sha256(file);
      if (!found.equals(expected.group(1))) {
        throw new UnusableModelException(
            Fault.OTHER_FILE,
            "%s: %s is not the file that its %s names (sha256 %s, expected %s); copy it again"
                .formatted(
                    folder,
                    CategoryClassifier.MODEL_FILE,
                    CARD_FILE,
                    found.substring(0, 12),
                    expected.group(1).substring(0, 12)));
      }
      return new TrainedModel(
          new CategoryClassifier(CategoryClassifier.modelIn(folder)), found, card);
    } catch (AccessDeniedException e) {
      throw new UnusableModelException(
          Fault.FORBIDDEN, "%s: this user may not read it".formatted(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // A file that was made to deceive can make a reader fail in any way.
      throw new UnusableModelException(
          Fault.UNREADABLE,
          "%s: %s can't be read (%s); train it again with this version"
              .formatted(folder, CategoryClassifier.MODEL_FILE, e.getMessage()));
    }
  }
}
