package ua.holos.nlp.acceptance;

/// Probabilities for paired comparisons.
final class Chance {
  private Chance() {}

  /// McNemar's test, exact and one-sided: how likely it is that of the appeals on which two equally
  /// good models differ, so many or more go to one side.
  ///
  /// @param lost right before, wrong now
  /// @param gained wrong before, right now
  static double ofLoss(int lost, int gained) {
    int differ = lost + gained;
    if (differ == 0) {
      return 1;
    }
    // Terms of the binomial distribution with p = 1/2, as logarithms: 2^-5000 is no double.
    double log = -differ * Math.log(2);
    double sum = 0;
    for (int k = 0; k <= differ; k++) {
      if (k >= lost) {
        sum += Math.exp(log);
      }
      log += Math.log(differ - k) - Math.log(k + 1.0);
    }
    return Math.min(1, sum);
  }
}
