package ua.holos.gateway.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.gateway.store.JsonCodec;

/// A conversation as it is kept: `turn|milliseconds|case`.
///
/// @param turn in which it became so
/// @param at when that was kept
record DeskEntry(long turn, Instant at, DeskCase shown) {

  String write(JsonCodec codec) {
    return turn
        + "|"
        + at.toEpochMilli()
        + "|"
        + new String(codec.writeDeskCase(shown), StandardCharsets.UTF_8);
  }

  /// Reads an entry.
  ///
  /// @throws ua.holos.gateway.store.UnreadableRecordException when it isn't one
  static DeskEntry read(String stored, JsonCodec codec) {
    int first = stored.indexOf('|');
    int second = stored.indexOf('|', first + 1);
    return new DeskEntry(
        Long.parseLong(stored, 0, first, 10),
        Instant.ofEpochMilli(Long.parseLong(stored, first + 1, second, 10)),
        codec.readDeskCase(stored.substring(second + 1).getBytes(StandardCharsets.UTF_8)));
  }
}
