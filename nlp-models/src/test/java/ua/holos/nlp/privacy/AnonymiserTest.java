package ua.holos.nlp.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.HolosUnderstander;

/// All people, numbers and addresses here are made up.
class AnonymiserTest {
  private static final HolosUnderstander DEMO_CITY =
      HolosUnderstander.load(Path.of("../config/city/streets.tsv"), null, null);

  private static String mask(String text) {
    return Anonymiser.mask(text, DEMO_CITY.understand(text, Expectation.ANYTHING).addresses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          дзвоніть 067 123 45 67 після шостої | 067 | 123 | 45 67
          мій номер +38(050)123-45-67 | 050 | 123 | 67
          тел. 380501234567 | 380501234567 | 0501 | 4567
          0 6 7 1 2 3 4 5 6 7 вночі | 0 6 7 | 4 5 6 | 6 7
          т.234-56-78 спитати чергового | 234 | 56 | 78
          моб 050.123.45.67 | 050 | 123 | 45
          """)
  void phonesAreMaskedHoweverTheyAreSpaced(String text, String a, String b, String c) {
    assertThat(mask(text)).doesNotContain(a, b, c);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "картка 4149 4993 1234 5678 заблокована",
        "карта 4149499312345678",
        "о/р 41494 не збігається",
        "особовий рахунок № 41494",
        "лицевой счет 41494/2",
        "UA21 3223 1300 0002 6007 2335 6600 1 4149",
        "паспорт КН 414949 виданий",
        "ІПН 4149499312",
        "договір №41494",
        "народилась 14.01.1949",
      })
  void numbersThatBelongToSomebodyAreMasked(String text) {
    assertThat(mask(text)).doesNotContain("4149", "14.01", "5678", "3223").contains("<number>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "АА 1234 ВС стоїть на газоні",
        "синя машина аа1234вс",
        "AA1234BC на тротуарі",
        "номер АІ-1234-НН кинутий",
        "старий жигуль 12345 КА",
        "волга 123-45 КИ"
      })
  void carPlatesAreMasked(String text) {
    assertThat(mask(text)).contains("<plate>").doesNotContain("1234", "123-45");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "пишіть на olena.testova@example.com.ua",
        "пошта olena_testova+zhek@example.org",
        "адреса олена.тестова @ приклад.укр",
        "мій нік @olena_testova у телеграмі",
        "відео тут https://t.me/olena_testova/5 дивіться",
        "фото www.example.com/olena_testova"
      })
  void electronicAddressesAreMasked(String text) {
    assertThat(mask(text)).doesNotContainIgnoringCase("olena", "олена", "example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "мене звати Вигадана Тестина, немає води",
        "мене звати вигадана тестина",
        "меня зовут Вигадана, нет воды",
        "Моє ім'я Вигадана",
        "ПІБ: Вигадана Тестина Петрівна",
        "З повагою, Вигадана Т.П.",
        "с уважением вигадана тестина",
        "Вигадана Т. П. скаржиться на шум",
        "начальник Т.П. Вигадана не відповідає",
        "скаржиться Вигадана Тестина Вигаданівна з першого поверху",
        "сусідка Вигадана заливає нас",
        "сусід зверху вигаданенко свердлить",
        "майстер Вигаданчук обіцяв прийти",
        "я, Вигадана Олена, прошу",
        "Олена Вигадана з третього",
        "Іванна Вигадана з третього",
        "дзвонив В'ячеслав Вигадана",
        "Альона Вигадана теж чекає",
        "звонила Юлия Вигадана",
        "пан Вигадана грубіянить",
        "депутату Вигадана писали",
        "гр. Вигадана самовільно",
        "прошу подзвонити Тетяні Вигадана",
        "вигадана олена іванівна не платить",
      })
  void namesAreMasked(String text) {
    String masked = mask(text);
    assertThat(masked).contains("<name>");
    assertThat(masked.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain(
            "вигадана", "вигаданенко", "вигаданчук", "тестин", "олен", "тетян", "іванівн");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Мар'я Тестівна хворіє",
        "звернулась до Марії Тестівни",
        "марья тестовна не открывает",
        "бачили Сергія Тестовича",
        "Кузьма Ілліч Тестовий скаржився",
        "дзвонила марія тестівна зі другого",
        "ТЕСТОВА МАРІЯ ТЕСТІВНА",
        "дякую Тестовичу Олександру"
      })
  void patronymicsTakeTheNamesAroundThemAlong(String text) {
    assertThat(mask(text))
        .contains("<name>")
        .doesNotContainIgnoringCase("тест", "мар'я", "марі", "марья", "серг", "кузьм", "олександр");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "затопило кв. 147",
        "у квартирі 147 холодно",
        "квартира № 147, перекрийте",
        "кв147 без світла",
        "147 квартира шумить",
        "в 147-й квартирі",
        "вул. Прорізна, 5, кв. 147",
        "на Хрещатику 25 кв 147 немає води",
        "кімната 147 гуртожитку"
      })
  void flatsAreMasked(String text) {
    assertThat(mask(text)).doesNotContain("147");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          На Хрещатику 25 немає гарячої води | Хрещатик | 25
          вул. Прорізна, 5: не працює ліфт | Прорізн | 5
          Не працює ліфт, вул. Незнайома 17-Б, другий день | Незнайом | 17
          біля буд. 48 яма | 48 | 48
          просп. І. Невідомого, 9 темно | Невідом | 9
          """)
  void theAddressIsMasked(String text, String street, String house) {
    assertThat(mask(text)).contains("<address>").doesNotContain(street, house);
  }

  @Test
  void theComplaintItselfStaysAsItWas() {
    assertThat(
            mask(
                "На Хрещатику 25, кв. 7 третій день немає гарячої води, я Тестова О.П. 0671234567"))
        .isEqualTo("На <address> третій день немає гарячої води, я <name> <phone>");
    for (String text :
        List.of(
            "Не вивозять сміття вже 3 дні, бак 20 кв. м повний",
            "Потрібна нерівна бруківка, головна причина – основна труба",
            "Технічна та електрична шафа відчинена, порівняйте показники",
            "Вимкнули світло о 18:00, тариф 4,32 грн",
            "На Дарницькому районі немає укриття",
            "Київрада, Київська міська адміністрація",
            "Автобус 62 не ходить, маршрутка 450 теж",
            "Просимо Вас навести лад. Коли буде тепло? Надо что-то делать",
            "Директор КП не відповідає, голова Оболонського району теж",
            "Орієнтовна вартість, безкоштовну послугу, цинічна відповідь",
            "А Я ХОЧУ ЗНАТИ, ЧОМУ НЕМАЄ ВОДИ",
            "Люди чекають. Над під'їздом лід. Лід на даху",
            "Влада мовчить. Света нет. Свет мигает. Коло будинку яма",
            "Вірю, що полагодите. Вере в лучшее",
            "Жена скаржиться. Леса стоят. Левая сторона",
            "Зламаний ключ від підвалу, поклич двірника")) {
      assertThat(mask(text)).isEqualTo(text);
    }
  }

  @Test
  void whatIsLeftIsOneLineWithoutTabs() {
    assertThat(mask("немає води\nдругий день\tжах")).isEqualTo("немає води другий день жах");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          на Хрещатеку 25, кв. 7 | на Хрещатеку 25
          вул. Прорізна, 5, під'їзд 2, кв 147 | вул. Прорізна, 5
          Прорізна 5 3 парадне | Прорізна 5
          вул. О. Теліги, 9 кв.12 | вул. О. Теліги, 9
          Прорізна 5 тел 0671234567 | Прорізна 5
          """)
  void ofAnAddressStreetAndHouseAreLeft(String words, String left) {
    assertThat(Anonymiser.addressOnly(words)).isEqualTo(left);
  }

  @Test
  void anAddressThatIntroducesAPersonIsLeftOut() {
    assertThat(Anonymiser.addressOnly("Прорізна 5, мене звати Вигадана")).isNull();
  }
}
