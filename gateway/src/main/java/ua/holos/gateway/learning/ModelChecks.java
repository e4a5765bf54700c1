package ua.holos.gateway.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.nlp.acceptance.AcceptanceGate;
import ua.holos.nlp.acceptance.TrainedModel;
import ua.holos.nlp.acceptance.Verdict;
import ua.holos.nlp.training.InvalidInputException;
import ua.holos.nlp.training.ModelCard;

/// Checks candidates on the frozen set in the background, one at a time, and remembers what came of
/// it for all replicas.
final class ModelChecks {
  private static final Logger LOG = LoggerFactory.getLogger(ModelChecks.class);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ModelShelf shelf;
  private final InstantSource clock;
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private volatile @Nullable Known frozen;

  private record Known(Path file, long changed, long size, String sha256) {}

  /// What is happening with a check here.
  sealed interface State {
    /// @param percent done
    record Running(int percent) implements State {}

    /// It couldn't be done, and why.
    record Failed(String sentence) implements State {}
  }

  ModelChecks(JdbcClient jdbc, JsonMapper json, ModelShelf shelf, InstantSource clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.shelf = shelf;
    this.clock = clock;
  }

  /// What is happening with a candidate's check; empty when nothing is.
  Optional<State> state(String candidate) {
    return Optional.ofNullable(states.get(candidate));
  }

  boolean running() {
    return states.values().stream().anyMatch(State.Running.class::isInstance);
  }

  /// Begins a check.
  ///
  /// @throws RefusedModelException when it can't be done: another is running, or there is no frozen
  ///   set
  synchronized void start(LoadedModel candidate, LoadedModel active) throws RefusedModelException {
    if (running()) {
      throw new RefusedModelException(ModelWords.of("check.busy"));
    }
    Path file =
        shelf
            .frozenSet()
            .orElseThrow(() ->
                new RefusedModelException(ModelWords.of("check.no-set", shelf.frozenSetWanted())));
    states.put(candidate.name(), new State.Running(0));
    Thread.ofPlatform()
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .name("model-check")
        .start(() -> check(candidate, active, file));
  }

  private void check(LoadedModel candidate, LoadedModel active, Path file) {
    try {
      for (LoadedModel model : List.of(candidate, active)) {
        if (TrainedModel.trainedOn(model.card(), file)) {
          states.put(
              candidate.name(),
              new State.Failed(ModelWords.of("check.trained-on", model.name(), file)));
          return;
        }
      }
      int lines = 2 * Math.max(1, lines(file));
      Verdict verdict =
          AcceptanceGate.compare(
              file,
              active.classifier(),
              candidate.classifier(),
              done ->
                  states.put(
                      candidate.name(), new State.Running(Math.clamp(90L * done / lines, 0, 90))));
      keep(candidate, active, sha256(file), verdict);
      states.remove(candidate.name());
    } catch (InvalidInputException | IOException e) {
      states.put(
          candidate.name(),
          new State.Failed(ModelWords.of("check.bad-set", String.valueOf(e.getMessage()))));
    } catch (DataAccessException e) {
      states.put(candidate.name(), new State.Failed(ModelWords.of("check.no-sql")));
    } catch (OutOfMemoryError e) {
      LOG.error("The check of the model {} needs more memory", candidate.name());
      states.put(candidate.name(), new State.Failed(ModelWords.of("check.memory")));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("The check of the model {} failed", candidate.name(), e);
      states.put(candidate.name(), new State.Failed(ModelWords.of("check.failed")));
    } finally {
      // Whatever happened: a check that is over mustn't stand in the way of the next.
      states.computeIfPresent(
          candidate.name(),
          (_, state) ->
              state instanceof State.Running
                  ? new State.Failed(ModelWords.of("check.failed"))
                  : state);
    }
  }

  private static int lines(Path file) throws IOException {
    if (file.toString().endsWith(".gz")) {
      // About so many: the figure is for a progress in percent.
      return (int) (Files.size(file) / 150);
    }
    try (var lines = Files.lines(file)) {
      return (int) lines.count();
    }
  }

  private void keep(
      LoadedModel candidate, LoadedModel active, String frozenSha256, Verdict verdict) {
    jdbc.sql(
            """
            delete from model_check where candidate = :candidate
              and candidate_sha256 = :candidateSha256 and against_sha256 = :againstSha256
              and frozen_sha256 = :frozenSha256
            """)
        .param("candidate", candidate.name())
        .param("candidateSha256", candidate.sha256())
        .param("againstSha256", active.sha256())
        .param("frozenSha256", frozenSha256)
        .update();
    jdbc.sql(
            """
            insert into model_check (candidate, candidate_sha256, against, against_sha256,
              frozen_sha256, accepted, verdict, checked_at)
            values (:candidate, :candidateSha256, :against, :againstSha256, :frozenSha256,
              :accepted, :verdict, :at)
            """)
        .param("candidate", candidate.name())
        .param("candidateSha256", candidate.sha256())
        .param("against", active.name())
        .param("againstSha256", active.sha256())
        .param("frozenSha256", frozenSha256)
        .param("accepted", verdict.accepted())
        .param("verdict", json.writeValueAsString(verdict))
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /// The check of a candidate against a model on the frozen set as it is now; empty when there was
  /// none.
  Optional<ModelCheck> latest(String candidate, String candidateSha256, String againstSha256) {
    Optional<Path> file = shelf.frozenSet();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String frozenSha256;
    try {
      frozenSha256 = sha256(file.get());
    } catch (IOException e) {
      return Optional.empty();
    }
    List<ModelCheck> found =
        jdbc.sql(
                """
                select * from model_check where candidate = :candidate
                  and candidate_sha256 = :candidateSha256 and against_sha256 = :againstSha256
                  and frozen_sha256 = :frozenSha256
                """)
            .param("candidate", candidate)
            .param("candidateSha256", candidateSha256)
            .param("againstSha256", againstSha256)
            .param("frozenSha256", frozenSha256)
            .query((row, _) ->
                new ModelCheck(
                    row.getString("candidate"),
                    row.getString("candidate_sha256"),
                    row.getString("against"),
                    row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                    json.readValue(row.getString("verdict"), Verdict.class)))
            .list();
    return found.stream().findFirst();
  }

  private String sha256(Path file) throws IOException {
    long changed = Files.getLastModifiedTime(file).toMillis();
    long size = Files.size(file);
    Known known = frozen;
    if (known != null
        && known.file.equals(file)
        && known.changed == changed
        && known.size == size) {
      return known.sha256;
    }
    String sha256 = ModelCard.sha256(file);
    frozen = new Known(file, changed, size, sha256);
    return sha256;
  }
}
