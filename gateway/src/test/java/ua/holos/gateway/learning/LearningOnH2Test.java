package ua.holos.gateway.learning;

import java.util.UUID;

class LearningOnH2Test extends LearningContract {
  @Override
  String url() {
    return "jdbc:h2:mem:"
        + UUID.randomUUID()
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
  }
}
