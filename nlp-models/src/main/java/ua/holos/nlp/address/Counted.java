package ua.holos.nlp.address;

import java.util.Set;

/// Whether a word says what the number before it counts or dates.
///
/// Half of these words also follow a house («Садова, 5 лифт стоит», «Садова, 5 мешканці просять»),
/// so that their form decides: «5 лифтов» counts, «3 лифта» too, «5 лифт» doesn't.
final class Counted {
  /// Months, times, money and measures: any form counts.
  private static final String[] MEASURES =
      AddressWords.folded(
          "січн",
          "лютог",
          "березн",
          "квітн",
          "травн",
          "червн",
          "липн",
          "серпн",
          "вересн",
          "жовтн",
          "листопад",
          "грудн",
          "январ",
          "феврал",
          "март",
          "апрел",
          "июн",
          "июл",
          "август",
          "сентябр",
          "октябр",
          "ноябр",
          "декабр",
          "рок",
          "годин",
          "хвилин",
          "минут",
          "секунд",
          "тижн",
          "недел",
          "місяц",
          "месяц",
          "грн",
          "гривен",
          "гривн",
          "гривень",
          "копійк",
          "копеек",
          "копейк",
          "долар",
          "доллар",
          "тисяч",
          "тысяч",
          "літр",
          "литр",
          "штук",
          "градус",
          "процент",
          "відсот",
          "вольт",
          "ампер",
          "гкал",
          "кубометр",
          "квт",
          "сутк",
          "поверх",
          "этаж",
          "кілометр",
          "километр",
          "людин",
          "чоловік",
          "человек");

  private static final Set<String> MEASURES_WHOLE =
      AddressWords.words(
          "дні дня дни день днів дней р рік року років рокам рокив год года году годов лет літ г м"
              + " км м² см мм кг л шт мая май маю га т гц чол ч час часа часу часов часи часів раз"
              + " раза рази разів коп тис тыс метр метра метри метры метрів метров метрах куб куба"
              + " кубів кубов доба доби добу осіб особи особа особ маршрут автобус автобусу"
              + " тролейбус трамвай квартал квартали кварталу кв.м");

  /// Genitive plural: counts after any number.
  private static final Set<String> MANY =
      AddressWords.words(
          "дерев машин автомобілів автомобилей автомашин авто контейнерів контейнеров ліфтів"
              + " лифтов маршрутів маршрутов автобусів автобусов тролейбусів троллейбусов трамваїв"
              + " трамваев лавок лавочок скамеек ларьков ларків киосков кіосків мафів мафов дітей"
              + " детей дитин квартир будинків домов домів під'їздів подъездов"
              + " парадних людей мешканців жителів жителей лампочок лампочек ламп ліхтарів фонарей"
              + " столбов стовпів вікон окон баків баков сходинок ступенек ступеней ступенів ям"
              + " яблунь кущів кустов собак місць мест ребят позверхов дворів дворов магазинів"
              + " магазинов зупинок остановок");

  /// After two, three and four.
  private static final Set<String> FEW =
      AddressWords.words(
          "дерева машини машины автомобілі автомобиля автомобили контейнери контейнера ліфти лифта"
              + " маршрути маршрута автобуси автобуса тролейбуси троллейбуса трамваї трамвая лавки"
              + " лавочки ларька кіоски киоска мафи мафа дитини ребенка ребёнка роботи квартири"
              + " квартиры будинки дома під'їзди подъезда лампочки лампи лампы ліхтарі фонаря"
              + " столба стовпи вікна окна баки бака сходинки ступеньки ями ямы собаки мешканця"
              + " жителя");

  private Counted() {}

  /// @param number its digits
  /// @param folded the word after it
  static boolean isCounted(String number, String folded) {
    return MEASURES_WHOLE.contains(folded)
        || MANY.contains(folded)
        || isFew(number) && FEW.contains(folded)
        || AddressWords.startsWithAny(folded, MEASURES);
  }

  /// Whether the word is ever counted: then no street begins with it.
  static boolean isCountable(String folded) {
    return isCounted("2", folded);
  }

  /// Whether a number takes the paucal («2 будинки», «23 дома»): two to four, but not the teens.
  static boolean isFew(String number) {
    char last = number.charAt(number.length() - 1);
    boolean teen = number.length() > 1 && number.charAt(number.length() - 2) == '1';
    return last >= '2' && last <= '4' && !teen;
  }
}
