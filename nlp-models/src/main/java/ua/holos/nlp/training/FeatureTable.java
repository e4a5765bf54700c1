package ua.holos.nlp.training;

import java.util.Arrays;

/// Numbers features by fingerprint in the order in which they are first seen.
final class FeatureTable {

  private long[] keys = new long[1 << 20];
  private int[] numbers = new int[1 << 20];
  private long[] fingerprints = new long[1 << 19];
  private int size;

  int add(long fingerprint) {
    int mask = keys.length - 1;
    int slot = (int) (fingerprint >>> 7) & mask;
    while (numbers[slot] != 0) {
      if (keys[slot] == fingerprint) {
        return numbers[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = fingerprint;
    numbers[slot] = size + 1;
    if (size == fingerprints.length) {
      fingerprints = Arrays.copyOf(fingerprints, size * 2);
    }
    fingerprints[size++] = fingerprint;
    if (size * 2 > keys.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    keys = new long[keys.length * 2];
    numbers = new int[keys.length];
    int mask = keys.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = (int) (fingerprints[number] >>> 7) & mask;
      while (numbers[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = fingerprints[number];
      numbers[slot] = number + 1;
    }
  }

  /// By number.
  long[] fingerprints() {
    return Arrays.copyOf(fingerprints, size);
  }
}
