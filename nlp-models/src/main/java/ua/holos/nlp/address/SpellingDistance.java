package ua.holos.nlp.address;

/// How far two folded words are apart, counted in typing errors: what sounds alike or lies side by
/// side on the keyboard costs less than a full error (Damerau 1964, with weights).
final class SpellingDistance {
  private static final String KEYBOARD_TOP = "йцукенгшщзх";
  private static final String KEYBOARD_MIDDLE = "фивапролджє";
  private static final String KEYBOARD_BOTTOM = "ячсмитьбю";
  private static final double SOUNDS_ALIKE = 0.5;
  private static final double NEIGHBOUR_KEY = 0.8;
  private static final double SWAPPED = 0.8;
  private static final double VOWEL_LOST = 0.8;

  private static final char FIRST_LETTER = 'а';
  private static final int LETTERS = 32;
  private static final double[] SUBSTITUTION = substitutions();

  private SpellingDistance() {}

  /// How many errors a word of this length may have and still be taken for another.
  static double tolerance(int length) {
    if (length <= 3) {
      return 0;
    }
    if (length == 4) {
      return 0.5;
    }
    if (length <= 6) {
      return 1;
    }
    return length <= 9 ? 1.6 : 2;
  }

  /// The distance, or more than `limit` when it is greater than that.
  static double between(String a, String b, double limit) {
    int n = a.length();
    int m = b.length();
    if (Math.abs(n - m) * VOWEL_LOST > limit) {
      return limit + 1;
    }
    var beforeLast = new double[m + 1];
    var last = new double[m + 1];
    var row = new double[m + 1];
    for (int j = 1; j <= m; j++) {
      last[j] = last[j - 1] + gap(b.charAt(j - 1));
    }
    for (int i = 1; i <= n; i++) {
      char x = a.charAt(i - 1);
      row[0] = last[0] + gap(x);
      double least = row[0];
      for (int j = 1; j <= m; j++) {
        char y = b.charAt(j - 1);
        double cost = last[j - 1] + substitution(x, y);
        cost = Math.min(cost, last[j] + gap(x));
        cost = Math.min(cost, row[j - 1] + gap(y));
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2)) {
          cost = Math.min(cost, beforeLast[j - 2] + SWAPPED);
        }
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > limit + SWAPPED) {
        return limit + 1;
      }
      var free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[m];
  }

  private static double gap(char c) {
    return Spelling.isVowel(c) ? VOWEL_LOST : 1;
  }

  private static double substitution(char x, char y) {
    if (x == y) {
      return 0;
    }
    int i = x - FIRST_LETTER;
    int j = y - FIRST_LETTER;
    return i < 0 || j < 0 || i >= LETTERS || j >= LETTERS ? 1 : SUBSTITUTION[i * LETTERS + j];
  }

  private static double[] substitutions() {
    var costs = new double[LETTERS * LETTERS];
    for (int i = 0; i < LETTERS; i++) {
      for (int j = 0; j < LETTERS; j++) {
        char x = (char) (FIRST_LETTER + i);
        char y = (char) (FIRST_LETTER + j);
        boolean alike = soundsAlike(x, y) || soundsAlike(y, x);
        costs[i * LETTERS + j] = alike ? SOUNDS_ALIKE : neighbours(x, y) ? NEIGHBOUR_KEY : 1;
      }
    }
    return costs;
  }

  private static boolean soundsAlike(char x, char y) {
    return switch (x) {
      case 'о' -> y == 'а' || y == 'и' || y == 'у' || y == 'е';
      case 'е' -> y == 'и' || y == 'а';
      case 'г' -> y == 'х' || y == 'к';
      case 'д' -> y == 'т';
      case 'б' -> y == 'п';
      case 'з' -> y == 'с' || y == 'ж';
      case 'ж' -> y == 'ш';
      case 'ш' -> y == 'щ';
      case 'в' -> y == 'у' || y == 'ф';
      case 'ц' -> y == 'с' || y == 'к';
      default -> false;
    };
  }

  private static boolean neighbours(char x, char y) {
    return beside(KEYBOARD_TOP, x, y)
        || beside(KEYBOARD_MIDDLE, x, y)
        || beside(KEYBOARD_BOTTOM, x, y);
  }

  private static boolean beside(String keys, char x, char y) {
    int i = keys.indexOf(x);
    int j = keys.indexOf(y);
    return i >= 0 && j >= 0 && Math.abs(i - j) == 1;
  }
}
