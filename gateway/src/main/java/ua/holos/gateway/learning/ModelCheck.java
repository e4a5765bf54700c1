package ua.holos.gateway.learning;

import java.time.Instant;
import ua.holos.nlp.acceptance.Verdict;

/// A comparison of a model with another on the frozen set.
///
/// @param candidate the model that was checked, by its checksum
/// @param against the model it was compared with
record ModelCheck(
    String candidate, String candidateSha256, String against, Instant at, Verdict verdict) {}
