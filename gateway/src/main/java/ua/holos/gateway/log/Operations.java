package ua.holos.gateway.log;

import java.util.ArrayList;
import java.util.List;

/// The arguments of a script that carries out a list of operations: name, number of arguments,
/// arguments.
final class Operations {
  private final List<byte[]> arguments = new ArrayList<>();
  private int count;
  private long bytes;
  private boolean events;

  void add(String name, byte[]... values) {
    add(name, List.of(values));
  }

  void add(String name, List<byte[]> values) {
    arguments.add(Bytes.of(name));
    arguments.add(Bytes.of(values.size()));
    for (byte[] value : values) {
      arguments.add(value);
      bytes += value.length;
    }
    count++;
    events |= name.equals("inbox");
  }

  /// Whether something goes into the inbox.
  boolean addsEvents() {
    return events;
  }

  int count() {
    return count;
  }

  /// The size of all arguments.
  long bytes() {
    return bytes;
  }

  List<byte[]> arguments() {
    return arguments;
  }
}
