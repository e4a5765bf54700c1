package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;

final class StreetRegisterTest {
  @TempDir Path folder;

  @Test
  void theDemoCityHasHundredsOfStreets() {
    assertThat(DemoCity.REGISTER.size()).isGreaterThan(300);
    assertThat(DemoCity.REGISTER.streets()).extracting(Street::id).doesNotHaveDuplicates();
  }

  @Test
  void twoColumnsAreEnough() throws IOException {
    var register = StreetRegister.load(file("s.tsv", "street_type\tname_uk\nвулиця\tМирна\n"));
    var mention =
        new AddressReader(register).read("вул. Мирна, 5", Expectation.ANYTHING).getFirst();
    assertThat(mention.streets()).extracting(Street::officialName).containsExactly("вулиця Мирна");
    assertThat(mention.houseKnown()).isTrue();
  }

  @Test
  void aStreetMayHaveNoType() throws IOException {
    var register = StreetRegister.load(file("s.tsv", "street_type\tname_uk\n\tНабережна Стиру\n"));
    var mention =
        new AddressReader(register).read("Набережна Стиру, 5", Expectation.ANYTHING).getFirst();
    assertThat(mention.streets())
        .extracting(Street::officialName)
        .containsExactly("Набережна Стиру");
  }

  @Test
  void columnsMayStandInAnyOrderAndOthersAreIgnored() throws IOException {
    var register =
        StreetRegister.load(
            file(
                "s.tsv",
                "note\tname_uk\tgid\tstreet_type\told_names\n"
                    + "x\tТиха\tA1\tпровулок\tГучний|Шумний\n"));
    assertThat(new AddressReader(register).read("пров. Шумний 3", Expectation.ANYTHING))
        .singleElement()
        .satisfies(mention -> assertThat(mention.streets().getFirst().id()).isEqualTo("A1"));
  }

  @Test
  void aFormerNameThatSeveralBoreComesOutWithAllOfThem() throws IOException {
    var register =
        StreetRegister.load(
            file(
                "s.tsv",
                "gid\tstreet_type\tname_uk\told_names\tdistricts\tn_corpus\n"
                    + "A1\tвулиця\tТиха\tГоголя\tЗаводський\t300\n"
                    + "A2\tвулиця\tГучна\tГоголя\tПриміський\t0\n"
                    + "A3\tвулиця\tХуторянська\t\tПриміський\t0\n"
                    + "A4\tплоща\tБузкова\t\tПриміський\t0\n"));
    var reader = new AddressReader(register);
    assertThat(streets(reader, "вул. Гоголя, яма")).containsExactly("A1", "A2");
    assertThat(streets(reader, "вул. Гоголя, яма, Приміський район")).containsExactly("A2");
    assertThat(streets(reader, "Яма на вул. Гоголя, зупинка Бузкова")).containsExactly("A2");
    assertThat(streets(reader, "Яма на вул. Гоголя, це Хуторяни")).containsExactly("A2");
  }

  @Test
  void theEndOfANameIsNoNameWhenItIsAnEverydayWord() throws IOException {
    var register =
        StreetRegister.load(
            file(
                "s.tsv",
                "gid\tstreet_type\tname_uk\tother_names\n"
                    + "A1\tвулиця\tОборони Міста\tМіста|Місті\n"));
    var reader = new AddressReader(register);
    assertThat(streets(reader, "на вулицях міста сміття")).isEmpty();
    assertThat(streets(reader, "вул. Оборони Міста, 5")).containsExactly("A1");
  }

  @Test
  void anAdjectiveIsTakenForNoMan() throws IOException {
    var register =
        StreetRegister.load(
            file(
                "s.tsv",
                "gid\tstreet_type\tname_uk\tn_corpus\n"
                    + "A1\tвулиця\tПольова\t0\n"
                    + "A2\tвулиця\tГригорія Польового\t900\n"));
    var reader = new AddressReader(register);
    assertThat(streets(reader, "на вул. Польовій яма")).containsExactly("A1");
    assertThat(streets(reader, "на вул. Польового яма")).containsExactly("A2");
  }

  private static List<String> streets(AddressReader reader, String text) {
    return reader.read(text, Expectation.ANYTHING).stream()
        .flatMap(mention -> mention.streets().stream())
        .map(Street::id)
        .toList();
  }

  @Test
  void saysWhichColumnIsMissing() throws IOException {
    var table = file("s.tsv", "type\tname_uk\nвулиця\tМирна\n");
    assertThatThrownBy(() -> StreetRegister.load(table))
        .isInstanceOf(InvalidRegisterException.class)
        .hasMessageContaining("s.tsv, line 1")
        .hasMessageContaining("column \"street_type\" is missing")
        .hasMessageContaining("[type, name_uk]");
  }

  @Test
  void saysWhichLineIsWrong() throws IOException {
    var empty = file("a.tsv", "street_type\tname_uk\nвулиця\tМирна\nвулиця\t\n");
    assertThatThrownBy(() -> StreetRegister.load(empty))
        .hasMessageContaining("a.tsv, line 3: column \"name_uk\" is empty");
    var far = file("b.tsv", "street_type\tname_uk\tlat\nвулиця\tМирна\t504.5\n");
    assertThatThrownBy(() -> StreetRegister.load(far))
        .hasMessageContaining("b.tsv, line 2: lat is \"504.5\"");
    var twice = file("c.tsv", "street_type\tname_uk\tgid\nвулиця\tА\tX\nвулиця\tБ\tX\n");
    assertThatThrownBy(() -> StreetRegister.load(twice))
        .hasMessageContaining("c.tsv, line 3: gid \"X\" is there twice");
  }

  @Test
  void saysWhatToDoWhenTheFileIsMissingEmptyOrInAnotherEncoding() throws IOException {
    var nothing = folder.resolve("none.tsv");
    assertThatThrownBy(() -> StreetRegister.load(nothing)).hasMessageContaining("no such file");
    var empty = file("e.tsv", "");
    assertThatThrownBy(() -> StreetRegister.load(empty)).hasMessageContaining("the file is empty");
    var header = file("h.tsv", "street_type\tname_uk\n");
    assertThatThrownBy(() -> StreetRegister.load(header)).hasMessageContaining("no street");
    var cp1251 = folder.resolve("w.tsv");
    Files.write(
        cp1251, "street_type\tname_uk\nвулиця\tМирна\n".getBytes(Charset.forName("windows-1251")));
    assertThatThrownBy(() -> StreetRegister.load(cp1251)).hasMessageContaining("not UTF-8");
  }

  @Test
  void housesOfUnknownStreetsAreRefused() throws IOException {
    var streets = file("s.tsv", "street_type\tname_uk\tgid\nвулиця\tМирна\tA\n");
    var houses = file("h.tsv", "gid\thouse\nA\t5\nB\t6\n");
    assertThatThrownBy(() -> StreetRegister.load(streets, houses))
        .hasMessageContaining("h.tsv, line 3: gid \"B\" is not in the street register");
  }

  @Test
  void knowsHousesAndUsesThemToChoose() throws IOException {
    var streets = file("s.tsv", "street_type\tname_uk\tgid\nвулиця\tМирна\tA\nвулиця\tМирна\tB\n");
    var houses = file("h.tsv", "gid\thouse\nA\t5\nB\t6-а\nB\t7\n");
    var reader = new AddressReader(StreetRegister.load(streets, houses));
    assertThat(id(reader, "вул. Мирна 5")).isEqualTo("A");
    assertThat(id(reader, "вул. Мирна 6А")).isEqualTo("B");
    var unknown = reader.read("вул. Мирна 99", Expectation.ANYTHING).getFirst();
    assertThat(unknown.streets()).hasSize(2);
    assertThat(unknown.houseKnown()).isFalse();
  }

  @Test
  void findsTheNearestHouseOrElseTheNearestStreet() throws IOException {
    var streets =
        file(
            "s.tsv",
            "street_type\tname_uk\tgid\tlat\tlon\n"
                + "вулиця\tМирна\tA\t50.4500\t30.5000\nвулиця\tТиха\tB\t50.4600\t30.5000\n");
    var houses =
        file("h.tsv", "gid\thouse\tlat\tlon\nA\t5\t50.4510\t30.5000\nA\t7\t50.4515\t30.5\n");
    var reader = new AddressReader(StreetRegister.load(streets, houses));
    // 0.0001 degrees of latitude are 11 m
    assertThat(reader.nearest(50.4512, 30.5000)).map(AddressMention::house).contains("5");
    assertThat(reader.nearest(50.4601, 30.5000))
        .hasValueSatisfying(mention -> {
          assertThat(mention.house()).isNull();
          assertThat(mention.streets()).extracting(Street::name).containsExactly("Тиха");
        });
    assertThat(reader.nearest(50.5, 30.6)).isEmpty();
  }

  private static String id(AddressReader reader, String text) {
    var mention = reader.read(text, Expectation.ANYTHING).getFirst();
    assertThat(mention.streets()).hasSize(1);
    return mention.streets().getFirst().id();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
