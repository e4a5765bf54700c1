package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;

final class AddressReaderTest {
  private final AddressReader reader = new AddressReader(DemoCity.REGISTER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Яма на вулиці Прорізній 12                                  | вулиця Прорізна 12
          немає світла, вул. Прорізна, 12                             | вулиця Прорізна 12
          двір вулиці Прорізної, буд. 12                              | вулиця Прорізна 12
          на хрещатику 25 не горять ліхтарі                           | вулиця Хрещатик 25
          Сміття біля Хрещатика, 25-А                                 | вулиця Хрещатик 25А
          по Саксаганського 40/85 прорвало трубу                      | вулиця Саксаганського 40/85
          По великій васильківській 72 немає води                     | вулиця Велика Васильківська 72
          В. Васильківська, 72                                        | вулиця Велика Васильківська 72
          вул.В.Васильківська,72                                      | вулиця Велика Васильківська 72
          протікає дах, бул. Л.Українки 26                            | бульвар Лесі Українки 26
          б-р Лесі Українки 26 холодно                                | бульвар Лесі Українки 26
          лесі українки бульвар 26                                    | бульвар Лесі Українки 26
          просп. Берестейський, буд.5                                 | проспект Берестейський 5
          пр-т Перемоги 5 розбита дорога                              | проспект Берестейський 5
          на проспекті Перемоги, 5                                    | проспект Берестейський 5
          Берестейському проспекту 5                                  | проспект Берестейський 5
          пр. Московский 16, не работает лифт                         | проспект Степана Бандери 16
          Бандери 16 не працює ліфт                                   | проспект Степана Бандери 16
          на улице Красноармейской 60 течёт труба                     | вулиця Велика Васильківська 60
          ул. Горького 3, нет воды                                    | вулиця Антоновича 3
          Пушкинская, дом 20, кв 3                                    | вулиця Євгена Чикаленка 20
          В доме № 7 по ул. Фрунзе нет отопления                      | вулиця Кирилівська 7
          Фрунзе 7 нема опалення                                      | вулиця Кирилівська 7
          у будинку 7 по вулиці Кирилівській                          | вулиця Кирилівська 7
          буд. 7 на вул. Кирилівській                                 | вулиця Кирилівська 7
          вулиця Академіка Янгеля 22                                  | вулиця Академіка Янгеля 22
          на Янгеля 22 знову темно                                    | вулиця Академіка Янгеля 22
          ул. академика Янгеля д.22                                   | вулиця Академіка Янгеля 22
          вул. ак. Янгеля, 22                                         | вулиця Академіка Янгеля 22
          Янгеля Академіка 22                                         | вулиця Академіка Янгеля 22
          В.Липківського 10 аварія                                    | вулиця Митрополита Василя Липківського 10
          набережна Дніпровська 14Б                                   | набережна Дніпровська 14Б
          Дніпровська наб., 14-б                                      | набережна Дніпровська 14Б
          Харківське шосе 8                                           | шосе Харківське 8
          Харьковское ш., 8                                           | шосе Харківське 8
          Андріївський узвіз, 2                                       | узвіз Андріївський 2
          на Андреевском спуске 2                                     | узвіз Андріївський 2
          пл. Льва Толстого 1                                         | площа Українських Героїв 1
          майдан Незалежності, 2                                      | майдан Незалежності 2
          пров. Музейний 4                                            | провулок Музейний 4
          в переулке Музейном 4                                       | провулок Музейний 4
          алея Героїв Крут 3                                          | алея Героїв Крут 3
          ул. Героев Полка Азов, 12                                   | вулиця Героїв полку «Азов» 12
          вул. Героїв полку «Азов», 12                                | вулиця Героїв полку «Азов» 12
          на 40-летия Октября 100/2 нет света                         | проспект Голосіївський 100/2
          проспект 40-річчя Жовтня, 100/2                             | проспект Голосіївський 100/2
          Набережно-Хрещатицька вулиця 9                              | вулиця Набережно-Хрещатицька 9
          вул Вячеслава Чорновола 8а                                  | вулиця В'ячеслава Чорновола 8А
          вулиця В’ячеслава Чорновола, 8 «А»                          | вулиця В'ячеслава Чорновола 8А
          вулиця Хрещатик, 24 б, двір                                 | вулиця Хрещатик 24Б
          улица Малышко дом 3 корпус 1                                | вулиця Андрія Малишка 3
          вул. Дмитра Багалія, будинки 5, 7 та 9                      | вулиця Дмитра Багалія 5
          вул. Симиренка 14-16 біля контейнерів                       | вулиця Симиренка 14
          по пр-кту Перемоги 5                                        | проспект Берестейський 5
          біля пр.-ту Перемоги 5                                      | проспект Берестейський 5
          на б-рі Лесі Українки 26                                    | бульвар Лесі Українки 26
          по бульваруЛесі Українки 26                                 | бульвар Лесі Українки 26
          вул Ак Янгеля 22                                            | вулиця Академіка Янгеля 22
          Янгеля Академіка вул. 22                                    | вулиця Академіка Янгеля 22
          вул. Олася Гончара 22                                       | вулиця Олеся Гончара 22
          по адресу Багадирская 6                                     | вулиця Богатирська 6
          ремонт-40 лет Октября 100/2                                 | проспект Голосіївський 100/2
          домам № 5, 7 по Харьковскому шоссе г.Киев                   | шосе Харківське 5
          """)
  void readsStreetAndHouse(String text, String address) {
    assertThat(first(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vul bohatyrska 18a, kv 7            | вулиця Богатирська 18А
          ulitsa Khreshchatyk 25              | вулиця Хрещатик 25
          net vody na Saksaganskogo 40/85     | вулиця Саксаганського 40/85
          prospekt Peremohy 5                 | проспект Берестейський 5
          bul. Lesi Ukrainky 26               | бульвар Лесі Українки 26
          вул. Хpещатик 25                    | вулиця Хрещатик 25
          вул. Хрещатік 25                    | вулиця Хрещатик 25
          вул. Хрищатик 25                    | вулиця Хрещатик 25
          вул. Сагсаганського 40              | вулиця Саксаганського 40
          вул. Саксагнаського 40              | вулиця Саксаганського 40
          ул. Багатырская 6                   | вулиця Богатирська 6
          вул. Урливська 38                   | вулиця Урлівська 38
          Урловська 38, сміття                | вулиця Урлівська 38
          вулця Прорізна 12                   | вулиця Прорізна 12
          провл. Музейний 4                   | провулок Музейний 4
          проспектект Перемоги, 89.А          | проспект Берестейський 89А
          по вулиці проспект Перемоги 89      | проспект Берестейський 89
          по улице Лесной проспект 41         | проспект Лісовий 41
          """)
  void forgivesTypingErrorsAndOtherAlphabets(String text, String address) {
    assertThat(first(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          вулиця Хрещатик, будинок 25, під'їзд 2, кв. 14        | 25 |   | 2   | 14
          Хрещатик 25, 2-й під'їзд                              | 25 |   | 2   |
          у другому підʼїзді на вул. Хрещатик, 25               | 25 |   | 2   |
          Подъезд №3, дом номер 7, улица Прорезная              | 7  |   | 3   |
          Прорізна 7, парадне 3                                 | 7  |   | 3   |
          ул. Прорезная, 7, третий подъезд                      | 7  |   | 3   |
          урлівська 16 2 підїзд                                 | 16 |   | 2   |
          вул. Урлівська 38 під”їзд 2                           | 38 |   | 2   |
          вул. Урлівська, 38, під'їзди 2 та 3                   | 38 |   | 2,3 |
          вул. Єреванська, будинок 14 корпус 1                  | 14 | 1 |     |
          вул. Єреванська, 13 корп. 2, кв.5                     | 13 | 2 |     | 5
          Єреванська 13к2 кв5                                   | 13 | 2 |     | 5
          Прорізна 7 квартира №18                               | 7  |   |     | 18
          в квартире 18 по ул. Прорезной д.7                    | 7  |   |     | 18
          vul Prorizna 7 pidizd 3 kv 18                         | 7  |   | 3   | 18
          """)
  void readsBuildingEntranceAndFlat(
      String text,
      String house,
      @Nullable String building,
      @Nullable String entrance,
      @Nullable String flat) {
    var mention = only(text);
    assertThat(mention.streets()).hasSize(1);
    assertThat(mention.house()).isEqualTo(house);
    assertThat(mention.building()).isEqualTo(building);
    assertThat(mention.entrance()).isEqualTo(entrance);
    assertThat(mention.apartment()).isEqualTo(flat);
  }

  @Test
  void givesAPartThatStandsApartToTheAddress() {
    var mention =
        only("Вже тиждень стоїть ліфт. Вул. Прорізна, 7. Це другий під'їзд, прошу полагодити.");
    assertThat(mention.house()).isEqualTo("7");
    assertThat(mention.entrance()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Добрий день, на вулиці холодно, а батареї ледь теплі",
        "Хай буде перемога і мир у нашому домі",
        "дякую, слава Україні",
        "у мене двоє малих дітей 5 і 7 років",
        "Станом на 9 травня 2024 року нічого не зроблено",
        "Немає води з 12.05.2024, дзвонили о 14:30",
        "Моє звернення К-17327 від 03.11 без відповіді",
        "ЖЕК-305 не реагує, диспетчер 067 123 45 67",
        "На 5 поверсі не горить світло",
        "тариф 26,4 грн за куб, борг 100 %",
        "маршрут 47 не їде, чекали 40 хвилин",
        "автобус №42 запізнюється на 20 хвилин",
        "біля школи №5 немає переходу",
        "на станції метро Либідська брудно",
        "на зупинці «вул. Полтавська» зламали лавку",
        "в парке Шевченко сломаны лавочки",
        "на Лук'янівському ринку сміття",
        "Оболонський район завжди забувають",
        "В доме 16 этажей и ни одного лифта",
        "в нашем доме 3 дня нет воды",
        "дом 9-этажный, лифт стоит",
        "у дворі 12 дерев, половина суха",
        "кожен день одне й те саме, вода холодна",
        "Мене звати Петро Шевченко, мені 45 років",
        "в доме по нашей улице нет света",
        "дорога до школи розбита",
        "чекаю на відповідь 30 днів",
        "нова плитка вже відвалилася",
        "ціна 25 грн, а було 20",
        "на вокзалі брудно",
        "мені потрібна допомога психолога",
        "подайте заявку на понеділок, 15 числа",
        "у мирі та злагоді",
      })
  void takesNothingElseForAnAddress(String text) {
    assertThat(reader.read(text, Expectation.ANYTHING)).isEmpty();
  }

  @Test
  void readsAStreetWithoutAHouse() {
    assertThat(first("Не горять ліхтарі на вулиці Урлівській")).isEqualTo("вулиця Урлівська");
    assertThat(first("сміття по Богатирській")).isEqualTo("вулиця Богатирська");
    assertThat(first("На Хрещатику прибрали сніг")).isEqualTo("вулиця Хрещатик");
  }

  @Test
  void readsBothStreetsOfACrossing() {
    var mentions =
        reader.read("Світлофор на розі вулиць Прорізної та Володимирської", Expectation.ANYTHING);
    assertThat(mentions)
        .extracting(this::shown)
        .containsExactly("вулиця Прорізна", "вулиця Володимирська");
    assertThat(mentions).allMatch(AddressMention::primary);
    assertThat(reader.read("перетин Саксаганського і Антоновича", Expectation.ANYTHING))
        .extracting(this::shown)
        .containsExactly("вулиця Саксаганського", "вулиця Антоновича");
  }

  @Test
  void knowsWhichAddressTheAppealIsAbout() {
    var mentions =
        reader.read(
            "Яма біля входу на вул. Прорізна, 7 (навпроти Хрещатик, 22)", Expectation.ANYTHING);
    assertThat(mentions)
        .extracting(this::shown)
        .containsExactly("вулиця Прорізна 7", "вулиця Хрещатик 22");
    assertThat(mentions).extracting(AddressMention::primary).containsExactly(true, false);
  }

  @Test
  void namesAnAddressOnceHoweverOftenItIsWritten() {
    assertThat(
            reader.read(
                "Прорізна 7, немає світла. Прошу приїхати на вул. Прорізну, 7. Прорізна чекає!",
                Expectation.ANYTHING))
        .hasSize(1);
  }

  @Test
  void countsOffsetsInCodePoints() {
    var text = "😡😡 тече дах, вул. Прорізна, 7!";
    var mention = only(text);
    int from = text.offsetByCodePoints(0, mention.start());
    int to = text.offsetByCodePoints(0, mention.end());
    assertThat(text.substring(from, to)).isEqualTo("вул. Прорізна, 7");
    assertThat(mention.written()).isEqualTo("вул. Прорізна");
  }

  @Test
  void givesAllStreetsThatANameCanMean() {
    var mention = only("на вул. Садовій, 5 немає води");
    assertThat(mention.streets()).hasSize(2).allMatch(street -> street.name().equals("Садова"));
  }

  @Test
  void choosesByTheDistrictThatTheTextNames() {
    var mention = only("вул. Садова, 5, Дарницький район");
    assertThat(mention.streets()).extracting(Street::district).containsExactly("Дарницький");
  }

  @Test
  void choosesByTheTypeThatIsWritten() {
    assertThat(first("пров. Васильківський 8")).isEqualTo("провулок Васильківський 8");
    assertThat(first("вулиця Васильківська 8")).isEqualTo("вулиця Васильківська 8");
    assertThat(only("Тараса Шевченка, 8").streets()).hasSizeGreaterThan(1);
  }

  @Test
  void suggestsNamesWhenTheStreetIsUnknown() {
    var mention = only("немає води, вул. Гнатюківська, 5");
    assertThat(mention.streets()).isEmpty();
    assertThat(mention.written()).isEqualTo("вул. Гнатюківська");
    assertThat(mention.house()).isEqualTo("5");
    assertThat(mention.suggestions()).hasSizeLessThanOrEqualTo(3);
    assertThat(only("вул. Пирігова, Прорезівська 5").suggestions())
        .extracting(Street::name)
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void readsBareAnswersWhenAStreetOrHouseWasAsked() {
    assertThat(shown(answer("шевченка 12", Expectation.STREET))).endsWith("Тараса Шевченка 12");
    assertThat(shown(answer("хрещатик", Expectation.STREET))).isEqualTo("вулиця Хрещатик");
    assertThat(shown(answer("крещатик", Expectation.STREET))).isEqualTo("вулиця Хрещатик");
    assertThat(shown(answer("хрещатек", Expectation.STREET))).isEqualTo("вулиця Хрещатик");
    assertThat(shown(answer("перемоги", Expectation.STREET))).contains("проспект Берестейський");
    assertThat(answer("25", Expectation.HOUSE).house()).isEqualTo("25");
    assertThat(answer("25а", Expectation.HOUSE).house()).isEqualTo("25А");
    assertThat(answer("номер 25", Expectation.HOUSE).house()).isEqualTo("25");
    assertThat(answer("д. 25", Expectation.HOUSE).house()).isEqualTo("25");
    assertThat(answer("25, кв 4", Expectation.HOUSE).apartment()).isEqualTo("4");
    assertThat(answer("25, кв 4", Expectation.HOUSE).house()).isEqualTo("25");
    assertThat(answer("2", Expectation.ENTRANCE).entrance()).isEqualTo("2");
    assertThat(answer("другий", Expectation.ENTRANCE).entrance()).isEqualTo("2");
  }

  @Test
  void readsCorrections() {
    assertThat(only("ні, будинок 27").house()).isEqualTo("27");
    assertThat(only("квартира не 34, а 43").apartment()).isEqualTo("43");
    assertThat(only("не будинок 5, будинок 7").house()).isEqualTo("5");
    assertThat(shown(only("улица не та: надо было улица Гончара")))
        .isEqualTo("вулиця Олеся Гончара");
  }

  @Test
  void takesOrdinaryWordsForStreetsOnlyWhenEverythingSpeaksForIt() {
    assertThat(reader.read("бажаю всім перемоги", Expectation.ANYTHING)).isEmpty();
    assertThat(first("дорога розбита, на перемоги 45")).isEqualTo("проспект Берестейський 45");
    assertThat(reader.read("не хочу нічого, дякую", Expectation.STREET)).isEmpty();
    assertThat(reader.read("не знаю", Expectation.STREET)).isEmpty();
  }

  private AddressMention only(String text) {
    var mentions = reader.read(text, Expectation.ANYTHING);
    assertThat(mentions).hasSize(1);
    return mentions.getFirst();
  }

  private AddressMention answer(String text, Expectation expected) {
    var mentions = reader.read(text, expected);
    assertThat(mentions).as(text).hasSize(1);
    return mentions.getFirst();
  }

  private String first(String text) {
    List<AddressMention> mentions = reader.read(text, Expectation.ANYTHING);
    return mentions.isEmpty() ? "nothing" : shown(mentions.getFirst());
  }

  private String shown(AddressMention mention) {
    var street =
        mention.streets().stream().map(Street::officialName).collect(Collectors.joining(" / "));
    return mention.house() == null ? street : street + " " + mention.house();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Яма на вул. Прорізній, якщо їхати в бік вул. Хрещатик",
        "На вул. Прорізній у напрямку вул. Хрещатик стоїть паркан",
        "Прорізна 12, зробіть лавку, як на Хрещатику 25",
      })
  void aDirectionOrAComparisonIsNotWhatTheTextIsAbout(String text) {
    assertThat(reader.read(text, Expectation.ANYTHING))
        .extracting(AddressMention::primary)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Сміття між будинком на Прорізній 12 та будинком за адресою Прорізна 14",
        "Немає світла в домах Прорезная 12, Прорезная 14 и темно во дворе",
        "Між домом по вул. Прорізній 12 і домами по вул. Прорізній 14-16 яма",
      })
  void severalHousesOfAListAreAllWhatTheTextIsAbout(String text) {
    assertThat(reader.read(text, Expectation.ANYTHING))
        .allMatch(AddressMention::primary)
        .extracting(AddressMention::house)
        .containsExactly("12", "14");
  }

  @Test
  void anotherHouseFarOffInTheTextIsANeighbour() {
    assertThat(
            reader.read(
                "Прорізна 12: немає води. А сусіди кажуть, що в Прорізній 14 вона є",
                Expectation.ANYTHING))
        .extracting(AddressMention::primary)
        .containsExactly(true, false);
  }
}
