package ua.holos.gateway.city;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Category.Where;
import ua.holos.bot.appeal.Deadline;
import ua.holos.bot.conversation.OfficeHours;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.conversation.WordingKeys;
import ua.holos.bot.form.ContactRule;
import ua.holos.bot.understanding.Detail;

/// Reads the city pack and finds all mistakes in it before it gives up.
final class CityPackReader {
  static final String CITY = "city.yaml";
  static final String DEPARTMENTS = "departments.yaml";
  static final String CATEGORIES = "categories.yaml";
  static final String ANSWERS = "answers.yaml";
  static final String WORDING = "wording.properties";

  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern DEADLINE = Pattern.compile("([1-9][0-9]{0,3}) (hours|working days)");
  private static final String CODE_EXPECTED =
      "a code of small Latin letters, digits and hyphens, such as 'hot-water'";

  private final CityFolder folder;
  private final RequiredWording required;
  private final Mistakes mistakes = new Mistakes();

  /// @param required what the engine says: a pack must have words for all of it
  CityPackReader(CityFolder folder, RequiredWording required) {
    this.folder = folder;
    this.required = required;
  }

  /// @throws CityPackException with all mistakes, when there are any
  CityPack read() {
    if (!folder.exists()) {
      mistakes.add(CITY, 0, "the folder doesn't exist: expected a folder with the city's files");
      throw new CityPackException(folder.toString(), mistakes.sorted());
    }
    Optional<City> city = city();
    List<Department> departments = departments();
    Set<String> details = new TreeSet<>();
    Detail.known().forEach(detail -> details.add(detail.code()));
    city.ifPresent(known -> details.addAll(known.details().keySet()));
    List<Category> categories = categories(departments, details);
    List<Answer> answers = answers();
    Map<String, String> wording = wording(answers, city.map(City::details).orElse(Map.of()));
    if (mistakes.any() || city.isEmpty()) {
      throw new CityPackException(folder.toString(), mistakes.sorted());
    }
    return new CityPack(city.get(), departments, categories, answers, wording);
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(folder.text(file));
    } catch (FileNotFoundException | NoSuchFileException e) {
      mistakes.add(file, 0, "the file is missing");
    } catch (CharacterCodingException e) {
      mistakes.add(file, 0, "the file is not in UTF-8");
    } catch (IOException e) {
      mistakes.add(file, 0, "the file can't be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<City> city() {
    return text(CITY).flatMap(text -> YamlObject.one(CITY, text, mistakes)).map(this::city);
  }

  private City city(YamlObject yaml) {
    String name = yaml.text("name", "the city's name");
    ZoneId zone =
        yaml.value("time-zone", "a time zone such as 'Europe/Kyiv'", CityPackReader::zone)
            .orElse(ZoneId.of("Europe/Kyiv"));
    String jurisdiction = yaml.text("jurisdiction", "the core system's jurisdiction_id");
    String centre = yaml.text("contact-centre", "the contact centre's name");
    String phone = yaml.text("phone", "the contact centre's number");
    List<String> phones =
        yaml.texts("phones", "a number in quotes").stream().map(YamlObject.Line::text).toList();
    OfficeHours operators =
        yaml.group("operators")
            .map(group -> officeHours(group, zone))
            .orElse(new OfficeHours(Set.of(), LocalTime.MIN, LocalTime.MAX, zone));
    QuietHours quiet =
        yaml.optionalGroup("quiet-hours")
            .map(group -> quietHours(group, zone))
            .orElse(new QuietHours(QuietHours.STANDARD.from(), QuietHours.STANDARD.to(), zone));
    ContactRule contact =
        yaml.value("contact", "never, optional or required", constant(ContactRule.class))
            .orElse(ContactRule.OPTIONAL);
    Set<DayOfWeek> workingDays = days(yaml, "working-days");
    List<LocalDate> holidays =
        yaml.values(
            "holidays", "a date such as 2026-12-25", parsing(text -> LocalDate.parse(text)));
    Map<String, String> details = new LinkedHashMap<>();
    for (YamlObject detail : yaml.groups("details")) {
      String code = code(detail, Set.of());
      details.put(code, detail.text("question", "the words that ask for it"));
      detail.nothingElse();
    }
    yaml.nothingElse();
    return new City(
        name,
        zone,
        jurisdiction,
        centre,
        phone,
        phones,
        operators,
        quiet,
        contact,
        workingDays,
        Set.copyOf(holidays),
        details);
  }

  private static OfficeHours officeHours(YamlObject yaml, ZoneId zone) {
    Set<DayOfWeek> days = days(yaml, "days");
    LocalTime from = time(yaml, "from").orElse(LocalTime.MIN);
    LocalTime to = time(yaml, "to").orElse(LocalTime.MAX);
    if (!from.isBefore(to)) {
      yaml.mistake("to", "'to' is " + to + ": expected a time after 'from', " + from);
    }
    yaml.nothingElse();
    return new OfficeHours(days, from, to, zone);
  }

  private static QuietHours quietHours(YamlObject yaml, ZoneId zone) {
    LocalTime from = time(yaml, "from").orElse(QuietHours.STANDARD.from());
    LocalTime to = time(yaml, "to").orElse(QuietHours.STANDARD.to());
    yaml.nothingElse();
    return new QuietHours(from, to, zone);
  }

  private static Optional<LocalTime> time(YamlObject yaml, String key) {
    return yaml.value(
        key, "a time in quotes such as \"08:00\"", parsing(text -> LocalTime.parse(text)));
  }

  private static Set<DayOfWeek> days(YamlObject yaml, String key) {
    List<DayOfWeek> days =
        yaml.values(key, "one of mon, tue, wed, thu, fri, sat, sun", CityPackReader::day);
    if (days.isEmpty()) {
      yaml.mistake(key, "'" + key + "' has no days: expected at least one, such as [mon, tue]");
      return EnumSet.allOf(DayOfWeek.class);
    }
    return EnumSet.copyOf(days);
  }

  private static Optional<DayOfWeek> day(String text) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  private static Optional<ZoneId> zone(String text) {
    return parsing(ZoneId::of).apply(text);
  }

  private static <T> Function<String, Optional<T>> parsing(Function<String, T> parse) {
    return text -> {
      try {
        return Optional.of(parse.apply(text));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    };
  }

  private static <T extends Enum<T>> Function<String, Optional<T>> constant(Class<T> type) {
    return text ->
        Arrays.stream(type.getEnumConstants())
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
  }

  private static String code(YamlObject yaml, Set<String> taken) {
    String code =
        yaml.value(
                "code",
                CODE_EXPECTED,
                text -> Optional.of(text).filter(t -> CODE.matcher(t).matches()))
            .orElse("");
    if (taken.contains(code)) {
      yaml.mistake("code", "'" + code + "' is there twice: every code is there once");
    }
    return code;
  }

  private List<Department> departments() {
    Map<String, Department> departments = new LinkedHashMap<>();
    for (YamlObject yaml : list(DEPARTMENTS)) {
      String code = code(yaml, departments.keySet());
      Department department =
          new Department(
              code, yaml.text("name", "the department's name"), yaml.text("phone", "its number"));
      yaml.nothingElse();
      departments.putIfAbsent(code, department);
    }
    return List.copyOf(departments.values());
  }

  private List<YamlObject> list(String file) {
    return text(file).map(text -> YamlObject.list(file, text, mistakes)).orElse(List.of());
  }

  private List<Category> categories(List<Department> departments, Set<String> details) {
    Set<String> departmentCodes =
        departments.stream()
            .map(Department::code)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, Category> categories = new LinkedHashMap<>();
    for (YamlObject yaml : list(CATEGORIES)) {
      String code = code(yaml, categories.keySet());
      categories.putIfAbsent(code, category(yaml, code, departmentCodes, details));
    }
    return List.copyOf(categories.values());
  }

  private static Category category(
      YamlObject yaml, String code, Set<String> departments, Set<String> details) {
    String name = yaml.text("name", "what people read");
    Optional<String> department =
        yaml.value(
            "department",
            "a code of " + DEPARTMENTS + nearest(departments),
            text -> Optional.of(text).filter(departments::contains));
    Optional<Deadline> deadline =
        yaml.value("deadline", "'24 hours' or '5 working days'", CityPackReader::deadline);
    boolean emergency =
        yaml.optionalValue("emergency", "true or false", CityPackReader::bool).orElse(false);
    Optional<Where> where = yaml.value("where", "house, place or none", constant(Where.class));
    List<Detail> needed = details(yaml, "needed", details);
    List<Detail> useful = details(yaml, "useful", details);
    needed.stream()
        .filter(useful::contains)
        .forEach(both ->
            yaml.mistake(
                "useful", "'" + both.code() + "' is needed already: expected it in one list"));
    yaml.nothingElse();
    return new Category(
        code,
        name,
        department.orElse(""),
        deadline.orElse(new Deadline(1, Deadline.Unit.HOURS)),
        emergency,
        where.orElse(Where.NONE),
        needed,
        useful);
  }

  private static String nearest(Set<String> codes) {
    return codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")";
  }

  private static List<Detail> details(YamlObject yaml, String key, Set<String> known) {
    return yaml.values(
        key,
        "one of " + String.join(", ", known) + " (a city's own detail is named in city.yaml first)",
        text -> Optional.of(text).filter(known::contains).map(Detail::new));
  }

  private static Optional<Boolean> bool(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Deadline> deadline(String text) {
    Matcher matcher = DEADLINE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Deadline(
            Integer.parseInt(matcher.group(1)),
            matcher.group(2).equals("hours") ? Deadline.Unit.HOURS : Deadline.Unit.WORKING_DAYS));
  }

  private List<Answer> answers() {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (YamlObject yaml : list(ANSWERS)) {
      String topic =
          yaml.value(
                  "topic",
                  CODE_EXPECTED,
                  text -> Optional.of(text).filter(t -> CODE.matcher(t).matches()))
              .orElse("");
      List<Answer.Pattern> patterns =
          yaml.texts("patterns", "words that a question has").stream()
              .map(line -> pattern(line.text()))
              .toList();
      if (patterns.isEmpty()) {
        yaml.mistake("patterns", "'patterns' is empty: expected when this answer is meant");
      }
      List<String> unless =
          yaml.texts("unless", "a word").stream().map(line -> lower(line.text())).toList();
      String text = yaml.text("text", "the answer");
      icuMistake(text, Set.of()).ifPresent(mistake -> yaml.mistake("text", "'text': " + mistake));
      yaml.nothingElse();
      if (answers.putIfAbsent(topic, new Answer(topic, patterns, unless, text)) != null) {
        yaml.mistake("topic", "'" + topic + "' is there twice: every topic is there once");
      }
    }
    return List.copyOf(answers.values());
  }

  private static Answer.Pattern pattern(String line) {
    return new Answer.Pattern(
        Stream.of(lower(line).split("\\s+")).map(word -> List.of(word.split("\\|"))).toList());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('ʼ', '\'');
  }

  private Map<String, String> wording(List<Answer> answers, Map<String, String> ownDetails) {
    Map<String, PropertyLines.Entry> entries =
        text(WORDING).map(text -> PropertyLines.read(WORDING, text, mistakes)).orElse(Map.of());
    Map<String, String> wording = new HashMap<>();
    entries.forEach((key, entry) -> {
      required.mistake(key).ifPresent(mistake -> mistakes.add(WORDING, entry.line(), mistake));
      icuMistake(entry.value(), required.arguments(key))
          .ifPresent(mistake -> mistakes.add(WORDING, entry.line(), key + ": " + mistake));
      wording.put(key, entry.value());
    });
    answers.forEach(
        answer -> wording.putIfAbsent(WordingKeys.ANSWER + answer.topic(), answer.text()));
    ownDetails.forEach(
        (code, question) -> wording.putIfAbsent(RequiredWording.questionKey(code), question));
    if (!entries.isEmpty() || !required.keys().isEmpty()) {
      required.keys().stream()
          .filter(key -> !wording.containsKey(key))
          .sorted()
          .forEach(key ->
              mistakes.add(
                  WORDING, 0, "'" + key + "' is missing: expected a line '" + key + " = …'"));
    }
    return wording;
  }

  /// What is wrong with a message, if anything.
  private static Optional<String> icuMistake(String pattern, Set<String> known) {
    Set<String> used;
    try {
      used = IcuWording.arguments(pattern);
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "this is not an ICU message: "
              + Optional.ofNullable(e.getMessage()).orElse("it can't be read"));
    }
    Set<String> allowed = new TreeSet<>(known);
    allowed.addAll(Set.of("city", "centre", "phone"));
    List<String> unknown = new ArrayList<>(used);
    unknown.removeAll(allowed);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "unknown argument {%s}: expected one of {%s}"
                .formatted(String.join("}, {", unknown), String.join("}, {", allowed)));
  }
}
