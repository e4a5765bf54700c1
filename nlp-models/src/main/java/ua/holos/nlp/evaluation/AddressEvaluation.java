package ua.holos.nlp.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressReader;
import ua.holos.nlp.evaluation.LabelledText.LabelledAddress;
import ua.holos.nlp.json.JsonWriter;
import ua.holos.nlp.training.InvalidInputException;

/// Measures the address reader on labelled texts.
///
/// An address counts as read when the register's street is the labelled one (by whichever of its
/// names) and the house is one of the numbers that stand there. Reading the same address once more,
/// where the text repeats it or lists another house, is no mistake.
public final class AddressEvaluation {
  private static final double OVERLAP = 0.5;
  private static final Set<String> WITHOUT_ADDRESS = Set.of("none", "landmark_only", "unit_only");
  private static final int WARM_UP_ROUNDS = 5;

  private final AddressReader reader;
  private final List<LabelledText> texts;
  private final List<String> misses = new ArrayList<>();

  private final MatchScore full = new MatchScore();
  private final MatchScore fullAnyCandidate = new MatchScore();
  private final MatchScore fullAll = new MatchScore();
  private final MatchScore streets = new MatchScore();
  private final MatchScore streetOnly = new MatchScore();
  private final MatchScore spans = new MatchScore();
  private final MatchScore entrances = new MatchScore();
  private final MatchScore flats = new MatchScore();
  private int without;
  private int falseAlarms;
  private int ambiguous;
  private double medianMicros;

  private AddressEvaluation(AddressReader reader, List<LabelledText> texts) {
    this.reader = reader;
    this.texts = texts;
  }

  /// Reads every text of a file and counts.
  ///
  /// @param labelled a JSON object per line: `text`, `category` and `addresses`, each with `kind`,
  ///   `gid`, `houses`, `primary`, `start`, `end`, and `entrance` and `apartment` where there are
  public static AddressEvaluation of(AddressReader reader, Path labelled)
      throws IOException, InvalidInputException {
    AddressEvaluation evaluation = new AddressEvaluation(reader, LabelledText.read(labelled));
    evaluation.texts.forEach(evaluation::measure);
    evaluation.measureTime();
    return evaluation;
  }

  /// Full addresses (street and house) that the text is about.
  public MatchScore full() {
    return full;
  }

  /// Streets that the text is about, with or without a house.
  public MatchScore streets() {
    return streets;
  }

  /// Entrances.
  public MatchScore entrances() {
    return entrances;
  }

  /// Flats.
  public MatchScore flats() {
    return flats;
  }

  /// Part of the texts without an address in which one was read.
  public double falseAlarmRate() {
    return CategoryFigures.share(falseAlarms, without);
  }

  /// What was missed or invented, with the words: for developers only.
  public List<String> misses() {
    return misses;
  }

  /// For people.
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append("%d texts with labelled addresses%n".formatted(texts.size()));
    line(out, "primary full addresses", full);
    line(out, "  any candidate counts", fullAnyCandidate);
    out.append("    of these ambiguous      %d%n".formatted(ambiguous));
    line(out, "all full addresses", fullAll);
    line(out, "primary streets", streets);
    line(out, "  where no house is named", streetOnly);
    line(out, "spans", spans);
    line(out, "entrances", entrances);
    line(out, "flats", flats);
    out.append(
        String.format(
            Locale.ROOT,
            "false alarms in texts without an address: %d of %d (%.1f %%)%n",
            falseAlarms,
            without,
            100 * falseAlarmRate()));
    out.append(
        String.format(Locale.ROOT, "one text on one thread: median %.3f ms%n", medianMicros / 1e3));
    return out.toString();
  }

  private static void line(StringBuilder out, String name, MatchScore score) {
    out.append("%-27s %s%n".formatted(name, score));
  }

  /// For programs.
  public void write(JsonWriter json) {
    json.field("count", texts.size());
    json.field("full_f1", full.f1());
    json.field("street_f1", streets.f1());
    json.field("street_only_f1", streetOnly.f1());
    json.field("span_f1", spans.f1());
    json.field("entrance_f1", entrances.f1());
    json.field("apartment_f1", flats.f1());
    json.field("false_alarm_rate", falseAlarmRate());
    json.field("median_ms", medianMicros / 1e3);
    json.object("full", full::write);
    json.object("full_any_candidate", fullAnyCandidate::write);
    json.object("full_all", fullAll::write);
    json.object("street", streets::write);
    json.object("street_only", streetOnly::write);
    json.object("span", spans::write);
    json.object("entrance", entrances::write);
    json.object("apartment", flats::write);
  }

  private void measureTime() {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      texts.forEach(text -> reader.read(text.text(), Expectation.ANYTHING));
    }
    double[] micros = new double[texts.size()];
    for (int i = 0; i < micros.length; i++) {
      long start = CategoryEvaluation.cpuNanos();
      reader.read(texts.get(i).text(), Expectation.ANYTHING);
      micros[i] = (CategoryEvaluation.cpuNanos() - start) / 1e3;
    }
    Arrays.sort(micros);
    medianMicros = micros[micros.length / 2];
  }

  private void measure(LabelledText text) {
    List<AddressMention> mentions = reader.read(text.text(), Expectation.ANYTHING);
    List<LabelledAddress> gold = text.addresses();
    List<LabelledAddress> goldFull = gold.stream().filter(a -> a.kind().equals("full")).toList();
    List<LabelledAddress> goldPrimary = goldFull.stream().filter(LabelledAddress::primary).toList();
    List<AddressMention> readFull =
        mentions.stream().filter(m -> m.written() != null && m.house() != null).toList();
    List<AddressMention> readPrimary = readFull.stream().filter(AddressMention::primary).toList();
    compare(full, goldPrimary, readPrimary, false, text, "full");
    compare(fullAnyCandidate, goldPrimary, readPrimary, true, null, "");
    compare(fullAll, goldFull, readFull, false, null, "");
    ambiguous += (int) readPrimary.stream().filter(m -> m.streets().size() > 1).count();
    compareStreets(streets, text, mentions, false);
    compareStreets(streetOnly, text, mentions, true);
    compareSpans(text, mentions);
    compareUnit(entrances, text, values(gold, true), units(mentions, true), "entrance");
    compareUnit(flats, text, values(gold, false), units(mentions, false), "flat");
    if (WITHOUT_ADDRESS.contains(text.category())) {
      without++;
      List<AddressMention> alarms =
          mentions.stream().filter(m -> m.written() != null || m.house() != null).toList();
      if (!alarms.isEmpty()) {
        falseAlarms++;
        alarms.forEach(alarm -> miss(text, "false alarm", show(text, alarm)));
      }
    }
  }

  private void compare(
      MatchScore score,
      List<LabelledAddress> gold,
      List<AddressMention> read,
      boolean anyCandidate,
      @Nullable LabelledText text,
      String what) {
    List<AddressMention> left = new ArrayList<>(read);
    for (LabelledAddress address : gold) {
      boolean found = left.removeIf(mention -> isSame(address, mention, anyCandidate));
      if (found) {
        score.right++;
      } else {
        score.missed++;
        if (text != null) {
          miss(
              text,
              "missed " + what,
              "%s %s «%s»"
                  .formatted(
                      address.gid(),
                      address.houses(),
                      written(text, address.start(), address.end())));
        }
      }
    }
    score.invented += left.size();
    if (text != null) {
      left.forEach(mention -> miss(text, "invented " + what, show(text, mention)));
    }
  }

  private static boolean isSame(LabelledAddress gold, AddressMention read, boolean anyCandidate) {
    return read.streets().stream()
            .limit(anyCandidate ? Long.MAX_VALUE : 1)
            .anyMatch(street -> street.id().equals(gold.gid()))
        && gold.houses().contains(read.house());
  }

  /// Streets by the register's id, each once.
  ///
  /// @param alone only those that are named without a house; then a street of a full address is
  ///   neither right nor wrong
  private void compareStreets(
      MatchScore score, LabelledText text, List<AddressMention> mentions, boolean alone) {
    Set<String> sought = new HashSet<>();
    Set<String> neutral = new HashSet<>();
    for (LabelledAddress address : text.addresses()) {
      if (address.gid() == null) {
        continue;
      }
      if (address.primary() && (!alone || address.kind().equals("street"))) {
        sought.add(address.gid());
      } else if (alone) {
        neutral.add(address.gid());
      }
    }
    String what = alone ? "street alone" : "street";
    Set<String> read = new HashSet<>();
    for (AddressMention mention : mentions) {
      if (mention.written() == null || !mention.primary() || alone && mention.house() != null) {
        continue;
      }
      String id =
          mention.streets().isEmpty() ? mention.written() : mention.streets().getFirst().id();
      if (read.add(id) && !sought.contains(id) && !neutral.contains(id)) {
        score.invented++;
        miss(text, "invented " + what, show(text, mention));
      }
    }
    for (String id : sought) {
      if (read.contains(id)) {
        score.right++;
      } else {
        score.missed++;
        miss(text, "missed " + what, id);
      }
    }
  }

  private void compareSpans(LabelledText text, List<AddressMention> mentions) {
    List<AddressMention> left = new ArrayList<>(mentions);
    for (LabelledAddress address : text.addresses()) {
      if (left.removeIf(m -> overlaps(m, address.start(), address.end()))) {
        spans.right++;
      } else {
        spans.missed++;
      }
    }
    left.removeIf(mention ->
        text.addresses().stream()
            .flatMap(address -> address.neutral().stream())
            .anyMatch(span -> overlaps(mention, span[0], span[1])));
    spans.invented += left.size();
  }

  private static boolean overlaps(AddressMention mention, int start, int end) {
    int shared = Math.min(mention.end(), end) - Math.max(mention.start(), start);
    int all = Math.max(mention.end(), end) - Math.min(mention.start(), start);
    return shared >= OVERLAP * all;
  }

  private static Set<String> values(List<LabelledAddress> gold, boolean entrance) {
    return gold.stream()
        .map(address -> entrance ? address.entrance() : address.apartment())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Set<String> units(List<AddressMention> mentions, boolean entrance) {
    return mentions.stream()
        .map(mention -> entrance ? mention.entrance() : mention.apartment())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private void compareUnit(
      MatchScore score, LabelledText text, Set<String> gold, Set<String> read, String what) {
    for (String value : gold) {
      if (read.contains(value)) {
        score.right++;
      } else {
        score.missed++;
        miss(text, "missed " + what, value + ", read " + read);
      }
    }
    for (String value : read) {
      if (!gold.contains(value)) {
        score.invented++;
        miss(text, "invented " + what, value);
      }
    }
  }

  private void miss(LabelledText text, String what, String detail) {
    misses.add(
        "%s %s: %s%n    %s"
            .formatted(text.id(), what, detail.replace('\n', ' '), text.text().replace('\n', ' ')));
  }

  private static String show(LabelledText text, AddressMention mention) {
    String streets =
        mention.streets().stream()
            .map(street -> street.id() + " " + street.officialName())
            .collect(Collectors.joining(" / "));
    return String.format(
        Locale.ROOT,
        "«%s» %s [%s] confidence %.2f",
        written(text, mention.start(), mention.end()),
        mention.house(),
        streets,
        mention.confidence());
  }

  private static String written(LabelledText text, int start, int end) {
    int from = text.text().offsetByCodePoints(0, start);
    return text.text().substring(from, text.text().offsetByCodePoints(from, end - start));
  }
}
