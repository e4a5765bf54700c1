package ua.holos.nlp.address;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words around a street name: markers of houses, entrances and flats, what is counted, what
/// leads to a place and what makes a name something other than a street.
final class AddressWords {
  static final Set<String> HOUSE =
      words(
          "буд дім будинок будинку будинком будинка будинкові будинке будинці будівля будівлі дом"
              + " дому доме домом дома домі budynok здание здании зданию здания");
  static final Set<String> HOUSES =
      words("будинки будинків будинках будинками будинкам домах домами домов домів домам доми");
  static final Set<String> HOUSE_LETTERS = words("д б");

  /// Forms that a number before them belongs to: «27 будинок», not «2 дома».
  static final Set<String> ONE_HOUSE = words("будинок будинку будинком дом доме домом домі");

  static final Set<String> NUMBER_SIGN =
      words("номер номером номера номері номерів номеров номерами n no");
  static final Set<String> BUILDING = words("корпус корпусі корпусу корпусе корпуса корп");
  static final Set<String> FLAT =
      words(
          "кв квартира квартири квартирі квартиру квартирою квартиры квартире квартирой квартир"
              + " квартирами квартирам");
  static final Set<String> ONE_FLAT = words("квартира квартирі квартиру квартире квартирой");
  static final Set<String> AND = words("та і и й або или а також");

  /// Between the two streets of a crossing.
  static final Set<String> WITH = words("з с із зі со");

  /// Whom a letter is addressed to.
  static final String[] ADDRESSEES =
      folded(
          "кмда", "кгга", "голові", "председател", "меру", "мэру", "кому", "начальник", "директор");

  /// Who writes it, before their address.
  static final String[] LIVING =
      folded("прожива", "мешка", "зареєстр", "зарегистр", "жител", "заявник", "заявит");

  /// Words between two parts of one address.
  static final Set<String> GLUE =
      words(
          "по на за в у во із з адресою адресу адресі адреси адреса адресом адрес моя наш нашого");

  /// What may follow a number after a hyphen without making it something else: «25-до сих пір».
  static final Set<String> AFTER_DASH = words("до на по не нет нема немає у в и та від от без");

  /// What people write to a number without a space: «12на узбіччі».
  static final Set<String> GLUED = words("на по від біля без між возле около или та");

  /// Words between a street and a house named after it.
  static final Set<String> BEFORE_HOUSE =
      words(
          "між между біля возле вдоль вздовж уздовж около коло напротив навпроти районе районі від"
              + " от до вона воно це это особливо именно саме");

  static final Set<String> ADDRESS =
      words("адресою адресу адресі адреси адреса адресом адрес адресами адресат");

  private static final Set<String> CROSSING =
      words(
          "ріг розі рогу угол вугол вуглу вуглі углу угла між между куту кут кутку розвилці"
              + " развилке развязке");

  private static final String[] CROSSINGS =
      folded("перетин", "пересеч", "пересіч", "перехр", "перекрес", "перекрьос", "перекрьост");

  static final Set<String> BETWEEN = words("між между поміж");

  /// Before one entrance: «возле 3 подъезда».
  static final Set<String> BESIDE =
      words(
          "біля возле у в во коло около із з с со до из от від для напротив навпроти поблизу над"
              + " под під");

  static final Map<String, Double> LEADING =
      Map.ofEntries(
          lead("по", 2.0),
          lead("вздовж", 2.0),
          lead("уздовж", 2.0),
          lead("вдовж", 2.0),
          lead("вдоль", 2.0),
          lead("на", 1.5),
          lead("через", 1.5),
          lead("від", 1.0),
          lead("от", 1.0),
          lead("до", 1.0),
          lead("к", 1.0),
          lead("з", 1.0),
          lead("с", 1.0),
          lead("біля", 0.5),
          lead("возле", 0.5),
          lead("около", 0.5),
          lead("поблизу", 0.5),
          lead("навпроти", 0.5),
          lead("напротив", 0.5),
          lead("перед", 0.5));

  /// Before a name: then it is a stop, a park, a person, an organisation.
  private static final Set<String> OTHER_BEFORE =
      words(
          "метро станція станції станцію станцией станции станцією ст зупинка зупинці зупинки"
              + " зупинку зупинкою остановка остановке остановки остановку остановкой ост парк"
              + " парку парке парка парком сквер сквері сквера скверу сквере скверик сад саду ринок"
              + " ринку рынок рынке рынка озеро озера озері район районі району районе района масив"
              + " масиві масиву массив массиве массива мікрорайон мікрорайоні микрорайон"
              + " микрорайоне жк школа школи школі школы школе лікарня лікарні больница больницы"
              + " больнице поліклініка поліклініки поликлиника театр театру театра кінотеатр"
              + " кінотеатру кинотеатр кинотеатра музей музею музея пам'ятник памятник памятника"
              + " пам'ятника бібліотека бібліотеки библиотека библиотеки ім імені имени тц трц"
              + " ліцей лицей гімназія гимназия готель отель магазин магазину магазина кафе аптека"
              + " аптеки ресторан ресторану ресторана село селі смт місто місті міста город городе"
              + " города р-н кп жек жэк жеу жео жед дез президент президента президенту мер мера"
              + " мэр мэра депутат депутата пан пана пані пану господин госпожа товариш прізвище"
              + " фамилия звати зовут начальник директор директора сквером міст моста мосту мост"
              + " університет університету інститут институт института завод заводу завода фабрика"
              + " бізнес-центр бц готелю отеля універмаг супермаркет село житломасив ринком базар"
              + " базару церква храм собор");

  /// After a name: «Оболонський район», «Лук'янівський ринок».
  private static final String[] OTHER_AFTER =
      folded(
          "район",
          "рынк",
          "рынок",
          "ринк",
          "ринок",
          "парк",
          "сквер",
          "мист",
          "мост",
          "масив",
          "озер",
          "школ",
          "метро",
          "станц",
          "суд",
          "ликарн",
          "болниц",
          "рда",
          "ргу",
          "управл",
          "сад",
          "базар",
          "канал",
          "розв'яз",
          "развяз",
          "развил",
          "шляхопров",
          "лис",
          "лес",
          "залив",
          "затон",
          "пляж",
          "зупин",
          "останов",
          "вокзал",
          "област",
          "депо",
          "филиа",
          "олимп",
          "двор",
          "торг",
          "церк",
          "храм",
          "собор",
          "монастыр",
          "рну",
          "руе",
          "свит");

  /// After an adjective: «Одеська траса», «Житомирський напрямок», but «на Гончара ресторан».
  private static final String[] OTHER_AFTER_ADJECTIVE =
      folded(
          "ресторан",
          "трас",
          "напрам",
          "направлен",
          "гимназ",
          "палац",
          "дворец",
          "дворц",
          "слобод",
          "универс",
          "академ",
          "институт",
          "фабрик",
          "завод",
          "концерт",
          "фестивал",
          "гребл",
          "кладов",
          "кладб",
          "аеропорт",
          "гостиниц",
          "готел",
          "отел",
          "магазин",
          "дорог");

  private static final String[] ADJECTIVES =
      folded(
          "ська", "ський", "ського", "ської", "ському", "ській", "ську", "ською", "ським", "ского",
          "ской", "скую", "ском", "ский", "ская", "ними", "ських", "ного", "ної", "ній", "ному",
          "ною", "ная", "ной", "ную", "ном", "ный", "ними", "ських", "ских", "ими");
  private static final String[] STOPS = folded("зупин", "останов", "остановк", "метро", "станц");
  private static final String[] TRANSPORT =
      folded(
          "транспорт",
          "громадськ",
          "общественн",
          "автобус",
          "тролейбус",
          "троллейбус",
          "трамва",
          "маршрут",
          "міськ",
          "городск",
          "швидкісн",
          "скоростн");

  private static final String DISTRICT = Spelling.fold("район");
  private static final Map<String, String> ORDINALS = new HashMap<>();

  static {
    ordinal("1", "перш перв");
    ordinal("2", "друг втор");
    ordinal("3", "трет");
    ordinal("4", "четверт");
    ordinal("5", "пат пя");
    ordinal("6", "шост шест");
    ordinal("7", "сом седм сим");
    ordinal("8", "восм");
    ordinal("9", "деват");
    ordinal("10", "десат");
    ordinal("11", "одинадцат одинадцати");
    ordinal("12", "дванадцат двенадцат");
  }

  private AddressWords() {}

  private static void ordinal(String number, String stems) {
    for (var stem : stems.split(" ")) {
      ORDINALS.put(stem, number);
    }
  }

  private static Map.Entry<String, Double> lead(String word, double weight) {
    return Map.entry(Spelling.fold(word), weight);
  }

  static Set<String> words(String words) {
    return Arrays.stream(words.split(" "))
        .map(Spelling::fold)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String[] folded(String... words) {
    return Arrays.stream(words).map(Spelling::fold).toArray(String[]::new);
  }

  /// A stop of public transport or a metro station.
  static boolean isStop(String folded) {
    return startsWithAny(folded, STOPS);
  }

  /// «станцій А, Б», «між зупинками А і Б»: each name after it is a stop's.
  static boolean isSeveralStops(String raw) {
    var lower = raw.toLowerCase(Locale.ROOT);
    return lower.endsWith("ій")
        || lower.endsWith("ий")
        || lower.endsWith("ми")
        || lower.endsWith("ок")
        || lower.endsWith("ах")
        || lower.endsWith("ях");
  }

  /// Words between a stop and its name: «громадського транспорту», «трамвая № 5», «маршрутів».
  static boolean isTransport(String folded) {
    return folded.equals("та") || startsWithAny(folded, TRANSPORT);
  }

  static boolean isDistrict(String folded) {
    return folded.startsWith(DISTRICT);
  }

  static boolean isEntrance(String folded) {
    return folded.startsWith("пидизд")
        || folded.startsWith("пидезд")
        || folded.startsWith("подезд")
        || folded.startsWith("подизд")
        || folded.startsWith("падезд")
        || folded.startsWith("подазд")
        || folded.startsWith("парадн")
        || folded.startsWith("парадк");
  }

  /// Whether streets cross: «на розі», «перехресті», «пересечение».
  static boolean isCrossing(String folded) {
    return CROSSING.contains(folded) || startsWithAny(folded, CROSSINGS);
  }

  /// A typing error in «будинок»; only to be believed beside a number.
  static boolean isNearHouse(String folded) {
    return isNear(folded, "будинок", "будинку", "будинки");
  }

  /// A typing error in «під'їзд», «подъезд» or «парадне»; only to be believed beside a number.
  static boolean isNearEntrance(String folded) {
    return folded.length() >= 5
        && folded.charAt(0) == 'п'
        && isNear(folded, "пидизд", "пидизди", "подезд", "подезде", "парадне", "парадном");
  }

  /// A typing error in «квартира»; only to be believed beside a number.
  static boolean isNearFlat(String folded) {
    return folded.length() >= 6
        && folded.length() <= 10
        && isNear(folded, "квартира", "квартири", "квартиру", "квартире");
  }

  private static boolean isNear(String folded, String... words) {
    for (var word : words) {
      if (Math.abs(word.length() - folded.length()) <= 1
          && SpellingDistance.between(folded, word, 1) <= 1) {
        return true;
      }
    }
    return false;
  }

  static boolean isHouse(String folded) {
    return HOUSE.contains(folded) || HOUSES.contains(folded);
  }

  /// An adjective in any case: «Садова», «Печерського», «Куренівською».
  static boolean isAdjective(String folded) {
    for (var end : ADJECTIVES) {
      if (folded.length() > end.length() + 2 && folded.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  static boolean isOtherBefore(String folded) {
    return OTHER_BEFORE.contains(folded);
  }

  static boolean isOtherAfter(String folded) {
    return startsWithAny(folded, OTHER_AFTER);
  }

  /// What an adjective before it belongs to.
  static boolean isOtherAfterAdjective(String folded) {
    return startsWithAny(folded, OTHER_AFTER_ADJECTIVE);
  }

  static boolean isFloor(String folded) {
    return folded.startsWith("поверх") || folded.startsWith("етаж");
  }

  /// The number of an ordinal word («другому» is 2), null when it is none.
  static @Nullable String ordinal(String folded) {
    var stems = Spelling.stems(folded);
    var number = ORDINALS.get(stems[0]);
    boolean one = folded.endsWith("ом") || folded.endsWith("ем") || folded.endsWith("им");
    // «в первом», «за шестым»; «в первых подъездах» is no single one
    return number == null && one ? ORDINALS.get(stems[stems.length - 1]) : number;
  }

  static boolean startsWithAny(String folded, String[] starts) {
    for (var start : starts) {
      if (folded.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
