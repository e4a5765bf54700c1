package ua.holos.gateway.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Deadline;
import ua.holos.bot.form.ContactRule;
import ua.holos.bot.understanding.Detail;

class CityPackReaderTest {
  private static final RequiredWording REQUIRED =
      new RequiredWording(
          Map.of("greeting", Set.of("name"), "filed", Set.of("number", "due"), "bye", Set.of()));

  @TempDir Path folder;

  @BeforeEach
  void aSmallCityWithoutMistakes() throws IOException {
    write(
        "city.yaml",
        """
        name: Місто
        time-zone: Europe/Kyiv
        jurisdiction: misto.ua
        contact-centre: Контактний центр
        phone: "1580"
        phones: ["1580"]
        operators:
          days: [mon, tue]
          from: "08:00"
          to: "20:00"
        contact: required
        working-days: [mon, tue, wed, thu, fri]
        holidays: [2026-12-25]
        details:
          - code: bin-number
            question: Який номер контейнера?
        """);
    write("departments.yaml", "- {code: heat, name: Тепло, phone: \"1\"}\n");
    write(
        "categories.yaml",
        """
        - code: hot-water
          name: Гаряча вода
          department: heat
          deadline: 24 hours
          emergency: true
          where: house
          useful: [since]
        - code: waste
          name: Сміття
          department: heat
          deadline: 5 working days
          where: place
          needed: [bin-number]
        """);
    write(
        "answers.yaml",
        """
        - topic: tariffs
          patterns: [тариф*]
          text: "Телефон {phone}"
        """);
    write(
        "wording.properties",
        """
        greeting = Вітаю, {name}!
        filed = Звернення {number} до {due, date, d MMMM}
        bye = До побачення
        """);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private void replace(String file, String what, String by) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(what);
    write(file, text.replace(what, by));
  }

  private CityPack read() {
    return new CityPackReader(CityFolder.at(folder), REQUIRED).read();
  }

  private List<String> mistakes() {
    CityPackException exception = catchThrowableOfType(CityPackException.class, this::read);
    assertThat(exception).as("mistakes expected").isNotNull();
    return exception.mistakes().stream().map(CityMistake::toString).toList();
  }

  private void assertOnlyMistake(String... parts) {
    assertThat(mistakes()).singleElement().asString().contains(parts);
  }

  @Test
  void readsAllThatThePackSays() {
    CityPack pack = read();
    assertThat(pack.city().contact()).isEqualTo(ContactRule.REQUIRED);
    assertThat(pack.city().operators().open(Instant.parse("2026-11-23T06:00:00Z"))).isTrue();
    assertThat(pack.city().operators().open(Instant.parse("2026-11-23T05:59:59Z"))).isFalse();
    assertThat(pack.city().operators().open(Instant.parse("2026-11-25T10:00:00Z"))).isFalse();
    assertThat(pack.categories())
        .first()
        .isEqualTo(
            new Category(
                "hot-water",
                "Гаряча вода",
                "heat",
                new Deadline(24, Deadline.Unit.HOURS),
                true,
                Category.Where.HOUSE,
                List.of(),
                List.of(Detail.SINCE)));
    assertThat(pack.categories().getLast().needed()).containsExactly(new Detail("bin-number"));
    assertThat(pack.wording())
        .containsEntry("answer.tariffs", "Телефон {phone}")
        .containsEntry(RequiredWording.questionKey("bin-number"), "Який номер контейнера?");
  }

  @Test
  void tellsAnUnknownKeyWithItsLineAndTheKeysThatThereAre() throws IOException {
    replace("categories.yaml", "  emergency: true", "  emergancy: true");
    assertOnlyMistake("categories.yaml:5: unknown key 'emergancy'", "emergency", "useful");
  }

  @Test
  void tellsAWrongValueWithWhatIsExpected() throws IOException {
    replace("categories.yaml", "24 hours", "one day");
    assertOnlyMistake(
        "categories.yaml:4: 'deadline' is 'one day': expected '24 hours' or '5 working days'");
  }

  @Test
  void tellsAWrongType() throws IOException {
    replace("categories.yaml", "useful: [since]", "useful: since");
    assertOnlyMistake("categories.yaml:7: 'useful' is not a list");
  }

  @Test
  void tellsAMissingKeyAtTheEntryThatLacksIt() throws IOException {
    replace("categories.yaml", "  where: place\n", "");
    assertOnlyMistake("categories.yaml:8: 'where' is missing: expected house, place or none");
  }

  @Test
  void tellsAnUnknownDepartmentAndAnUnknownDetail() throws IOException {
    replace(
        "categories.yaml", "department: heat\n  deadline: 5", "department: haet\n  deadline: 5");
    replace("categories.yaml", "[since]", "[sinse]");
    assertThat(mistakes())
        .satisfiesExactly(
            first -> assertThat(first).contains("categories.yaml:7", "'sinse'", "bin-number, "),
            second -> assertThat(second).contains("categories.yaml:10", "'haet'", "(heat)"));
  }

  @Test
  void tellsADuplicateCode() throws IOException {
    replace("categories.yaml", "code: waste", "code: hot-water");
    assertOnlyMistake("categories.yaml:8: 'hot-water' is there twice");
  }

  @Test
  void tellsAKeyThatIsThereTwice() throws IOException {
    replace("city.yaml", "name: Місто", "name: Місто\nname: Село");
    assertOnlyMistake("city.yaml:2: the key 'name' is there twice");
  }

  @Test
  void tellsWhatIsNotYaml() throws IOException {
    write("departments.yaml", "- {code: heat, name: Тепло, phone: \"1\"}\n- {code: [\n");
    assertThat(mistakes())
        .anySatisfy(m -> assertThat(m).contains("departments.yaml:3: this is not YAML"));
  }

  @Test
  void tellsAMissingFileAndAFileInAnotherEncoding() throws IOException {
    Files.delete(folder.resolve("answers.yaml"));
    Files.write(
        folder.resolve("wording.properties"),
        "bye = Бувай".getBytes(java.nio.charset.Charset.forName("windows-1251")));
    assertThat(mistakes())
        .contains(
            "answers.yaml: the file is missing", "wording.properties: the file is not in UTF-8");
  }

  @Test
  void tellsABadIcuMessage() throws IOException {
    replace("wording.properties", "Вітаю, {name}!", "Вітаю, {name!");
    assertOnlyMistake("wording.properties:1: greeting: this is not an ICU message");
  }

  @Test
  void tellsAnArgumentThatIsNotGiven() throws IOException {
    replace("wording.properties", "{number}", "{nummer}");
    assertOnlyMistake(
        "wording.properties:2: filed: unknown argument {nummer}",
        "{centre}, {city}, {due}, {number}, {phone}");
  }

  @Test
  void tellsMissingAndUnknownAndDoubleWordingKeys() throws IOException {
    replace("wording.properties", "bye = До побачення", "buy = До побачення\nfiled = Ще раз");
    assertThat(mistakes())
        .satisfiesExactly(
            missing -> assertThat(missing).contains("wording.properties: 'bye' is missing"),
            unknown ->
                assertThat(unknown)
                    .contains("wording.properties:3: unknown key 'buy': the nearest is 'bye'"),
            twice ->
                assertThat(twice)
                    .contains("wording.properties:4: 'filed' is there twice", "line 2"));
  }

  @Test
  void tellsAllMistakesOfAllFilesAtOnce() throws IOException {
    replace("city.yaml", "Europe/Kyiv", "Europe/Kiew");
    replace("city.yaml", "2026-12-25", "25.12.2026");
    replace("city.yaml", "to: \"20:00\"", "to: \"07:00\"");
    replace("departments.yaml", "phone", "telephone");
    replace("answers.yaml", "{phone}", "{fone}");
    assertThat(mistakes())
        .anySatisfy(m -> assertThat(m).contains("city.yaml:2", "Europe/Kiew"))
        .anySatisfy(m -> assertThat(m).contains("city.yaml:13", "25.12.2026", "2026-12-25"))
        .anySatisfy(m -> assertThat(m).contains("city.yaml:10", "after 'from'"))
        .anySatisfy(m -> assertThat(m).contains("departments.yaml:1", "'telephone'"))
        .anySatisfy(m -> assertThat(m).contains("answers.yaml:3", "{fone}"));
  }

  @Test
  void theNightIsFromTenToEightUnlessTheCitySaysOtherwise() throws IOException {
    Instant halfPastTen = Instant.parse("2026-11-23T20:30:00Z");
    assertThat(read().city().quiet().at(halfPastTen)).isTrue();
    assertThat(read().city().quiet().end(halfPastTen))
        .isEqualTo(Instant.parse("2026-11-24T06:00:00Z"));
    replace(
        "city.yaml",
        "contact: required",
        "quiet-hours: {from: \"23:00\", to: \"07:00\"}\ncontact: required");
    assertThat(read().city().quiet().at(halfPastTen)).isFalse();
    replace("city.yaml", "\"07:00\"", "seven");
    assertOnlyMistake("city.yaml:11: 'to' is 'seven': expected a time in quotes such as \"08:00\"");
  }

  @Test
  void tellsThatTheFolderDoesNotExist() {
    CityPackException exception =
        catchThrowableOfType(
            CityPackException.class,
            () -> new CityPackReader(CityFolder.at(folder.resolve("nowhere")), REQUIRED).read());
    assertThat(exception.folder()).endsWith("nowhere");
    assertThat(exception.mistakes())
        .singleElement()
        .asString()
        .contains("the folder doesn't exist");
  }

  @Test
  void explainsAllMistakesInOneParagraphAtStart() throws IOException {
    replace("categories.yaml", "24 hours", "soon");
    CityPackException exception = catchThrowableOfType(CityPackException.class, this::read);
    var analysis = new CityPackFailureAnalyzer().analyze(exception, exception);
    assertThat(analysis.getDescription())
        .contains(folder.toString(), "categories.yaml:4: 'deadline' is 'soon'");
  }

  @Test
  void readsWordingOverSeveralLinesWithLineBreaksAndAByteOrderMark() throws IOException {
    Files.writeString(
        folder.resolve("wording.properties"),
        "\uFEFFgreeting = Вітаю, \\\n"
            + "   {name}!\\nПишіть.\n"
            + "# bye\n"
            + "bye=Бувай\n"
            + "filed = {number} {due}\n",
        StandardCharsets.UTF_8);
    assertThat(read().wording()).containsEntry("greeting", "Вітаю, {name}!\nПишіть.");
  }

  @Test
  void theDemoCityHasNoMistakesInTheFolderAndInTheJar() {
    CityPack inTheFolder =
        new CityPackReader(CityFolder.at(Path.of("../config/city")), RequiredWording.ofTheEngine())
            .read();
    CityPack inTheJar =
        new CityPackReader(CityFolder.inTheJar(), RequiredWording.ofTheEngine()).read();
    assertThat(inTheJar).isEqualTo(inTheFolder);
    assertThat(inTheJar.categories()).hasSize(40);
    assertThat(inTheJar.categories())
        .allSatisfy(category ->
            assertThat(category.emergency())
                .as(category.code())
                .isEqualTo(category.deadline().unit() == Deadline.Unit.HOURS));
  }
}
