package ua.holos.nlp.address;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.Point;
import ua.holos.nlp.address.NameIndex.Naming;

/// The city's streets with all their names, and its known houses when the city has such a list.
///
/// The table is tab-separated, columns by header: `street_type` and `name_uk` are needed (a type
/// may be empty where the city has none); `other_names`, `old_names`, `ru_names`, `mined_variants`,
/// `districts`, `lat`, `lon`, `gid` and `n_corpus` (how often people write about the street) are
/// read when they are there. `|` separates several values in a cell. Houses: `gid` and `house` are
/// needed, `lat` and `lon` help `nearest`. Read once, then never changed: safe for all threads.
public final class StreetRegister {
  private static final double EARTH_RADIUS_METRES = 6_371_000;
  private static final double HOUSE_WITHIN_METRES = 60;
  private static final double STREET_WITHIN_METRES = 150;

  private final Street[] streets;
  private final double[] latitudes;
  private final double[] longitudes;
  private final int[] mentions;
  private final int[] initials;
  private final String[][] districtStems;
  private final Set<String> districts;
  private final NameIndex names;
  private final StreetTypes types;
  private final List<Map<String, House>> houses;
  private final boolean housesKnown;

  /// @param house normalised number
  /// @param latitude degrees, NaN when unknown
  private record House(String house, double latitude, double longitude) {}

  /// What lies near a point: a street, perhaps a house, and how far away.
  record Nearest(Street street, @Nullable String house, double metres) {}

  private StreetRegister(
      List<Street> streets,
      List<double[]> points,
      List<Integer> mentions,
      List<Integer> initials,
      NameIndex names,
      List<Map<String, House>> houses,
      boolean housesKnown) {
    this.streets = streets.toArray(Street[]::new);
    this.latitudes = points.stream().mapToDouble(point -> point[0]).toArray();
    this.longitudes = points.stream().mapToDouble(point -> point[1]).toArray();
    this.mentions = mentions.stream().mapToInt(Integer::intValue).toArray();
    this.initials = initials.stream().mapToInt(Integer::intValue).toArray();
    this.names = names;
    this.houses = houses;
    this.housesKnown = housesKnown;
    var stemsByDistrict = new HashMap<String, String[]>();
    this.districtStems = new String[this.streets.length][];
    for (int i = 0; i < this.streets.length; i++) {
      districtStems[i] =
          stemsByDistrict.computeIfAbsent(
              this.streets[i].district(), StreetRegister::districtStems);
    }
    var all = new HashSet<String>();
    for (var stems : districtStems) {
      all.addAll(Arrays.asList(stems));
    }
    this.districts = Set.copyOf(all);
    var registerTypes = new HashSet<String>();
    streets.forEach(street -> registerTypes.add(street.type()));
    this.types = new StreetTypes(registerTypes);
  }

  private static String[] districtStems(String districts) {
    if (districts.isEmpty()) {
      return new String[0];
    }
    var stems = districts.split(",");
    for (int i = 0; i < stems.length; i++) {
      stems[i] = Spelling.stem(Spelling.fold(stems[i].trim()));
    }
    return stems;
  }

  /// Loads a table of streets.
  ///
  /// @throws InvalidRegisterException when the table cannot be used, naming file, line and remedy
  public static StreetRegister load(Path streets) {
    return load(streets, null);
  }

  /// Loads a table of streets and, when the city has one, a table of known houses.
  ///
  /// @throws InvalidRegisterException when a table cannot be used, naming file, line and remedy
  public static StreetRegister load(Path streetTable, @Nullable Path houseTable) {
    var streets = new ArrayList<Street>();
    var points = new ArrayList<double[]>();
    var mentions = new ArrayList<Integer>();
    var numberById = new HashMap<String, Integer>();
    var initials = new ArrayList<Integer>();
    var names = new NameIndex();
    try (var table = TabSeparated.open(streetTable, List.of("street_type", "name_uk"))) {
      while (table.next()) {
        int number = streets.size();
        var street = street(table);
        if (numberById.putIfAbsent(street.id(), number) != null) {
          throw table.problem("gid \"%s\" is there twice; ids are unique".formatted(street.id()));
        }
        streets.add(street);
        points.add(new double[] {table.degrees("lat", 90), table.degrees("lon", 180)});
        mentions.add(table.count("n_corpus"));
        initials.add(index(names, number, street.name(), table));
      }
      if (streets.isEmpty()) {
        throw table.problem("no street; expected one street a line after the first line");
      }
    }
    names.trim();
    var houses = new ArrayList<Map<String, House>>();
    streets.forEach(street -> houses.add(Map.of()));
    if (houseTable != null) {
      loadHouses(houseTable, numberById, houses);
    }
    return new StreetRegister(
        streets, points, mentions, initials, names, houses, houseTable != null);
  }

  private static Street street(TabSeparated table) {
    var id = table.cell("gid");
    return new Street(
        id.isEmpty() ? "line-" + table.line() : id,
        table.cell("street_type").intern(),
        table.neededCell("name_uk"),
        String.join(", ", table.list("districts")).intern());
  }

  /// Adds each spelling once, as the best that it is.
  private static int index(NameIndex names, int number, String name, TabSeparated table) {
    var added = new HashSet<String>();
    added.add(name);
    int initials = names.add(number, name, Naming.OFFICIAL);
    for (var naming : List.of(Naming.FORMER, Naming.RUSSIAN, Naming.ALIAS, Naming.SEEN)) {
      for (var other : table.list(column(naming))) {
        boolean guess = naming == Naming.SEEN || isEndOf(name, other);
        if (added.add(other) && !(guess && isOrdinary(other))) {
          initials |= names.add(number, other, naming);
        }
      }
    }
    return initials;
  }

  /// «Києва» or «Києві» for «Оборони Києва»: a shortened name.
  private static boolean isEndOf(String name, String other) {
    var words = NameWords.of(name);
    var shortened = NameWords.of(other);
    return words.size() > 1
        && shortened.size() == 1
        && Spelling.stem(words.getLast()).equals(Spelling.stem(shortened.getFirst()));
  }

  private static boolean isOrdinary(String seen) {
    return OrdinaryWords.isOrdinary(Spelling.fold(seen));
  }

  private static String column(Naming naming) {
    return switch (naming) {
      case OFFICIAL -> "name_uk";
      case RUSSIAN -> "ru_names";
      case FORMER -> "old_names";
      case SEEN -> "mined_variants";
      case ALIAS, SURNAME, FORMER_SURNAME, LAST_WORD, BEGINNING -> "other_names";
    };
  }

  private static void loadHouses(
      Path houseTable, Map<String, Integer> numberById, List<Map<String, House>> houses) {
    try (var table = TabSeparated.open(houseTable, List.of("gid", "house"))) {
      while (table.next()) {
        var gid = table.neededCell("gid");
        var number = numberById.get(gid);
        if (number == null) {
          throw table.problem(
              "gid \"%s\" is not in the street register; expected an id of its column gid"
                  .formatted(gid));
        }
        if (houses.get(number).isEmpty()) {
          houses.set(number, new HashMap<>());
        }
        var house = HouseNumber.normalised(table.neededCell("house"));
        houses
            .get(number)
            .put(house, new House(house, table.degrees("lat", 90), table.degrees("lon", 180)));
      }
    }
  }

  /// How many streets there are.
  public int size() {
    return streets.length;
  }

  /// All streets, in the order of the table.
  public List<Street> streets() {
    return List.of(streets);
  }

  /// Where a house is, or, without one, the middle of the street; null when the tables don't say.
  ///
  /// @param house normalised number, null for the street
  public @Nullable Point point(Street street, @Nullable String house) {
    for (int i = 0; i < streets.length; i++) {
      if (streets[i].id().equals(street.id())) {
        House known = house == null ? null : houses.get(i).get(house);
        if (house != null) {
          return known == null ? null : point(known.latitude(), known.longitude());
        }
        return point(latitudes[i], longitudes[i]);
      }
    }
    return null;
  }

  private static @Nullable Point point(double latitude, double longitude) {
    return Double.isNaN(latitude) || Double.isNaN(longitude)
        ? null
        : new Point(latitude, longitude);
  }

  NameIndex names() {
    return names;
  }

  StreetTypes types() {
    return types;
  }

  Street street(int number) {
    return streets[number];
  }

  /// How well known the street is: how often people write about it, and how many houses of it are
  /// known; 0 when the tables don't say.
  int mentions(int number) {
    return mentions[number] + houses.get(number).size();
  }

  /// Whether a word before the last of the street's names begins with a (folded) letter.
  boolean bearsInitial(int street, char letter) {
    return (initials[street] & NameIndex.initial(letter)) != 0;
  }

  /// Whether a street of the register has a house; true when the city has no list of houses, or the
  /// register no such street.
  ///
  /// @param house normalised number: `25`, `44А`, `40/2`
  public boolean hasHouse(Street street, String house) {
    if (!housesKnown) {
      return true;
    }
    for (int i = 0; i < streets.length; i++) {
      if (streets[i].id().equals(street.id())) {
        return isHouseKnown(i, house);
      }
    }
    return true;
  }

  /// Whether the house is in the city's list; true when the city has no list.
  boolean isHouseKnown(int street, @Nullable String house) {
    return !housesKnown || house == null || houses.get(street).containsKey(house);
  }

  boolean hasHouses() {
    return housesKnown;
  }

  boolean isIn(int street, Set<String> districts) {
    for (var stem : districtStems[street]) {
      if (districts.contains(stem)) {
        return true;
      }
    }
    return false;
  }

  /// Stems of the names of all districts.
  Set<String> districts() {
    return districts;
  }

  /// Metres between two streets' centres, NaN when one is unknown.
  double metresBetween(int one, int other) {
    return metres(latitudes[one], longitudes[one], latitudes[other], longitudes[other]);
  }

  /// The nearest known house within 60 m, else the nearest street's point within 150 m.
  @Nullable Nearest nearest(double latitude, double longitude) {
    Nearest nearest = null;
    double least = HOUSE_WITHIN_METRES;
    for (int i = 0; i < streets.length; i++) {
      for (var house : houses.get(i).values()) {
        double metres = metres(latitude, longitude, house.latitude(), house.longitude());
        if (metres <= least) {
          least = metres;
          nearest = new Nearest(streets[i], house.house(), metres);
        }
      }
    }
    if (nearest != null) {
      return nearest;
    }
    least = STREET_WITHIN_METRES;
    for (int i = 0; i < streets.length; i++) {
      double metres = metres(latitude, longitude, latitudes[i], longitudes[i]);
      if (metres <= least) {
        least = metres;
        nearest = new Nearest(streets[i], null, metres);
      }
    }
    return nearest;
  }

  /// On a city's scale the earth is flat enough: equirectangular approximation.
  private static double metres(double lat1, double lon1, double lat2, double lon2) {
    double x = Math.toRadians(lon2 - lon1) * Math.cos(Math.toRadians((lat1 + lat2) / 2));
    double y = Math.toRadians(lat2 - lat1);
    return EARTH_RADIUS_METRES * Math.sqrt(x * x + y * y);
  }
}
