package ua.holos.gateway.record;

/// A Redis stream id, `<milliseconds>-<sequence>`, which grows along a journal.
record JournalPosition(long milliseconds, long sequence) implements Comparable<JournalPosition> {
  static final JournalPosition START = new JournalPosition(0, 0);

  static JournalPosition parse(String id) {
    int hyphen = id.indexOf('-');
    return hyphen < 0
        ? new JournalPosition(Long.parseLong(id), 0)
        : new JournalPosition(
            Long.parseLong(id, 0, hyphen, 10), Long.parseLong(id, hyphen + 1, id.length(), 10));
  }

  @Override
  public int compareTo(JournalPosition other) {
    int byTime = Long.compareUnsigned(milliseconds, other.milliseconds);
    return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return milliseconds + "-" + sequence;
  }
}
