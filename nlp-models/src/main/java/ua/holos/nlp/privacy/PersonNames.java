package ua.holos.nlp.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds names of persons: after words that introduce them, by patronymics, initials, common given
/// names and surnames.
final class PersonNames {
  private static final String MASK = "<name>";

  /// A word of letters, with apostrophes and hyphens inside.
  private static final String WORD = "\\p{L}[\\p{L}'’ʼ`-]*";

  private static final String CAPITALISED = "\\p{Lu}[\\p{L}'’ʼ`-]+";

  /// Written as a name is: an organisation's abbreviation is no name.
  private static final String NAME_LIKE =
      "(?!(?iu:шановн|київ|киев|дарниц|дніпр|днепр|оболон|печер|поділ|подол|подільськ|святош|солом|"
          + "деснян|голос[іе]|шевченк[іо]вс|україн|украин|департам|управл|районн|міськ|городс|держ|"
          + "ваш|вас(?!\\p{L})|вам(?!\\p{L})|наш|проси|прош|добр|звер|обращ|дяк|спасиб|чому|почему|коли|когда))"
          + "\\p{Lu}\\p{Ll}[\\p{L}'’ʼ`-]*";

  private static final String INITIALS = "(?:\\p{Lu}\\.\\s?){1,2}";

  /// «мене звати …», «ПІБ: …»: what follows is a name, written small too.
  private static final Pattern INTRODUCED =
      Pattern.compile(
          "(?iu)((?<!\\p{L})(?:(?:мене|меня|її|його|ее|его|їх|их|сусід\\p{L}*|сосед\\p{L}*)\\s+"
              + "(?:звати|зовут|звуть|кличуть)|(?:звати|зовут|звуть)\\s+(?:мене|меня|її|його|ее|его)|"
              + "на\\s+ім['’ʼ]?я|по\\s+имени|моє\\s+(?:ім['’ʼ]?я|прізвище)|мо[её]\\s+имя|моя\\s+фамилия|"
              + "прізвище|фамилия|п\\.?\\s?і\\.?\\s?б\\.?|ф\\.?\\s?и\\.?\\s?о\\.?|"
              + "з\\s+повагою|с\\s+уважением|заявни(?:к|ця|ка)|заявитель(?:ница)?|підпис|подпись)"
              + "\\s*[:,–-]?\\s+)("
              + (INITIALS + "\\s?" + WORD + "|")
              + (WORD + "(?:\\s+" + INITIALS + ")?(?:[ \\t]+" + WORD + "){0,2}")
              + ")");

  /// «пан …», «сусід …», «майстер …»: what follows is a name when it is written with a capital.
  private static final Pattern TITLED =
      Pattern.compile(
          "(?u)((?<!\\p{L})(?iu:пан(?:а|у|ом|ові|і|ю|ею)?|гр(?:\\.|омадян\\p{L}*|ажданк?\\p{L}*|-н|-ка)|"
              + "сусід\\p{L}*|сосед\\p{L}*|мешкан\\p{L}*|жител\\p{L}*|жилец|жильц\\p{L}*|власни\\p{L}*|"
              + "собственни\\p{L}*|господар\\p{L}*|хозя\\p{L}*|квартирант\\p{L}*|орендар\\p{L}*|"
              + "майст(?:ер|р\\p{L}*)|мастер\\p{L}*|інженер\\p{L}*|инженер\\p{L}*|начальни\\p{L}*|"
              + "директор\\p{L}*|депутат\\p{L}*|двірни\\p{L}*|дворни\\p{L}*|сантехні?и?к\\p{L}*|"
              + "електрик\\p{L}*|диспетчер\\p{L}*|лікар\\p{L}*|врач\\p{L}*|бабус\\p{L}*|бабушк\\p{L}*|"
              + "дідус\\p{L}*|чоловік\\p{L}*|муж|дружин\\p{L}*|жен[аеуы]|син(?:а|у|ом)?|сын\\p{L}*|"
              + "дочк\\p{L}*|донь?к\\p{L}*|мати|мама|маму|тато|батьк\\p{L}*|отец|отц\\p{L}*|"
              + "водій|водител\\p{L}*|кондуктор\\p{L}*|вчител\\p{L}*|учител\\p{L}*|вихователь\\p{L}*|"
              + "голов[аиіу]|я|мною|від|от\\s+имени|імені)\\s*[,:–-]?\\s+)"
              + ("(" + INITIALS + "\\s?" + NAME_LIKE + "|")
              + (NAME_LIKE + "(?:\\s+" + INITIALS + ")?(?:[ \\t]+" + NAME_LIKE + "){0,2})"));

  /// «Іванова О. П.», «О.П. Іванова».
  private static final Pattern WITH_INITIALS =
      Pattern.compile(
          "(?u)(?<!\\p{L})(?:"
              + (CAPITALISED + "\\s+\\p{Lu}\\.(?:\\s?\\p{Lu}\\.)?")
              + ("|\\p{Lu}\\.\\s?\\p{Lu}\\.\\s?" + CAPITALISED)
              + ("|" + CAPITALISED + "\\s+\\p{Lu}{2}(?![\\p{L}.])(?=\\s*[,;.]|$)")
              + ("|(?<![\\p{L}.]\\s)\\p{Lu}\\.\\s?" + CAPITALISED)
              + ")");

  /// «Олена Іванівна Петренко», «марья ивановна»: the patronymic with what stands around it.
  private static final Pattern PATRONYMIC =
      Pattern.compile(
          "(?u)(?<!\\p{L})((?:(?:"
              + (CAPITALISED + "[ \\t]+){0,2}|(?:" + WORD + "[ \\t]+){0,2}))")
              + "((?iu:\\p{L}{3,}(?:[оеєиі]вич|йович|ьович|ійович|ич|іч)(?:а|у|ем|еві|ові|і|е)?"
              + "|\\p{L}{3,}(?:ївн|івн|овн|евн|ївен|ічн|иничн|инічн)(?:а|и|і|у|ою|ы|е|ой)))(?!\\p{L})"
              + ("((?:[ \\t]+" + CAPITALISED + ")?)"));

  /// Common words that end like a patronymic.
  private static final Pattern NO_PATRONYMIC =
      Pattern.compile(
          "(?iu)(?:не)?(?:рівн|чарівн|керівн|порівн|нарівн|зрівн|вирівн|напівн|верхівн|основн|головн|"
              + "умовн|духовн|церковн|мовн|зовн|повн|наповн|готовн|верховн|грошовн|фановн|виховн|"
              + "лікувальн|щоденн|древн|деревн|ревн|плачевн|душевн|ключевн|дневн|ежедневн|хлібн|"
              + "назовн|сповн|вповн|уровн|дровн|любовн|винов|услов|безусловн|кров|подробн|ровн|"
              + "неровн|поровн|наравн|главн|давн|недавн|справн|"
              + "поліклінічн|клінічн|технічн|електричн|критичн|логічн|фізичн|хімічн|механічн|гідравлічн|"
              + "епідемічн|періодичн|систематичн|автоматичн|статичн|практичн|юридичн|медичн|публічн|"
              + "техничн|вторичн|первичн|личн|обычн|наличн|первинн)\\p{L}*"
              + "|(?iu)(?:ключ|клич|обруч|кирпич|кирич|паралич|москвич|киянич|хабарич|бич|сич|дич|"
              + "калач|підклич|поклич|заклич|збудич|позич|зазвич)\\p{L}*");

  /// Russian patronymics and common adjectives end alike.
  private static final Pattern ADJECTIVE_LIKE =
      Pattern.compile("(?iu)\\p{L}+(?:овн|евн|ічн|иничн|инічн)\\p{L}{1,2}");

  private static final Set<String> NOT_GIVEN =
      Set.of("алло", "яні", "яну", "маші", "уляну", "вірю", "верю", "вере", "гали");

  private static final Set<String> GIVEN =
      Stream.of(
              "Олександр Олексій Андрій Анатолій Антон Артем Богдан Борис Вадим Валентин Валерій"
                  + " Василь Віктор Віталій Володимир Владислав Всеволод Гнат Григорій Данило Денис"
                  + " Дмитро Євген Захар Іван Ігор Ілля Кирило Костянтин Леонід Максим Марко Микита"
                  + " Микола Мирон Михайло Назар Олег Остап Павло Петро Роман Ростислав Руслан"
                  + " Святослав Семен Сергій Станіслав Степан Тарас Тимофій Тимур Федір Юрій Яків"
                  + " Ярослав Олена Ольга Оксана Олександра Алла Анастасія Ангеліна Анна Антоніна"
                  + " Валентина Валерія Варвара Василина Вероніка Вікторія Галина Ганна Дарина"
                  + " Дарʼя Діана Євгенія Єлизавета Зінаїда Інна Ірина Катерина Клавдія Лариса"
                  + " Лідія Лілія Людмила Любов Майя Маргарита Марина Марія Надія Наталія Наталя"
                  + " Ніна Оленка Поліна Раїса Роксолана Світлана Соломія Софія Таїсія Тамара"
                  + " Тетяна Уляна Христина Юлія Юліана Яна Ярослава Александр Алексей Андрей"
                  + " Анатолий Валерий Василий Виктор Виталий Владимир Григорий Дмитрий Евгений"
                  + " Игорь Илья Кирилл Константин Леонид Михаил Николай Павел Пётр Петр Сергей"
                  + " Степан Фёдор Федор Юрий Яков Елена Наталья Татьяна Светлана Ирина Екатерина"
                  + " Галина Людмила Лидия Мария Надежда Анна Любовь Марья Марʼя Дарья Софья"
                  + " Зинаида Нина Раиса Аліна Алина Едуард Эдуард Оля Оленька Саша Сашко Маша Даша"
                  + " Вʼячеслав Вячеслав Георгій Георгий Гліб Геннадій Геннадий Єгор Егор Мирослав"
                  + " Мирослава Орест Устим Філіп Филип Юліан Юхим Ефим Арсен Аркадій Аркадий"
                  + " Матвій Матвей Марʼян Марʼяна Нестор Платон Радим Родіон Родион Іванна Зоряна"
                  + " Олеся Віра Вера Жанна Римма Емма Нелля Неля Богдана Віталіна Віолетта"
                  + " Владислава Емілія Злата Мілана Милана Каріна Карина Кіра Кира Крістіна"
                  + " Кристина Лариса Лілія Лилия Альона Алёна Алена Сніжана Снежана Стефанія"
                  + " Руслана Регіна Регина Рената Ельвіра Эльвира Эмма Юлия Евгения Антонина"
                  + " Станислав Тимофей Фаїна Фаина Інга Инга Лєна Лена Галя Катя Сєрьожа Серёжа"
                  + " Сережа Паша Гена Льоша Лёша Лёха Льоха"
                  + " Таня Настя Юля Вова Діма Дима Ваня Петя Міша Миша Сєрьога Серёга")
          .flatMap(names -> Stream.of(names.split(" ")))
          .map(name -> stem(name.toLowerCase(Locale.ROOT)))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> CASE_ENDS =
      Set.of(
          "", "а", "я", "у", "ю", "о", "е", "є", "і", "ї", "и", "ы", "й", "ь", "ом", "ем", "єм",
          "ою", "ею", "єю", "ой", "ей", "ові", "еві", "єві", "ією", "ії", "ія", "ію", "ия", "ии",
          "ию", "ией", "ий", "ій", "ієм", "ієві", "ієї");

  private static final Pattern CAPITALISED_WORDS =
      Pattern.compile("(?u)(?<![\\p{L}<])" + CAPITALISED + "(?:[ \\t]+" + CAPITALISED + ")*");

  /// Surnames that nothing else looks like; written small in their first form only.
  private static final Pattern SURNAME =
      Pattern.compile(
          "(?u)(?<!\\p{L})(?:"
              + "\\p{Lu}[\\p{L}'’ʼ-]{2,}(?:енк(?:о|а|у|ом|ові)|чук(?:а|у|ом|ові)?|щук(?:а|у|ом|ові)?|"
              + "[ео]вськ(?:ий|а|ого|ому|ої|ою|им)|швілі|дзе|ян(?:а|у|ом)?)"
              + "|\\p{Ll}{3,}(?<!д)енко)(?!\\p{L})");

  /// Ends of adjectives: districts and lines are no surnames.
  private static final Pattern PLACE_BEFORE_OR_AFTER =
      Pattern.compile("(?iu)^\\s+(?:район|масив|массив|жк|лінія|линия|ринок|рынок|міст|мост|парк)");

  private PersonNames() {}

  /// Whether the words introduce a person.
  static boolean introduces(String text) {
    return INTRODUCED.matcher(text).find();
  }

  static String mask(String text) {
    String masked = INTRODUCED.matcher(text).replaceAll("$1" + MASK);
    masked = PATRONYMIC.matcher(masked).replaceAll(PersonNames::patronymic);
    masked = WITH_INITIALS.matcher(masked).replaceAll(MASK);
    masked = TITLED.matcher(masked).replaceAll("$1" + MASK);
    masked = CAPITALISED_WORDS.matcher(masked).replaceAll(PersonNames::given);
    masked = surnames(masked);
    return masked.replaceAll("(?:<name>\\s*){2,}", MASK + " ");
  }

  private static String patronymic(MatchResult found) {
    String word = found.group(2);
    if (NO_PATRONYMIC.matcher(word).matches()) {
      return Matcher.quoteReplacement(found.group());
    }
    boolean small = Character.isLowerCase(word.codePointAt(0));
    String[] before = found.group(1).strip().split("[ \\t]+");
    String last = before[before.length - 1];
    if (ADJECTIVE_LIKE.matcher(word).matches()
        && !isGiven(last)
        && (small || last.isEmpty() || Character.isLowerCase(last.codePointAt(0)))) {
      return Matcher.quoteReplacement(found.group());
    }
    if (small && word.toLowerCase(Locale.ROOT).matches(".*(?<!ов|ев|єв|йов|ьов)[иі]ч\\p{L}{0,3}")) {
      // «кузьмич» among small words is a rare thing; «обласнич…» isn't.
      return Matcher.quoteReplacement(found.group());
    }
    boolean alone = before.length == 2 && !isGiven(before[1]) && small;
    return alone ? Matcher.quoteReplacement(before[0] + " ") + MASK : MASK;
  }

  /// Masks a run of capitalised words in which one is a given name, from that name's neighbour on.
  private static String given(MatchResult found) {
    String[] words = found.group().split("[ \\t]+");
    boolean any = Stream.of(words).anyMatch(PersonNames::isGiven);
    if (!any) {
      return Matcher.quoteReplacement(found.group());
    }
    // «Вчора Олена …»: the word before may only begin the sentence.
    int first = 0;
    while (first + 1 < words.length && !isGiven(words[first]) && !isGiven(words[first + 1])) {
      first++;
    }
    return Matcher.quoteReplacement(
        String.join(" ", java.util.Arrays.copyOfRange(words, 0, first))
            + (first > 0 ? " " : "")
            + MASK);
  }

  private static boolean isGiven(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replaceAll("['’`]", "ʼ");
    if (NOT_GIVEN.contains(lower)) {
      return false;
    }
    for (int cut = 0; cut <= 3 && lower.length() - cut >= 3; cut++) {
      if (CASE_ENDS.contains(lower.substring(lower.length() - cut))
          && GIVEN.contains(lower.substring(0, lower.length() - cut))) {
        return true;
      }
    }
    return false;
  }

  private static String stem(String name) {
    return name.replaceAll("['’`]", "ʼ").replaceAll("[аяйьо]$", "");
  }

  private static String surnames(String text) {
    Matcher matcher = SURNAME.matcher(text);
    StringBuilder masked = new StringBuilder();
    while (matcher.find()) {
      boolean place = PLACE_BEFORE_OR_AFTER.matcher(text.substring(matcher.end())).find();
      matcher.appendReplacement(masked, place ? Matcher.quoteReplacement(matcher.group()) : MASK);
    }
    return matcher.appendTail(masked).toString();
  }
}
