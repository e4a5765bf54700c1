package ua.holos.gateway.load;

import java.util.List;

/// Complaints as people write them, put together from parts: a few hundred thousand different ones.
final class Complaints {
  private static final List<String> OPENINGS =
      List.of(
          "",
          "Доброго дня! ",
          "Вітаю. ",
          "Добрий вечір, ",
          "Скажіть будь ласка, коли це скінчиться: ",
          "Прошу вжити заходів. ",
          "Звертаюсь уже втретє. ",
          "Здравствуйте, ");
  private static final List<String> PROBLEMS =
      List.of(
          "вже третій день немає гарячої води",
          "не працює ліфт, люди з візочками носять дітей пішки",
          "у дворі ввечері темінь, ліхтарі мертві",
          "величезна яма на дорозі, машини б'ють колеса",
          "не вивозять сміття від неділі, запах на весь двір",
          "батареї ледь теплі, у квартирі 14 градусів",
          "тече дах, заливає верхній поверх",
          "сусіди роблять ремонт уночі, неможливо спати",
          "дерево нахилилось і от-от упаде на машини",
          "зламана гойдалка на дитячому майданчику, дитина порізалась",
          "у під'їзді немає світла на сходах другий тиждень",
          "нет холодной воды с утра, никто не предупредил",
          "тротуар перекопали й не заасфальтували",
          "припарковані машини на газоні, пройти неможливо",
          "зупинка без навісу, люди мокнуть під дощем",
          "каналізація забилась, тече у підвал",
          "двірник не чистить сніг, суцільна ковзанка",
          "у подъезде не убирают уже месяц");
  private static final List<String> STREETS =
      List.of(
          "на Хрещатику",
          "вул. Володимирська",
          "проспект Берестейський",
          "по вулиці Саксаганського",
          "вулиця Антоновича",
          "бульвар Лесі Українки",
          "на Великій Васильківській",
          "вул. Січових Стрільців",
          "проспект Перемоги",
          "вулиця Ярославів Вал",
          "вул Жилянська");
  private static final List<String> ENDINGS =
      List.of("", ".", "!", ", допоможіть", ". Дякую", ", терпіння вже немає!", " 😡", "...");

  private Complaints() {}

  /// The complaint of a number: the same number, the same words.
  static String text(long number) {
    long n = number * 2654435761L >>> 3;
    String opening = pick(OPENINGS, n);
    String problem = pick(PROBLEMS, n / 8);
    String street = pick(STREETS, n / 144);
    String ending = pick(ENDINGS, n / 1584);
    long house = 1 + (n / 12672) % 60;
    return n % 5 == 0
        ? opening + problem + ", " + street + " " + house + ending
        : opening + street + ", " + house + " " + problem + ending;
  }

  private static String pick(List<String> all, long n) {
    return all.get((int) (n % all.size()));
  }
}
