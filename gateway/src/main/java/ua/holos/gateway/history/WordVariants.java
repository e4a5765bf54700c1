package ua.holos.gateway.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import ua.holos.gateway.record.SearchWords;

/// The words of the record that begin as what was typed.
final class WordVariants {
  /// Each is a place to look at; the shortest are nearest to what was typed.
  private static final int MOST = 60;

  /// How many places of a word are counted when the rarest is sought.
  private static final int COUNTED = 2_000;

  private final JdbcTemplate jdbc;

  WordVariants(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// @param words what a term stands for, never empty
  /// @param cut whether there are more
  record Variants(List<String> words, boolean cut) {}

  /// What each term stands for, the rarest first; empty when one of them was never said.
  List<Variants> of(List<Sought.Term> terms, String table) {
    record Counted(Variants variants, long count) {}
    List<Counted> all = new ArrayList<>();
    for (Sought.Term term : terms) {
      Variants variants = variants(term);
      if (variants.words().isEmpty()) {
        return List.of();
      }
      all.add(new Counted(variants, terms.size() == 1 ? 0 : count(variants, table)));
    }
    return all.stream()
        .sorted(Comparator.comparingLong(Counted::count))
        .map(Counted::variants)
        .toList();
  }

  private Variants variants(Sought.Term term) {
    if (!term.begins()) {
      return new Variants(List.of(term.word()), false);
    }
    Query query = new Query().add("select word from search_word where ");
    if (term.word().codePointCount(0, term.word().length()) < SearchWords.HEAD) {
      // A short house number is its own head, and so is it with a letter behind.
      query.add("word = ?", term.word());
      query.add(" or head like ?", term.word() + "_");
      query.add(" or word like ?", term.word() + "_");
    } else {
      query.add("head = ? and word like ?", SearchWords.head(term.word()), like(term.word()));
    }
    List<String> found =
        jdbc.query(query.sql(), (row, _) -> row.getString(1), query.parameters().toArray()).stream()
            .filter(word -> fits(term, word))
            .sorted(Comparator.comparingInt(String::length).thenComparing(word -> word))
            .toList();
    return new Variants(found.subList(0, Math.min(MOST, found.size())), found.size() > MOST);
  }

  /// House 25 is also 25а, but not 250.
  private static boolean fits(Sought.Term term, String word) {
    return word.equals(term.word())
        || !term.house()
        || Character.isLetter(word.codePointAt(term.word().length()));
  }

  private static String like(String word) {
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private long count(Variants variants, String table) {
    Query query =
        new Query()
            .add("select count(*) from (select 1 as one from " + table + " where word in ")
            .list(variants.words())
            .add(" limit " + COUNTED + ") counted");
    Long count = jdbc.queryForObject(query.sql(), Long.class, query.parameters().toArray());
    return count == null ? 0 : count;
  }
}
