package ua.holos.gateway.learning;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The figures of models in shadow in SQL; all replicas add to the same rows.
final class ShadowFigures {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  ShadowFigures(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /// Adds to a day's figures.
  ///
  /// @throws org.springframework.dao.DataAccessException when SQL can't take them now
  void add(ModelRef active, ModelRef candidate, ShadowTally tally) {
    transaction.executeWithoutResult(_ -> {
      jdbc.sql(
              """
              insert into model_shadow (active, candidate, for_day, texts, agreed,
                active_confidence, candidate_confidence, confirmed, active_right,
                candidate_right, dropped)
              values (:active, :candidate, :day, 0, 0, 0, 0, 0, 0, 0, 0)
              on conflict do nothing
              """)
          .param("active", active.toString())
          .param("candidate", candidate.toString())
          .param("day", tally.day())
          .update();
      jdbc.sql(
              """
              update model_shadow set texts = texts + :texts, agreed = agreed + :agreed,
                active_confidence = active_confidence + :activeConfidence,
                candidate_confidence = candidate_confidence + :candidateConfidence,
                confirmed = confirmed + :confirmed, active_right = active_right + :activeRight,
                candidate_right = candidate_right + :candidateRight, dropped = dropped + :dropped
              where active = :active and candidate = :candidate and for_day = :day
              """)
          .param("active", active.toString())
          .param("candidate", candidate.toString())
          .param("day", tally.day())
          .param("texts", tally.texts())
          .param("agreed", tally.agreed())
          .param("activeConfidence", tally.activeConfidence())
          .param("candidateConfidence", tally.candidateConfidence())
          .param("confirmed", tally.confirmed())
          .param("activeRight", tally.activeRight())
          .param("candidateRight", tally.candidateRight())
          .param("dropped", tally.dropped())
          .update();
    });
  }

  /// The figures of a pair, day by day, the oldest first.
  List<ShadowTally> of(ModelRef active, ModelRef candidate, LocalDate since) {
    return jdbc.sql(
            """
            select * from model_shadow
            where active = :active and candidate = :candidate and for_day >= :since
            order by for_day
            """)
        .param("active", active.toString())
        .param("candidate", candidate.toString())
        .param("since", since)
        .query((row, _) ->
            new ShadowTally(
                row.getObject("for_day", LocalDate.class),
                row.getLong("texts"),
                row.getLong("agreed"),
                row.getDouble("active_confidence"),
                row.getDouble("candidate_confidence"),
                row.getLong("confirmed"),
                row.getLong("active_right"),
                row.getLong("candidate_right"),
                row.getLong("dropped")))
        .list();
  }
}
