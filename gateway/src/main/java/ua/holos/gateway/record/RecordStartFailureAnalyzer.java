package ua.holos.gateway.record;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at start why the SQL database can't be used.
final class RecordStartFailureAnalyzer extends AbstractFailureAnalyzer<RecordStartException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RecordStartException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct spring.datasource.url, spring.datasource.username or spring.datasource.password,"
            + " or leave them out: then the record is kept in a file in holos.data-dir.",
        cause);
  }
}
