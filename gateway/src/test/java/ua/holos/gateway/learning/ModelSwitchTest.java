package ua.holos.gateway.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.city.DemoCity;
import ua.holos.nlp.acceptance.AcceptanceGate;
import ua.holos.nlp.category.CategoryClassifier;

class ModelSwitchTest {
  @TempDir static Path trained;
  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final FakeChoices choices = new FakeChoices();
  private final List<CategoryClassifier> used = new ArrayList<>();
  private ModelShelf shelf;
  private ModelSwitch models;

  @BeforeAll
  static void train() throws IOException {
    Trained.good(trained.resolve("good"));
    Trained.bad(trained.resolve("bad"));
    Trained.ofAnotherCity(trained.resolve("venice"));
  }

  @BeforeEach
  void build() {
    shelf = new ModelShelf(folder, null, DemoCity.catalogue());
    models = replica("one", used);
  }

  private ModelSwitch replica(String name, List<CategoryClassifier> into) {
    var nowhere = new DriverManagerDataSource("jdbc:h2:mem:none");
    ShadowFigures figures =
        new ShadowFigures(
            JdbcClient.create(nowhere),
            new TransactionTemplate(new JdbcTransactionManager(nowhere)));
    return new ModelSwitch(
        shelf,
        choices,
        into::add,
        new Shadow(figures, now::get, ZoneOffset.UTC),
        name,
        Duration.ofMillis(20),
        now::get);
  }

  private void put(String model, String as) throws IOException {
    Files.createDirectories(folder.resolve(as));
    try (Stream<Path> files = Files.list(trained.resolve(model))) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            folder.resolve(as).resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void choose(String name) throws RefusedModelException {
    assertThat(choices.change(choices.current().activating(shelf.open(name).ref()))).isTrue();
  }

  private String refusal(String name) {
    return String.valueOf(shelf.glance(name).refusal());
  }

  @Test
  void everyReplicaFollowsTheChoiceAndGoesBack() throws Exception {
    put("good", "v2");
    List<CategoryClassifier> usedByTheOther = new ArrayList<>();
    ModelSwitch other = replica("two", usedByTheOther);
    models.follow();
    other.follow();
    assertThat(used).as("the shipped model is there from the start").isEmpty();

    choose("v2");
    models.follow();
    other.follow();
    other.follow();
    for (List<CategoryClassifier> models : List.of(used, usedByTheOther)) {
      assertThat(models).hasSize(1);
      assertThat(AcceptanceGate.categories(models.getFirst()))
          .containsExactlyInAnyOrder("elevator", "waste");
    }

    assertThat(choices.change(choices.current().activating(ModelRef.SHIPPED))).isTrue();
    models.follow();
    assertThat(AcceptanceGate.categories(used.getLast())).hasSizeGreaterThan(30);
    assertThat(choices.current().previous()).isEqualTo(shelf.open("v2").ref());
    assertThat(choices.reports.getLast().active()).isEqualTo("shipped");
  }

  @Test
  void whatCannotBeLoadedChangesNothingAndSaysWhatToDo() throws Exception {
    put("good", "v2");
    put("good", "v3");
    choose("v2");
    models.follow();
    choose("v3");
    Path file = folder.resolve("v3").resolve(CategoryClassifier.MODEL_FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(file, bytes);
    models.follow();
    assertThat(used).as("v2 stays").hasSize(1);
    assertThat(models.trouble()).contains("Скопіюйте теку ще раз");
    assertThat(choices.reports.getLast().active()).isEqualTo("v2");
    assertThat(choices.reports.getLast().trouble()).isEqualTo(models.trouble());

    // Mended: it is tried again after a while, not at every look.
    put("good", "v3");
    models.follow();
    assertThat(used).hasSize(1);
    now.updateAndGet(before -> before.plusSeconds(31));
    models.follow();
    assertThat(used).hasSize(2);
    assertThat(models.trouble()).isEmpty();
  }

  @Test
  void aFolderThatWasChangedAfterTheChoiceIsAnotherModel() throws Exception {
    put("good", "v2");
    choose("v2");
    put("bad", "v2");
    models.follow();
    assertThat(used).isEmpty();
    assertThat(models.trouble()).contains("змінили після того");
  }

  @Test
  void refusesWhatCannotBeUsedInThisCity() throws Exception {
    put("venice", "venice");
    put("good", "no-card");
    Files.delete(folder.resolve("no-card/MODEL-CARD.md"));
    put("good", "other-version");
    Path card = folder.resolve("other-version/MODEL-CARD.md");
    Path file = folder.resolve("other-version").resolve(CategoryClassifier.MODEL_FILE);
    String before = ua.holos.nlp.training.ModelCard.sha256(file);
    Files.write(file, new byte[] {1, 2, 3});
    Files.writeString(
        card, Files.readString(card).replace(before, ua.holos.nlp.training.ModelCard.sha256(file)));
    Files.createDirectories(folder.resolve("empty"));

    assertThat(refusal("venice")).contains("gondolas", "categories.yaml");
    assertThat(refusal("no-card")).contains("немає MODEL-CARD.md");
    assertThat(refusal("other-version")).contains("іншою версією", "train");
    assertThat(refusal("empty")).contains("немає category.bin");
    assertThat(refusal("../../etc")).contains("не назва моделі");
    Files.createDirectories(folder.resolve("my model"));
    Files.createDirectories(folder.resolve(".git"));
    assertThat(shelf.names())
        .containsExactly("empty", "my model", "no-card", "other-version", "venice");
    assertThat(refusal("my model")).contains("Перейменуйте теку");
  }

  @Test
  void aCardThatWasMendedIsSeenThoughItIsAsLongAsBefore() throws Exception {
    put("good", "v2");
    Path card = folder.resolve("v2/MODEL-CARD.md");
    String right = Files.readString(card);
    Files.writeString(card, right.replaceFirst("(\\| sha256 \\| `)\\w", "$1x"));
    assertThat(refusal("v2")).contains("немає MODEL-CARD.md з контрольною сумою");
    Files.writeString(card, right);
    Files.setLastModifiedTime(card, FileTime.from(Instant.parse("2026-11-23T10:00:00Z")));
    assertThat(shelf.glance("v2").refusal()).isNull();
  }

  @Test
  void tellsWhichCategoriesAModelNeverNames() throws Exception {
    put("good", "v2");
    assertThat(shelf.glance("v2").unnamed()).contains("Гаряча вода").doesNotContain("Ліфт");
    assertThat(shelf.glance("shipped").unnamed()).isEmpty();
  }

  @Test
  void whatIsInUseIsToldThoughAnotherWasChosen() throws Exception {
    put("good", "v2");
    choose("v2");
    Files.delete(folder.resolve("v2").resolve(CategoryClassifier.MODEL_FILE));
    models.follow();
    assertThat(models.inUse()).isEqualTo("shipped");
    assertThat(models.trouble()).contains("немає category.bin");
    put("good", "v2");
    now.updateAndGet(before -> before.plusSeconds(31));
    models.follow();
    assertThat(models.inUse()).isEqualTo("v2");
  }

  @Test
  void whileRedisIsAwayEverythingStaysAsItIs() throws Exception {
    put("good", "v2");
    choose("v2");
    models.follow();
    choices.away = true;
    assertThatThrownBy(models::follow).isInstanceOf(JedisException.class);
    assertThat(used).hasSize(1);
  }

  @Test
  void whoDecidesOnAnOldPageChangesNothing() throws Exception {
    put("good", "v2");
    ModelChoice seen = choices.current();
    choose("v2");
    assertThat(choices.change(seen.shadowing(ModelRef.SHIPPED))).isFalse();
    assertThat(choices.current().active().name()).isEqualTo("v2");
  }
}
