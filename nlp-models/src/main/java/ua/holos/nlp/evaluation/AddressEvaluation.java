package ua.holos.nlp.evaluation;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.address.AddressReader;
import ua.holos.nlp.address.StreetRegister;
import ua.holos.nlp.evaluation.LabelledText.LabelledAddress;

/// Measures the address reader on labelled texts.
///
/// `AddressEvaluation STREETS HOUSES|- LABELLED.jsonl... [--misses]` prints figures for each file
/// and, with the flag, every miss. A file whose rows have `addresses` is measured entry by entry,
/// one whose rows have `street` and `house` (chat texts) text by text.
public final class AddressEvaluation {
  private static final double OVERLAP = 0.5;
  private static final Set<String> WITHOUT_ADDRESS = Set.of("none", "landmark_only", "unit_only");
  private static final int TIMED_ROUNDS = 20;

  private final AddressReader reader;
  private final PrintStream out;
  private final boolean misses;

  private AddressEvaluation(AddressReader reader, PrintStream out, boolean misses) {
    this.reader = reader;
    this.out = out;
    this.misses = misses;
  }

  /// Runs the command.
  public static void main(String[] args) {
    run(args, new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  static void run(String[] args, PrintStream out) {
    var files = Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
    if (files.size() < 3) {
      out.println("usage: AddressEvaluation STREETS.tsv HOUSES.tsv|- LABELLED.jsonl... [--misses]");
      return;
    }
    long start = cpuNanos();
    var houses = files.get(1).equals("-") ? null : Path.of(files.get(1));
    var register = StreetRegister.load(Path.of(files.getFirst()), houses);
    out.printf(
        Locale.ROOT,
        "register: %d streets, loaded in %d ms (cold, with class loading)%n",
        register.size(),
        (cpuNanos() - start) / 1_000_000);
    var evaluation =
        new AddressEvaluation(new AddressReader(register), out, List.of(args).contains("--misses"));
    for (var file : files.subList(2, files.size())) {
      evaluation.measure(Path.of(file));
    }
  }

  private void measure(Path file) {
    var texts = LabelledText.read(file);
    out.printf("%n%s: %d texts%n", file.getFileName(), texts.size());
    if (texts.stream().allMatch(LabelledText::isChat)) {
      measureChat(texts);
    } else {
      measureEntries(texts);
    }
    measureTime(texts);
  }

  private void measureTime(List<LabelledText> texts) {
    long start = 0;
    for (int round = 0; round < TIMED_ROUNDS; round++) {
      if (round == TIMED_ROUNDS / 2) {
        start = cpuNanos();
      }
      for (var text : texts) {
        reader.read(text.text(), Expectation.ANYTHING);
      }
    }
    double micros = (cpuNanos() - start) / 1e3 / (TIMED_ROUNDS / 2.0) / texts.size();
    double length = texts.stream().mapToInt(text -> text.text().length()).average().orElse(0);
    out.printf(Locale.ROOT, "time: %.1f us a text of %.0f characters on average%n", micros, length);
  }

  /// Time that this thread has computed: other programs on the machine don't change it.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Counts of right, missed and invented entries.
  private static final class Score {
    int right;
    int missed;
    int invented;

    double f1() {
      return right == 0 ? 0 : 2.0 * right / (2.0 * right + missed + invented);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "F1 %.3f (precision %.3f, recall %.3f; right %d, missed %d, invented %d)",
          f1(),
          right == 0 ? 0 : (double) right / (right + invented),
          right == 0 ? 0 : (double) right / (right + missed),
          right,
          missed,
          invented);
    }
  }

  private void measureEntries(List<LabelledText> texts) {
    var full = new Score();
    var fullAnyCandidate = new Score();
    var fullAll = new Score();
    var streetOnly = new Score();
    var spans = new Score();
    var entrances = new Score();
    var flats = new Score();
    int without = 0;
    int falseAlarms = 0;
    int ambiguous = 0;
    for (var text : texts) {
      var mentions = reader.read(text.text(), Expectation.ANYTHING);
      var gold = text.addresses();
      var goldFull = gold.stream().filter(a -> a.kind().equals("full")).toList();
      var goldPrimary = goldFull.stream().filter(LabelledAddress::primary).toList();
      var readFull = mentions.stream().filter(AddressEvaluation::isFull).toList();
      var readPrimary = readFull.stream().filter(AddressMention::primary).toList();
      compare(full, goldPrimary, readPrimary, false, text, "full");
      compare(fullAnyCandidate, goldPrimary, readPrimary, true, null, "");
      compare(fullAll, goldFull, readFull, false, null, "");
      ambiguous += (int) readPrimary.stream().filter(m -> m.streets().size() > 1).count();
      compareStreets(streetOnly, text, mentions);
      compareSpans(spans, text, mentions);
      compareUnit(entrances, text, values(gold, true), units(mentions, true), "entrance");
      compareUnit(flats, text, values(gold, false), units(mentions, false), "flat");
      if (WITHOUT_ADDRESS.contains(text.category())) {
        without++;
        var alarms =
            mentions.stream().filter(m -> m.written() != null || m.house() != null).toList();
        if (!alarms.isEmpty()) {
          falseAlarms++;
          alarms.forEach(alarm -> miss(text, "false alarm", show(text, alarm)));
        }
      }
    }
    out.println("primary full addresses:   " + full);
    out.println("  any candidate counts:   " + fullAnyCandidate + ", ambiguous " + ambiguous);
    out.println("all full addresses:       " + fullAll);
    out.println("primary street only:      " + streetOnly);
    out.println("spans:                    " + spans);
    out.println("entrances:                " + entrances);
    out.println("flats:                    " + flats);
    out.printf(
        Locale.ROOT,
        "false alarms in texts without an address: %d of %d (%.1f %%)%n",
        falseAlarms,
        without,
        100.0 * falseAlarms / Math.max(1, without));
  }

  private static boolean isFull(AddressMention mention) {
    return mention.written() != null && mention.house() != null;
  }

  private void compare(
      Score score,
      List<LabelledAddress> gold,
      List<AddressMention> read,
      boolean anyCandidate,
      @Nullable LabelledText text,
      String what) {
    var left = new ArrayList<>(read);
    for (var address : gold) {
      var match =
          left.stream().filter(m -> isSame(address, m, anyCandidate)).findFirst().orElse(null);
      if (match == null) {
        score.missed++;
        if (text != null) {
          miss(
              text,
              "missed " + what,
              address.gid()
                  + " "
                  + address.houses()
                  + " «"
                  + written(text, address.start(), address.end())
                  + "»");
        }
      } else {
        score.right++;
        left.remove(match);
      }
    }
    score.invented += left.size();
    if (text != null) {
      left.forEach(mention -> miss(text, "invented " + what, show(text, mention)));
    }
  }

  private static boolean isSame(LabelledAddress gold, AddressMention read, boolean anyCandidate) {
    var candidates = anyCandidate ? read.streets() : read.streets().stream().limit(1).toList();
    return candidates.stream().anyMatch(street -> street.id().equals(gold.gid()))
        && gold.houses().contains(read.house());
  }

  private void compareStreets(Score score, LabelledText text, List<AddressMention> mentions) {
    var left =
        new ArrayList<>(
            mentions.stream()
                .filter(m -> m.written() != null && m.house() == null && m.primary())
                .toList());
    for (var address : text.addresses()) {
      var match =
          left.stream()
              .filter(
                  m -> !m.streets().isEmpty() && m.streets().getFirst().id().equals(address.gid()))
              .findFirst()
              .orElse(null);
      boolean counted = address.kind().equals("street") && address.primary();
      if (match != null) {
        left.remove(match);
        score.right += counted ? 1 : 0;
      } else if (counted) {
        score.missed++;
        miss(
            text,
            "missed street",
            address.gid() + " «" + written(text, address.start(), address.end()) + "»");
      }
    }
    score.invented += left.size();
    left.forEach(mention -> miss(text, "invented street", show(text, mention)));
  }

  private static void compareSpans(Score score, LabelledText text, List<AddressMention> mentions) {
    var left = new ArrayList<>(mentions);
    for (var address : text.addresses()) {
      var match =
          left.stream()
              .filter(m -> overlaps(m, address.start(), address.end()))
              .findFirst()
              .orElse(null);
      if (match == null) {
        score.missed++;
      } else {
        score.right++;
        left.remove(match);
      }
    }
    left.removeIf(m ->
        text.addresses().stream()
            .flatMap(address -> address.neutral().stream())
            .anyMatch(span -> overlaps(m, span[0], span[1])));
    score.invented += left.size();
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
      Score score, LabelledText text, Set<String> gold, Set<String> read, String what) {
    for (var value : gold) {
      if (read.contains(value)) {
        score.right++;
      } else {
        score.missed++;
        miss(text, "missed " + what, value + ", read " + read);
      }
    }
    for (var value : read) {
      if (!gold.contains(value)) {
        score.invented++;
        if (gold.isEmpty()) {
          miss(text, "invented " + what, value);
        }
      }
    }
  }

  private void measureChat(List<LabelledText> texts) {
    var streets = new Score();
    var houses = new Score();
    for (var text : texts) {
      var mentions = reader.read(text.text(), Expectation.ANYTHING);
      var first = mentions.isEmpty() ? null : mentions.getFirst();
      var street = first == null || first.streets().isEmpty() ? null : first.streets().getFirst();
      count(streets, text, "street", name(text.street()), street == null ? null : street.name());
      if (first != null && first.written() != null && street == null) {
        streets.invented++;
        miss(text, "unknown street", show(text, first));
      }
      var house = text.house() == null ? null : text.house().toUpperCase(Locale.ROOT);
      count(houses, text, "house", house, first == null ? null : first.house());
    }
    out.println("street (without type):    " + streets);
    out.println("house:                    " + houses);
  }

  private void count(
      Score score, LabelledText text, String what, @Nullable String gold, @Nullable String read) {
    if (gold != null && gold.equals(read)) {
      score.right++;
      return;
    }
    if (gold != null) {
      score.missed++;
    }
    if (read != null) {
      score.invented++;
    }
    if (gold != null || read != null) {
      miss(text, what, "expected " + gold + ", read " + read);
    }
  }

  private static @Nullable String name(@Nullable String street) {
    return street == null ? null : street.substring(street.indexOf(' ') + 1);
  }

  private void miss(LabelledText text, String what, String detail) {
    if (misses) {
      out.println(text.id() + " " + what + ": " + detail.replace('\n', ' '));
      if (!text.isChat()) {
        out.println("    " + text.text().replace('\n', ' '));
      } else {
        out.println("    " + text.text());
      }
    }
  }

  private static String show(LabelledText text, AddressMention mention) {
    var streets =
        mention.streets().stream()
            .map(street -> street.id() + " " + street.officialName())
            .collect(Collectors.joining(" / "));
    return "«%s» %s [%s] confidence %.2f"
        .formatted(
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
