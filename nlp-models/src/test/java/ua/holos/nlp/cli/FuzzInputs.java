package ua.holos.nlp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import ua.holos.bot.understanding.Expectation;

/// Texts that nobody would write, and some that somebody might: mutations of sentences, random code
/// points, and addresses put together from their pieces. The same seed and number give the same
/// text.
final class FuzzInputs {

  private static final String[] PIECES = {
    "вул.",
    "вулиця",
    "ул",
    "улица",
    "просп.",
    "пр-т",
    "проспект",
    "бульв",
    "пров.",
    "пл.",
    "шосе",
    "узвіз",
    "наб.",
    "буд.",
    "будинок",
    "дом",
    "д.",
    "№",
    "корп.",
    "корпус",
    "під'їзд",
    "підїзд 2",
    "парадне",
    "подъезд",
    "кв.",
    "квартира",
    "поверх",
    "этаж",
    "на розі",
    "перетин",
    "від",
    "до",
    "між",
    "біля",
    "напроти",
    "та",
    "і",
    "и",
    "/",
    "-",
    "–",
    ",",
    ".",
    ";",
    "(",
    ")",
    "\"",
    "«",
    "»",
    "'",
    "ʼ",
    "’",
    "\n",
    "\t",
    " ",
    "  ",
    "1",
    "25",
    "25а",
    "25-А",
    "40/2",
    "92-92-А",
    "5,7,9",
    "1-8",
    "0",
    "00",
    "007",
    "1115",
    "99999999999999999999",
    "12:30",
    "01.02.2015",
    "2015 р.",
    "200 грн",
    "тел. 044",
    "<phone>",
    "<name>",
    "<email>",
    "ЖЕК №5",
    "К-17327",
    "маршрут 11",
    "зупинка",
    "метро",
    "третій",
    "перший",
    "другий",
    "I",
    "II",
    "ІV",
    "XIX",
    "в",
    "у",
    "на",
    "по",
    "вул. Хрещатик",
    "хрещатику",
    "Крещатик",
    "шевченка",
    "Шевченко",
    "горького",
    "лесі українки",
    "б-р",
    "м-н",
    "мікрорайон",
    "с.",
    "м. Київ",
    "Київ",
    "02100",
    "Оболонь",
    "ТРЦ",
    "школа №135",
    "немає води",
    "не працює ліфт",
    "пахне газом",
    "застряг",
    "яма",
    "дякую",
    "так",
    "ні",
    "скасувати"
  };

  private static final int[][] BLOCKS = {
    {0x0000, 0x007F}, {0x0080, 0x024F}, {0x0300, 0x036F}, {0x0400, 0x04FF}, {0x0400, 0x04FF},
    {0x0590, 0x06FF}, {0x200B, 0x206F}, {0x2100, 0x27BF}, {0x4E00, 0x9FFF}, {0xD800, 0xDFFF},
    {0xFE00, 0xFE0F}, {0xFFF0, 0xFFFF}, {0x1F300, 0x1FAFF}, {0xE0000, 0xE007F}, {0x10FF00, 0x10FFFF}
  };

  private static final String[] LOOK_ALIKE = {"аa", "еe", "оo", "рp", "сc", "іi", "хx", "уy", "кk"};

  private static final String[] MARKUP = {
    "<b>",
    "</b>",
    "<br/>",
    "&nbsp;",
    "&amp;",
    "&#1072;",
    "<script>alert(1)</script>",
    "<a href=\"x\">",
    "\u202E",
    "\u200F",
    "\u2066",
    "\uFEFF",
    "\u00AD",
    "\u0301\u0302\u0303\u0304",
    "\\n",
    "\\u0000",
    "{}",
    "${jndi}",
    "'; DROP TABLE",
    "%s%n",
    "🔥",
    "👨‍👩‍👧‍👦",
    "🇺🇦",
    "Z̸̢̛a̵l̶g̷o̸"
  };

  private final long seed;
  private final List<String> sentences = new ArrayList<>();
  private final List<String> streets = new ArrayList<>();

  FuzzInputs(long seed) {
    this.seed = seed;
    try {
      Path resources = Path.of("src", "test", "resources", "ua", "holos", "nlp");
      for (String file :
          List.of(
              "category/chat-complaints.tsv",
              "category/several-complaints.tsv",
              "intent/intents.tsv",
              "urgency/emergencies.tsv",
              "details/details.tsv",
              "language/languages.tsv")) {
        for (String line : Files.readAllLines(resources.resolve(file))) {
          for (String cell : line.split("\t")) {
            if (cell.length() > 3) {
              sentences.add(cell);
            }
          }
        }
      }
      for (String line : Files.readAllLines(Path.of("..", "config", "city", "streets.tsv"))) {
        for (String cell : line.split("[\t|]")) {
          if (!cell.isBlank()) {
            streets.add(cell);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Expectation expectation(int number) {
    Expectation[] all = Expectation.values();
    return number % 3 == 0 ? all[Math.floorMod(number / 3, all.length)] : Expectation.ANYTHING;
  }

  String text(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    if (random.nextInt(2000) == 0) {
      return veryLong(random);
    }
    return switch (random.nextInt(10)) {
      case 0 -> codePoints(random, random.nextInt(200));
      case 1, 2, 3 -> address(random, 1 + random.nextInt(25));
      case 4 -> repeated(random, 1 + random.nextInt(60));
      case 5 -> mutated(random, sentence(random) + pick(random, PIECES) + sentence(random), 3);
      default -> mutated(random, sentence(random), 1 + random.nextInt(8));
    };
  }

  /// Up to 100,000 characters, of which a reader must not read everything with everything.
  private String veryLong(SplittableRandom random) {
    int most = 1 << (8 + random.nextInt(9));
    StringBuilder text = new StringBuilder();
    String again = random.nextBoolean() ? "" : repeated(random, 2);
    while (text.length() < most) {
      text.append(again.isEmpty() ? text(random.nextInt()) : again);
      if (random.nextBoolean()) {
        text.append(' ');
      }
    }
    return text.length() > 100_000 ? text.substring(0, 100_000) : text.toString();
  }

  private String sentence(SplittableRandom random) {
    return sentences.get(random.nextInt(sentences.size()));
  }

  private static String pick(SplittableRandom random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  private String address(SplittableRandom random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(8)) {
        case 0, 1 -> text.append(streets.get(random.nextInt(streets.size())));
        case 2 -> text.append(random.nextInt(300));
        case 3 -> text.append(mutated(random, streets.get(random.nextInt(streets.size())), 1));
        default -> text.append(pick(random, PIECES));
      }
      if (random.nextInt(4) > 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private String repeated(SplittableRandom random, int times) {
    String piece =
        switch (random.nextInt(4)) {
          case 0 -> pick(random, PIECES);
          case 1 -> pick(random, MARKUP);
          case 2 -> codePoints(random, 1 + random.nextInt(3));
          default -> pick(random, PIECES) + " " + streets.get(random.nextInt(streets.size())) + " ";
        };
    return piece.repeat(times);
  }

  private static String codePoints(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
    for (int i = 0; i < length; i++) {
      if (random.nextInt(5) == 0) {
        block = BLOCKS[random.nextInt(BLOCKS.length)];
      }
      text.appendCodePoint(random.nextInt(block[0], block[1] + 1));
    }
    return text.toString();
  }

  private static String mutated(SplittableRandom random, String original, int times) {
    StringBuilder text = new StringBuilder(original);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(10)) {
        case 0 -> text.delete(at, to);
        case 1 -> text.insert(at, codePoints(random, 1));
        case 2 -> text.insert(at, text.substring(at, to));
        case 3 -> text.insert(at, pick(random, MARKUP));
        case 4 -> text.insert(at, pick(random, PIECES));
        case 5 -> text.replace(at, to, text.substring(at, to).toUpperCase(Locale.ROOT));
        case 6 -> {
          String pair = pick(random, LOOK_ALIKE);
          String changed = text.toString().replace(pair.charAt(0), pair.charAt(1));
          text.setLength(0);
          text.append(changed);
        }
        case 7 ->
            text.replace(at, to, new StringBuilder(text.substring(at, to)).reverse().toString());
        case 8 -> text.insert(at, random.nextInt());
        default -> {
          if (at + 1 < text.length()) {
            char c = text.charAt(at);
            text.setCharAt(at, text.charAt(at + 1));
            text.setCharAt(at + 1, c);
          }
        }
      }
    }
    return text.toString();
  }

  /// A text with everything but ordinary letters written as escapes, at most so many characters.
  static String escaped(String text, int most) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(most, text.length()); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7F || c >= 0x400 && c < 0x460) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.append(text.length() > most ? "…" : "").toString();
  }
}
