package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;

final class EntranceTest {
  private final AddressReader reader = new AddressReader(DemoCity.REGISTER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Прорізна 12, у 2 під'їзді не горить лампа                    | 2   |
          возле 3 подъезда по ул. Прорезной 12 яма                     | 3   |
          вул. Прорізна 12, не миють 1, 2 і 3 під'їзди                 | 1,2,3 |
          вул. Прорізна 12, темно у першому та другому під'їздах       | 1,2 |
          Прорезная 12, грязь: 3-е и 4-е парадные                      | 3,4 |
          ул. Прорезная 12а 2 подъезд                                  | 2   |
          ул. Прорезная 28,1 подъезд                                   | 1   |
          ул. Прорезная 12, 2 под, 5 этаж                              | 2   |
          ул. Прорезная 12, п-д 2                                      | 2   |
          вул. Прорізна 12, п.3, кв.15                                 | 3   | 15
          вул. Прорізна 12 п3 кв15                                     | 3   | 15
          ВУЛ. ПРОРІЗНА 12, ПОФАРБУВАТИ ПІД'ЇЗД І СТІНИ                |     |
          вул. Прорізна 12, в квартирі 12-13 градусів                  |     |
          в первом подъезде по адресу Прорезная 12                     | 1   |
          Прорезная 12, лифт во втором парадном стоит                  | 2   |
          Прорезная 12, за шестым подъездом свалка                     | 6   |
          Прорезная 12, в первых подъездах тепло                       |     |
          вул. Прорізна 12, темно у під'їзді (№3)                      | 3   |
          Прорезная 12, лифт в подъезде(2-й) стоит                     | 2   |
          у 3 му парадному, Прорізна 12                                | 3   |
          Прорезная 12, в первом под езде темно                        | 1   |
          Прорезная 12, 1- подъезд                                     | 1   |
          вул. Прорізна 12, парадне перше, кв. 5                       | 1   | 5
          Прорезная 12, а всего подъездов десять                       |     |
          вул. Прорізна 12, затопили мешканці 31-ї квартири            |     | 31
          вул. Прорізна 12, площа квартири 54 м²                       |     |
          вул. Прорізна 12, без світла 9-ти квартирам                  |     |
          вул. Прорізна 12, холодно у квартирах № 7 - 20               |     | 7-20
          вул. Прорізна 12, тече над квартирами 5,6                    |     | 5,6
          вул. Прорізна 12, без тепла квартири № 7 - 20                |     | 7-20
          вул. Прорізна 12, біля квартир №53 и №54                     |     | 53,54
          вул. Прорізна 12, поьезд №3                                  | 3   |
          вул. Прорізна 12, кваритра 15                                |     | 15
          вул. Прорізна 12 кв-ра 15                                    |     | 15
          в квартире 15 по адресу Прорезная 12                         |     | 15
          Прорезная 12 в квартире 15 потоп                             |     | 15
          вул. Прорізна 12, в будинку 3 під'їзди і всі темні           |     |
          вул. Прорізна 12, яма між 1 та 2 під'їздом                   |     |
          вул. Прорізна 12, між кв. 5 та 6                             |     |
          В буд. 12 по вул. Прорізній 40 квартир 20 з них без тепла    |     |
          """)
  void readsEntranceAndFlat(String text, @Nullable String entrance, @Nullable String flat) {
    var mentions = reader.read(text, Expectation.ANYTHING);
    assertThat(mentions).extracting(AddressMention::entrance).containsExactly(entrance);
    assertThat(mentions).extracting(AddressMention::apartment).containsExactly(flat);
    assertThat(mentions.getFirst().house()).startsWith(text.contains("28") ? "28" : "12");
  }
}
