package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua.holos.bot.understanding.Expectation;

/// Whether the number after a street is its house, or counts what stands behind it.
final class HouseOrNotTest {
  private final AddressReader reader = new AddressReader(DemoCity.REGISTER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          вул. Прорізна, 12 часто паркуються на тротуарі            | 12
          Прорізна 12 лифт не работает                              | 12
          ул. Прорезная 12 разбит асфальт                           | 12
          вул. Прорізна 12 мешканці просять полагодити дах          | 12
          вул. Прорізна, 12 м. Київ                                 | 12
          ул. Прорезная 12 г. Киев, нет воды                        | 12
          пр. Победы-89, сломан лифт                                | 89
          асфальт клали на проспекте Победы 1,5 года назад          |
          на Прорізній 12а годину тому впало дерево                 | 12А
          біля Прорізної 12/3 автобус застряг                       | 12/3
          напротив домов ул. Прорезная 12-18-20                     | 12
          по вул. Прорізній 12на узбіччі яма                         | 12
          вул. Прорізна, д. 12 літ. Б                               | 12
          на вул. Прорізній 3-5 серпня ремонт                       |
          на вул. Прорізній 12 лифтов и ни один не работает         |
          на вул. Прорізній 3 ями біля входу                        |
          на улице Прорезной 15 лет нет ремонта                     |
          на Прорізній 5 годин не було світла                       |
          на вул. Прорізній 30 метрів тротуару зникло               |
          """)
  void tellsAHouseFromACount(String text, @Nullable String house) {
    var mentions = reader.read(text, Expectation.ANYTHING);
    assertThat(mentions).hasSize(1);
    assertThat(mentions.getFirst().house()).isEqualTo(house);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          возле дома 40 лет Октября 12/3                | проспект Голосіївський | 12/3
          ямы возле буднику 12 по ул. Прорезной         | вулиця Прорізна        | 12
          між будинком 14 на Гончара та стадіоном       | вулиця Олеся Гончара   | 14
          будинок 7 по Полтавській без тепла            | вулиця Полтавська      | 7
          в районе Прорезной 12 темно                   | вулиця Прорізна        | 12
          між домами №12 и №14 по ул. Прорезной         | вулиця Прорізна        | 12
          дім № 12 по вул. Прорізній                    | вулиця Прорізна        | 12
          ж/б 12-Г по вул. Прорізній                    | вулиця Прорізна        | 12Г
          между домами номеров 12 и 14 по ул. Прорезной | вулиця Прорізна        | 12
          дома #12 - В по ул. Прорезной                 | вулиця Прорізна        | 12В
          ул. Прорезная 12 В-бегают крысы               | вулиця Прорізна        | 12В
          по вул, Прорізній, 12                         | вулиця Прорізна        | 12
          на вуд. Прорізній 12                          | вулиця Прорізна        | 12
          по проспекту перемоги, буд. 12                | проспект Берестейський | 12
          """)
  void findsTheStreetOfAHouse(String text, String street, String house) {
    var mentions = reader.read(text, Expectation.ANYTHING);
    assertThat(mentions).hasSize(1);
    assertThat(mentions.getFirst().streets().getFirst().officialName()).isEqualTo(street);
    assertThat(mentions.getFirst().house()).isEqualTo(house);
  }
}
