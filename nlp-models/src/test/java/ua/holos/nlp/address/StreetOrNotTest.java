package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;

/// Whether a name is a street's, and which streets a list or a crossing names.
final class StreetOrNotTest {
  private final AddressReader reader = new AddressReader(DemoCity.REGISTER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "біля остановки трамвая Вознесенский спуск стоит столб",
        "на зупинці автобуса №62 \"Контрактова площа\" калюжа",
        "пустіть маршрутку на М Контрактова",
        "на вулицях Києва стає брудно",
        "рядом с нашим двором 15 лет назад была площадка",
        "на других улицах чисто, а у нас нет",
        "кабінет голови ОСББ «Печерська-12» зачинено",
        "подзвоніть на гарячу лінії 15-51",
        "корпус №4, зламався турнікет",
        "вода тече, бо дорога має крутий спуск",
        "лампочки замініть на рабочие",
        "вздовж Дніпровського каналу сміття",
        "на лінії 12 вагонів, а треба більше",
        "прибирайте вулиці Києва щодня",
        "миють вулиці Подільського району",
        "Осокоркам потрібна нова вулиця",
        "на улице минус 9 и гололёд",
        "Кажуть із Дарниці: на цій вул. ярмарок буде завтра",
        "У дворі сміття. З повагою, Богдан Хмельницький",
        "Отримав відповідь від О. Гончара, але нічого не зробили",
        "біля будівлі Верховної Ради поламали паркан",
        "дорога на Житомирській трасі розбита",
        "подзвоніть у г-на Франка",
        "поверніть зупинку автобусів № 3, 12, 40 «Контрактова площа» на місце",
        "у дворі Іванівської (Пушкінської) лікарні темно",
        "Зупинка «Лісовий проспект» Тут немає лавки",
        "В СЕЛІ СТАРОМУ ДІТИ, ЕЛЕКТРИКИ, ВОДІЇ",
        "не їде до станцій Осокорки, Харківська, Бориспільська",
      })
  void takesNoOtherNameForAStreet(String text) {
    assertThat(reader.read(text, Expectation.ANYTHING).stream().filter(m -> m.written() != null))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          на углу Прорезной и Владимирской улиц яма       | Прорізна      | Володимирська
          поміж вулицями Антоновича та саксаганського     | Антоновича    | Саксаганського
          на перехресті вул. Межигірської з Хорива        | Межигірська   | Хорива
          на розі Антоновича-Саксаганського стоїть кіоск  | Антоновича    | Саксаганського
          НА ПЕРЕХРЁСТКЕ УМАНСКОЙ И ЕРЕВАНСКОЙ            | Уманська      | Єреванська
          через вул. Прорізну на розі вул. Хрещатик яма   | Прорізна      | Хрещатик
          школа на вулиці Антоновича-Саксаганського       | Антоновича    | Саксаганського
          """)
  void readsBothStreetsOfACrossing(String text, String one, String other) {
    assertThat(reader.read(text, Expectation.ANYTHING))
        .allMatch(AddressMention::primary)
        .extracting(mention -> mention.streets().getFirst().name())
        .containsExactly(one, other);
  }
}
