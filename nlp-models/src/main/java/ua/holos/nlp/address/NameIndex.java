package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds streets by the words of a name: whole, in another order, by surname alone, by a former or
/// Russian name. Built once, then only read.
final class NameIndex {
  /// How a name belongs to its street; `quality` orders what else is equal.
  enum Naming {
    OFFICIAL(1.0),
    RUSSIAN(0.98),
    FORMER(0.95),
    ALIAS(0.93),
    SURNAME(0.92),
    FORMER_SURNAME(0.88),
    SEEN(0.85),
    /// Only together with an initial: «В. Васильківська».
    LAST_WORD(0.8),
    /// Only together with the street's own type: «площа Дружби» of «площа Дружби народів».
    BEGINNING(0.75);

    final double quality;

    Naming(double quality) {
      this.quality = quality;
    }

    private static final Naming[] ALL = values();
  }

  record Hit(int street, Naming naming) {}

  record Near(int word, double distance) {}

  private static final int LONGEST_PERMUTED = 3;
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final Set<String> TITLES = WordList.stems("titles.txt");
  private static final Set<String> GIVEN_NAMES = WordList.stems("given-names.txt");
  private static final Map<String, String> IN_UKRAINIAN = WordList.pairs("russian-words.txt");

  private final Map<String, Integer> vocabulary = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final Map<String, int[]> learnt = new HashMap<>();
  private int[] letters = new int[1024];

  private long[] keys = new long[1 << 14];
  private int[] heads = new int[1 << 14];
  private int patterns;

  private int[] streetOf = new int[1 << 14];
  private byte[] namingOf = new byte[1 << 14];
  private int[] nextOf = new int[1 << 14];
  private int entries = 1;

  static boolean isTitle(String stem) {
    return TITLES.contains(stem);
  }

  static boolean isGivenName(String stem) {
    return GIVEN_NAMES.contains(stem);
  }

  /// Adds one name of a street with all the ways in which people shorten and turn it.
  ///
  /// @return the first letters of its words but the last, a bit each (see `initial`)
  int add(int street, String name, Naming naming) {
    var folded = NameWords.of(name);
    if (!folded.isEmpty()) {
      add(street, folded, naming);
    }
    int initials = 0;
    for (int i = 0; i < folded.size() - 1; i++) {
      initials |= initial(folded.get(i).charAt(0));
    }
    return initials;
  }

  static int initial(char letter) {
    return 1 << (letter & 31);
  }

  private void add(int street, List<String> folded, Naming naming) {
    var ids = new int[folded.size()][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = learn(folded.get(i), folded.get(i).equals(folded.getLast()) || ids.length > 1);
    }
    addPermuted(street, ids, naming);
    addSoftened(street, folded, ids);
    if (ids.length == 1) {
      return;
    }
    int persons = leadingPersonWords(folded);
    var surname =
        naming == Naming.OFFICIAL || naming == Naming.RUSSIAN
            ? Naming.SURNAME
            : Naming.FORMER_SURNAME;
    if (ids.length >= LONGEST_PERMUTED && persons == 0) {
      put(street, Arrays.copyOf(ids, ids.length - 1), Naming.BEGINNING);
    }
    if (persons == 0) {
      put(street, new int[][] {ids[ids.length - 1]}, Naming.LAST_WORD);
      return;
    }
    addPermuted(street, Arrays.copyOfRange(ids, persons, ids.length), surname);
    if (persons == 2) {
      for (int kept = 0; kept < 2; kept++) {
        var shorter = new int[ids.length - 1][];
        shorter[0] = ids[kept];
        System.arraycopy(ids, 2, shorter, 1, ids.length - 2);
        addPermuted(street, shorter, surname);
      }
    }
  }

  /// «Васильківська» is «Васильковская» in Russian, «Королівська» is «Королевская». Only a guess:
  /// the Russian name of another street may come out.
  private void addSoftened(int street, List<String> folded, int[][] ids) {
    for (int i = 0; i < ids.length; i++) {
      var stem = Spelling.stem(folded.get(i));
      if (stem.endsWith("ивск")) {
        var start = stem.substring(0, stem.length() - "ивск".length());
        var softened = ids.clone();
        softened[i] = new int[] {id(start + "овск"), id(start + "евск")};
        addPermuted(street, softened, Naming.SEEN);
      }
    }
  }

  private static int leadingPersonWords(List<String> folded) {
    int count = 0;
    while (count < 2 && count < folded.size() - 1 && isPersonWord(folded.get(count))) {
      count++;
    }
    return count;
  }

  private static boolean isPersonWord(String folded) {
    for (var stem : Spelling.stems(folded)) {
      if (isTitle(stem) || isGivenName(stem)) {
        return true;
      }
    }
    return false;
  }

  private void addPermuted(int street, int[][] ids, Naming naming) {
    put(street, ids, naming);
    if (ids.length == 2) {
      put(street, new int[][] {ids[1], ids[0]}, naming);
    } else if (ids.length == LONGEST_PERMUTED) {
      put(street, new int[][] {ids[2], ids[0], ids[1]}, naming);
      put(street, new int[][] {ids[1], ids[2], ids[0]}, naming);
      put(street, new int[][] {ids[2], ids[1], ids[0]}, naming);
      put(street, new int[][] {ids[0], ids[2], ids[1]}, naming);
      put(street, new int[][] {ids[1], ids[0], ids[2]}, naming);
    }
  }

  /// Every combination of stems of the words.
  private void put(int street, int[][] ids, Naming naming) {
    put(street, ids, 0, 0, naming);
  }

  private void put(int street, int[][] ids, int from, long key, Naming naming) {
    if (from == ids.length) {
      putKey(street, key, naming);
      return;
    }
    for (int id : ids[from]) {
      put(street, ids, from + 1, extended(key, id), naming);
    }
  }

  private void putKey(int street, long key, Naming naming) {
    if (patterns * 2 >= keys.length) {
      grow();
    }
    int slot = slot(keys, key);
    if (keys[slot] == 0) {
      keys[slot] = key;
      patterns++;
    }
    for (int at = heads[slot]; at != 0; at = nextOf[at]) {
      if (streetOf[at] == street) {
        if (namingOf[at] > naming.ordinal()) {
          namingOf[at] = (byte) naming.ordinal();
        }
        return;
      }
    }
    if (entries == streetOf.length) {
      streetOf = Arrays.copyOf(streetOf, entries * 2);
      namingOf = Arrays.copyOf(namingOf, entries * 2);
      nextOf = Arrays.copyOf(nextOf, entries * 2);
    }
    streetOf[entries] = street;
    namingOf[entries] = (byte) naming.ordinal();
    nextOf[entries] = heads[slot];
    heads[slot] = entries;
    entries++;
  }

  private void grow() {
    var newKeys = new long[keys.length * 2];
    var newHeads = new int[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int slot = slot(newKeys, keys[i]);
        newKeys[slot] = keys[i];
        newHeads[slot] = heads[i];
      }
    }
    keys = newKeys;
    heads = newHeads;
  }

  private static int slot(long[] table, long key) {
    int slot = (int) (key >>> 20) & table.length - 1;
    while (table[slot] != 0 && table[slot] != key) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  /// The key of a name that goes on with one more word; a name starts at 0.
  static long extended(long key, int word) {
    long mixed = (key ^ word + 1L) * SEED;
    mixed ^= mixed >>> 29;
    return mixed == 0 ? 1 : mixed;
  }

  /// The streets that a key of words names.
  List<Hit> streets(long key) {
    int slot = slot(keys, key);
    if (keys[slot] == 0) {
      return List.of();
    }
    var hits = new ArrayList<Hit>(2);
    for (int at = heads[slot]; at != 0; at = nextOf[at]) {
      hits.add(new Hit(streetOf[at], Naming.ALL[namingOf[at]]));
    }
    return hits;
  }

  boolean knows(long key) {
    return keys[slot(keys, key)] != 0;
  }

  /// Ids of a name's word; remembered while the index is built, because words come again and again.
  private int[] learn(String folded, boolean withPlural) {
    var key = withPlural ? folded : folded + "!";
    var known = learnt.get(key);
    if (known == null) {
      known = ids(folded, withPlural);
      learnt.put(key, known);
    }
    return known;
  }

  private int[] ids(String folded, boolean withPlural) {
    var stems = Spelling.stems(folded);
    int count = withPlural ? stems.length : 1;
    var ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = id(stems[i]);
    }
    return ids;
  }

  private int id(String stem) {
    var known = vocabulary.get(stem);
    if (known != null) {
      return known;
    }
    int id = words.size();
    vocabulary.put(stem, id);
    words.add(stem);
    if (id == letters.length) {
      letters = Arrays.copyOf(letters, id * 2);
    }
    letters[id] = letters(stem);
    return id;
  }

  /// Ids of the known stems of a text's word, likeliest first.
  int[] ids(String folded) {
    var stems = Spelling.stems(folded);
    var found = new int[stems.length + 3];
    int count = 0;
    for (var stem : stems) {
      count = addKnown(found, count, stem);
    }
    var first = stems[0];
    var same = IN_UKRAINIAN.get(first);
    if (same != null) {
      count = addKnown(found, count, same);
    }
    var ordinal = AddressWords.ordinal(folded);
    if (ordinal != null) {
      count = addKnown(found, count, ordinal);
    }
    if (first.endsWith("ическ")) {
      // «Керамический» is «Керамічний»
      count = addKnown(found, count, first.substring(0, first.length() - "еск".length()) + "н");
    }
    if (count == 0 && folded.length() > first.length()) {
      count = addKnown(found, count, hardened(first));
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  private int addKnown(int[] found, int count, String stem) {
    var id = vocabulary.get(stem);
    if (id == null || count == found.length) {
      return count;
    }
    found[count] = id;
    return count + 1;
  }

  /// «науці» -> «наук»: the consonant that the locative softens.
  private static String hardened(String stem) {
    if (stem.isEmpty()) {
      return stem;
    }
    var start = stem.substring(0, stem.length() - 1);
    return switch (stem.charAt(stem.length() - 1)) {
      case 'ц' -> start + "к";
      case 'з' -> start + "г";
      case 'с' -> start + "х";
      default -> stem;
    };
  }

  /// Known words at most `limit` typing errors away, nearest first.
  List<Near> near(String folded, double limit, int most) {
    var near = new ArrayList<Near>();
    var stems = Spelling.stems(folded);
    for (var stem : stems) {
      if (stem.length() < 4 || Character.isDigit(stem.charAt(0))) {
        continue;
      }
      int mask = letters(stem);
      int maxLetters = (int) Math.ceil(limit / 0.5) + 1;
      for (int id = 0; id < words.size(); id++) {
        if (Integer.bitCount(mask ^ letters[id]) > maxLetters) {
          continue;
        }
        var word = words.get(id);
        if (Math.abs(word.length() - stem.length()) > 2 || word.length() < 4) {
          continue;
        }
        double distance = SpellingDistance.between(stem, word, limit);
        if (distance <= limit) {
          near.add(new Near(id, distance));
        }
      }
    }
    near.sort(Comparator.comparingDouble(Near::distance));
    return near.size() > most ? near.subList(0, most) : near;
  }

  private static int letters(String stem) {
    int mask = 0;
    for (int i = 0; i < stem.length(); i++) {
      mask |= 1 << (stem.charAt(i) & 31);
    }
    return mask;
  }

  /// Gives back what growing left over.
  void trim() {
    learnt.clear();
    streetOf = Arrays.copyOf(streetOf, entries);
    namingOf = Arrays.copyOf(namingOf, entries);
    nextOf = Arrays.copyOf(nextOf, entries);
    letters = Arrays.copyOf(letters, words.size());
  }
}
