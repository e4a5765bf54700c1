package ua.holos.nlp.category;

import java.util.List;
import java.util.Set;
import ua.holos.nlp.text.Letters;

/// Words by which a clause says that something is wrong, in folded spelling. «біля під'їзду 2» has
/// none and only says where.
final class ProblemWords {

  /// Whole words.
  private static final Set<String> WORDS =
      Set.of(
          "не", "нет", "нету", "нема", "немае", "немаэ", "нимае", "без", "темно", "холодно", "яма",
          "ями", "воня", "теч");

  /// Beginnings of words.
  private static final List<String> BEGINNINGS =
      List.of(
          "видсут",
          "отсут",
          "тече",
          "протик",
          "протек",
          "подтек",
          "пидтик",
          "капа",
          "злама",
          "слома",
          "полома",
          "полама",
          "зипсова",
          "испор",
          "непрац",
          "розби",
          "разби",
          "розвал",
          "развал",
          "зруйн",
          "разруш",
          "треснул",
          "трисн",
          "холодни",
          "холодна",
          "холодне",
          "хлодн",
          "ледь",
          "едва",
          "еле",
          "брудн",
          "грязн",
          "гриаз",
          "воня",
          "смерд",
          "сморид",
          "засми",
          "забит",
          "забил",
          "засор",
          "замус",
          "звалищ",
          "свалк",
          "переповн",
          "переполн",
          "перегор",
          "згорил",
          "згорив",
          "сгорел",
          "миг",
          "ямищ",
          "вибоин",
          "видбоин",
          "прорва",
          "затоп",
          "залива",
          "залит",
          "залил",
          "впал",
          "впав",
          "упал",
          "звалил",
          "обвал",
          "провал",
          "просил",
          "нависа",
          "висит",
          "стоит",
          "застря",
          "зупинив",
          "шум",
          "шуме",
          "гучн",
          "громк",
          "музик",
          "гавка",
          "лают",
          "кида",
          "куса",
          "напада",
          "бродяч",
          "незакон",
          "стихийн",
          "самоб",
          "парку",
          "запарк",
          "загород",
          "перекри",
          "нарахов",
          "нарахув",
          "начисл",
          "перерах",
          "перерасч",
          "помилк",
          "запизн",
          "опазд",
          "пиднял",
          "крис",
          "щур",
          "тарган",
          "таракан",
          "блох",
          "клоп",
          "розкоп",
          "раскоп",
          "розрит",
          "разрит",
          "вкра",
          "украл",
          "дим",
          "горит",
          "искри",
          "оголен",
          "видкритий",
          "открит",
          "сухе",
          "сухие",
          "аварийн",
          "обклее",
          "розклее",
          "облома",
          "иржав",
          "ржав",
          "каламутн",
          "мутн",
          "слабк",
          "слаби",
          "погано",
          "плох",
          "жахлив",
          "ужасн",
          "хам",
          "раз",
          "пали",
          "жгут",
          "продаю",
          "пьют",
          "пиют",
          "бюк");

  private ProblemWords() {}

  /// Whether a word says that something is wrong.
  ///
  /// @param word in lower case, not folded
  static boolean contains(String word) {
    String folded = Letters.fold(word);
    if (WORDS.contains(folded)) {
      return true;
    }
    for (String beginning : BEGINNINGS) {
      if (folded.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a word says that something is missing, so that «немає світла і води» says it of both.
  static boolean saysMissing(String word) {
    String folded = Letters.fold(word);
    return switch (folded) {
      case "нет", "нету", "нема", "немае", "нимае" -> true;
      default -> folded.startsWith("видсутн") || folded.startsWith("отсутст");
    };
  }
}
