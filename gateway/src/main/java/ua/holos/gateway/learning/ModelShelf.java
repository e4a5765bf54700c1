package ua.holos.gateway.learning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.nlp.acceptance.AcceptanceGate;
import ua.holos.nlp.acceptance.TrainedModel;
import ua.holos.nlp.acceptance.UnusableModelException;
import ua.holos.nlp.category.CategoryClassifier;

/// The models there are: the shipped one, and one in each folder of the models' folder.
final class ModelShelf {
  private static final String SHIPPED_FOLDER = "/ua/holos/nlp/model/";

  private final Path folder;
  private final @Nullable Path frozenSet;
  private final Catalogue catalogue;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(FileTime changed, FileTime cardChanged, long size, Glance glance) {}

  /// What is known of a model without keeping it in memory.
  ///
  /// @param sha256 null when it can't be used
  /// @param unnamed the city's categories that it never names
  /// @param refusal why it can't be used, null when it can
  record Glance(
      String name,
      @Nullable String sha256,
      String card,
      List<String> unnamed,
      @Nullable String refusal) {}

  /// @param frozenSet as set, null for the usual names in the folder
  ModelShelf(Path folder, @Nullable Path frozenSet, Catalogue catalogue) {
    this.folder = folder;
    this.frozenSet = frozenSet;
    this.catalogue = catalogue;
  }

  Path folder() {
    return folder;
  }

  /// The appeals to check models by; empty when there is no such file.
  Optional<Path> frozenSet() {
    Stream<Path> candidates =
        frozenSet == null
            ? Stream.of(folder.resolve("frozen.tsv.gz"), folder.resolve("frozen.tsv"))
            : Stream.of(frozenSet);
    return candidates.filter(Files::isRegularFile).findFirst();
  }

  /// Where the frozen set is looked for.
  Path frozenSetWanted() {
    return frozenSet == null ? folder.resolve("frozen.tsv.gz") : frozenSet;
  }

  /// The names of the folders there are, in order; also of those that can't be a model's, so that
  /// it can be told why.
  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.equals(ModelRef.SHIPPED_NAME))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks at a model; a file that hasn't changed is read once.
  Glance glance(String name) {
    Path file = folder.resolve(name).resolve(CategoryClassifier.MODEL_FILE);
    FileTime changed = FileTime.fromMillis(0);
    FileTime cardChanged = changed;
    long size = -1;
    try {
      if (!name.equals(ModelRef.SHIPPED_NAME) && Files.isRegularFile(file)) {
        Path card = folder.resolve(name).resolve(TrainedModel.CARD_FILE);
        changed = Files.getLastModifiedTime(file);
        size = Files.size(file);
        if (Files.exists(card)) {
          cardChanged = Files.getLastModifiedTime(card);
          size += Files.size(card);
        }
      }
    } catch (IOException e) {
      // Told by opening it.
      size = -2;
    }
    Seen known = seen.get(name);
    if (known != null
        && size >= -1
        && known.changed.equals(changed)
        && known.cardChanged.equals(cardChanged)
        && known.size == size) {
      return known.glance;
    }
    Glance glance;
    try {
      LoadedModel model = open(name);
      glance = new Glance(name, model.sha256(), model.card(), unnamed(model.classifier()), null);
    } catch (RefusedModelException e) {
      glance = new Glance(name, null, "", List.of(), e.sentence());
    }
    seen.put(name, new Seen(changed, cardChanged, size, glance));
    return glance;
  }

  /// The names of the city's categories that a model never gives.
  private List<String> unnamed(CategoryClassifier model) {
    Set<String> known = Set.copyOf(AcceptanceGate.categories(model));
    return catalogue.categories().stream()
        .filter(category -> !known.contains(category.code()))
        .map(Category::name)
        .toList();
  }

  /// Loads a model.
  ///
  /// @throws RefusedModelException when it can't be used here
  LoadedModel open(String name) throws RefusedModelException {
    if (name.equals(ModelRef.SHIPPED_NAME)) {
      return shipped();
    }
    if (!ModelRef.possible(name)) {
      throw new RefusedModelException(ModelWords.of("refused.name", name));
    }
    TrainedModel model;
    try {
      model = TrainedModel.open(folder.resolve(name));
    } catch (UnusableModelException e) {
      throw new RefusedModelException(
          ModelWords.of("refused." + e.fault().name(), name, folder.resolve(name)));
    } catch (OutOfMemoryError e) {
      throw new RefusedModelException(ModelWords.of("refused.memory", name));
    }
    List<String> unknown =
        new ArrayList<>(new TreeSet<>(AcceptanceGate.categories(model.classifier())));
    unknown.removeIf(code -> catalogue.category(code).isPresent());
    if (!unknown.isEmpty()) {
      throw new RefusedModelException(
          ModelWords.of("refused.categories", name, String.join(", ", unknown)));
    }
    return new LoadedModel(name, model.sha256(), model.classifier(), model.card());
  }

  /// Loads exactly the model that was chosen.
  LoadedModel open(ModelRef ref) throws RefusedModelException {
    LoadedModel model = open(ref.name());
    if (!model.ref().equals(ref)) {
      throw new RefusedModelException(ModelWords.of("refused.changed", ref.name()));
    }
    return model;
  }

  private static LoadedModel shipped() throws RefusedModelException {
    try {
      CategoryClassifier classifier = CategoryClassifier.shipped();
      return new LoadedModel(
          ModelRef.SHIPPED_NAME,
          sha256(resource(CategoryClassifier.MODEL_FILE)),
          classifier,
          new String(resource(TrainedModel.CARD_FILE), StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      throw new RefusedModelException(ModelWords.of("refused.shipped"));
    } catch (OutOfMemoryError e) {
      throw new RefusedModelException(
          ModelWords.of("refused.memory", ModelWords.of("title.shipped")));
    }
  }

  private static byte[] resource(String file) {
    try (InputStream in = CategoryClassifier.class.getResourceAsStream(SHIPPED_FOLDER + file)) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
