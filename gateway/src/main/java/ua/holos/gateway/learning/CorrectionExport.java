package ua.holos.gateway.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.privacy.Anonymiser;

/// Corrections as training lines, without personal data. Only of appeals that were filed, and what
/// operators corrected in a conversation before there was one; nothing in which anybody was in
/// danger or in distress. A line has the day and no time: the core tells everybody when an appeal
/// was filed and where, and equal times would join the two.
final class CorrectionExport {
  private static final Duration DISTRESS_BEFORE = Duration.ofDays(1);
  private static final Duration DISTRESS_AFTER = Duration.ofHours(1);
  private static final Pattern MASK = Pattern.compile("<[a-z]+>");
  private static final int FEWEST_LETTERS = 4;

  private final JdbcClient jdbc;
  private final Understander understander;
  private final Catalogue catalogue;
  private final ZoneId zone;

  CorrectionExport(JdbcClient jdbc, Understander understander, Catalogue catalogue, ZoneId zone) {
    this.jdbc = jdbc;
    this.zone = zone;
    this.understander = understander;
    this.catalogue = catalogue;
  }

  /// How many corrections of filed appeals there are.
  ///
  /// @param categories corrected by citizens, and by departments
  record Count(long categories, long addresses, long byOperators) {}

  Count count() {
    return jdbc.sql(
            """
            select
              count(distinct case when c.subject = 'category' then c.reference end) as categories,
              count(distinct case when c.subject = 'address' then c.reference end) as addresses,
              count(distinct case when c.author = 'operator' then c.reference end) as operators
            from correction c left join appeal a on a.reference = c.reference
            where a.number is not null or c.text is not null
            """)
        .query((row, _) ->
            new Count(
                row.getLong("categories"), row.getLong("addresses"), row.getLong("operators")))
        .single();
  }

  /// What operators corrected before there was an appeal: the words are the citizen's.
  private void readings(@Nullable Instant since, List<Line> lines) {
    jdbc.sql(
            """
            select reference, happened_at, correct, text, author from correction
            where subject = 'category' and text is not null and correct is not null
              and happened_at >= :since
            order by happened_at, reference
            """)
        .param("since", sql(since))
        .query(row -> {
          lines.add(
              new Line(
                  conversation(row.getString("reference")),
                  row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                  row.getString("correct"),
                  row.getString("text"),
                  null,
                  row.getString("author")));
        });
    lines.sort(Comparator.comparing(Line::at));
  }

  /// The conversation of a correction that belongs to no appeal: `conversation#request`.
  private static String conversation(String reference) {
    return reference.substring(0, reference.lastIndexOf('#'));
  }

  private record Line(
      String conversation,
      Instant at,
      String category,
      String text,
      @Nullable String understood,
      String author) {}

  /// Writes a line for each appeal whose category a person corrected or chose: `date`, `category`,
  /// `text` as `holos-nlp train` reads them, and `understood` (what the model had taken it for) and
  /// `by`.
  ///
  /// @param all every confirmed appeal, corrected or not
  /// @return how many lines were written, without the header
  int categories(Writer out, @Nullable Instant since, boolean all) throws IOException {
    Map<String, List<Instant>> distress = distress();
    // The latest word counts: the appeal's category is as the department left it.
    List<Line> lines = new ArrayList<>();
    jdbc.sql(
            """
            select a.conversation_id, a.confirmed_at, a.category, a.description,
              a.heard_categories, a.heard_certain,
              (select max(c.author) from correction c
                where c.reference = a.reference and c.subject = 'category') as author
            from appeal a
            where a.number is not null and a.confirmed_at >= :since
              and (:all or exists (select 1 from correction c
                where c.reference = a.reference and c.subject = 'category'))
            order by a.confirmed_at, a.reference
            """)
        .param("since", sql(since))
        .param("all", all)
        .query(row -> {
          String author = row.getString("author");
          lines.add(line(row, author == null ? "confirmed" : author));
        });
    readings(since, lines);
    out.write("date\tcategory\ttext\tunderstood\tby\n");
    int written = 0;
    for (Line line : lines) {
      if (catalogue.category(line.category()).isEmpty()
          || inDistress(distress, line.conversation(), line.at())) {
        continue;
      }
      Understanding read = understander.understand(line.text(), Expectation.ANYTHING);
      if (read.emergency() != null) {
        continue;
      }
      String text = Anonymiser.mask(line.text(), read.addresses());
      long letters =
          MASK.matcher(text).replaceAll("").codePoints().filter(Character::isLetter).count();
      if (letters < FEWEST_LETTERS) {
        continue;
      }
      write(
          out,
          day(line.at()),
          line.category(),
          text,
          Objects.requireNonNullElse(line.understood(), ""),
          line.author());
      written++;
    }
    return written;
  }

  private static Line line(ResultSet row, String author) throws SQLException {
    String heard = row.getString("heard_categories");
    boolean certain = row.getBoolean("heard_certain");
    return new Line(
        row.getString("conversation_id"),
        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
        row.getString("category"),
        row.getString("description"),
        heard != null && certain ? heard.split(" ")[0] : null,
        author);
  }

  private record Address(
      String reference,
      String conversation,
      Instant at,
      @Nullable String words,
      @Nullable String understood,
      @Nullable String understoodHouse,
      @Nullable String street,
      @Nullable String house,
      @Nullable String written,
      String description,
      String manner,
      String author) {}

  /// Writes a line for each appeal whose address a person corrected or chose: `words` as they were
  /// written, without flat and entrance; the street's id and the house that they mean, the house
  /// only where the words have it; what had been understood; how and by whom it was put right; and
  /// whether the words resemble the street's name, because a person who corrects a place may mean
  /// another one than at first.
  ///
  /// @return how many lines were written, without the header
  int addresses(Writer out, @Nullable Instant since) throws IOException {
    Map<String, List<Instant>> distress = distress();
    Map<String, Address> latest = new java.util.LinkedHashMap<>();
    jdbc.sql(
            """
            select c.*, a.conversation_id, a.address as written,
              coalesce(a.description, c.text) as description from correction c
            left join appeal a on a.reference = c.reference
            where c.subject = 'address' and (a.number is not null or c.text is not null)
              and c.happened_at >= :since
            order by c.happened_at, c.author, c.update_id
            """)
        .param("since", sql(since))
        .query(row -> {
          latest.put(row.getString("reference"), address(row));
        });
    out.write(
        "date\twords\tstreet_id\thouse\tunderstood_street_id\tunderstood_house\tmanner\tby"
            + "\tresembles\n");
    int written = 0;
    for (Address address : latest.values()) {
      String words = address.words() == null ? null : Anonymiser.addressOnly(address.words());
      if (words == null
          || words.isBlank()
          || address.street() == null
          || inDistress(distress, address.conversation(), address.at())
          || understander.understand(address.description(), Expectation.ANYTHING).emergency()
              != null) {
        continue;
      }
      String house = address.house();
      write(
          out,
          day(address.at()),
          words,
          address.street(),
          house != null && says(words, house) ? house : "",
          Objects.requireNonNullElse(address.understood(), ""),
          Objects.requireNonNullElse(address.understoodHouse(), ""),
          address.manner(),
          address.author(),
          Resemblance.between(words, address.written()) ? "yes" : "no");
      written++;
    }
    return written;
  }

  private static Address address(ResultSet row) throws SQLException {
    String of = row.getString("conversation_id");
    return new Address(
        row.getString("reference"),
        of == null ? conversation(row.getString("reference")) : of,
        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
        row.getString("words"),
        row.getString("understood"),
        row.getString("understood_house"),
        row.getString("correct"),
        row.getString("correct_house"),
        row.getString("written"),
        Objects.requireNonNullElse(row.getString("description"), ""),
        row.getString("manner"),
        row.getString("author"));
  }

  /// Whether the words have the house's number: somebody who changes their mind about the house
  /// doesn't make the first words mean the second.
  private static boolean says(String words, String house) {
    String number = house.replaceAll("\\D.*$", "");
    return !number.isEmpty()
        && Pattern.compile("(?<!\\d)" + number + "(?!\\d)").matcher(words).find();
  }

  private Map<String, List<Instant>> distress() {
    Map<String, List<Instant>> calls = new HashMap<>();
    jdbc.sql("select conversation_id, since from operator_request where reason = 'distress'")
        .query(row -> {
          calls
              .computeIfAbsent(row.getString("conversation_id"), _ -> new ArrayList<>())
              .add(row.getObject("since", OffsetDateTime.class).toInstant());
        });
    return calls;
  }

  private static boolean inDistress(
      Map<String, List<Instant>> calls, String conversation, Instant at) {
    return calls.getOrDefault(conversation, List.of()).stream()
        .anyMatch(call ->
            call.isAfter(at.minus(DISTRESS_BEFORE)) && call.isBefore(at.plus(DISTRESS_AFTER)));
  }

  private String day(Instant at) {
    return LocalDate.ofInstant(at, zone).toString();
  }

  private static OffsetDateTime sql(@Nullable Instant since) {
    return OffsetDateTime.ofInstant(since == null ? Instant.EPOCH : since, ZoneOffset.UTC);
  }

  private static void write(Writer out, String... cells) {
    try {
      for (int i = 0; i < cells.length; i++) {
        out.write(i == 0 ? "" : "\t");
        out.write(cells[i].replaceAll("[\\t\\r\\n]+", " "));
      }
      out.write("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
