package ua.holos.nlp.training;

import java.util.SplittableRandom;

/// The order in which texts are read in a pass: by chance, another in each pass, the same again for
/// the same seed.
final class Order {

  private final int[] order;
  private final SplittableRandom random;

  Order(int size, SplittableRandom random) {
    this.order = new int[size];
    this.random = random;
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
  }

  int[] next() {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
