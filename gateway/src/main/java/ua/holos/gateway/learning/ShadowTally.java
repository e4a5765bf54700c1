package ua.holos.gateway.learning;

import java.time.LocalDate;

/// How a model in shadow did on one day, beside the one in use.
///
/// @param texts complaints that both read
/// @param agreed of these, put into the same category by both
/// @param activeConfidence sum over the texts
/// @param candidateConfidence sum over the texts
/// @param confirmed appeals whose category a person confirmed
/// @param activeRight of these, how many the one in use has right
/// @param candidateRight of these, how many the one in shadow has right
/// @param dropped texts that were passed over
record ShadowTally(
    LocalDate day,
    long texts,
    long agreed,
    double activeConfidence,
    double candidateConfidence,
    long confirmed,
    long activeRight,
    long candidateRight,
    long dropped) {

  static ShadowTally none(LocalDate day) {
    return new ShadowTally(day, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  ShadowTally plus(ShadowTally more) {
    return new ShadowTally(
        day,
        texts + more.texts,
        agreed + more.agreed,
        activeConfidence + more.activeConfidence,
        candidateConfidence + more.candidateConfidence,
        confirmed + more.confirmed,
        activeRight + more.activeRight,
        candidateRight + more.candidateRight,
        dropped + more.dropped);
  }
}
