package ua.holos.gateway.log;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.store.JsonCodec;

/// How journal entries look in the stream. A turn: `c` conversation, `a` time, `t` number, `e`
/// event, `f` each effect. A delivery: `c`, `a`, `k` key, `s` status, `r` reason, `x` each external
/// id, `n` number of parts, `h` cost in hryvnias when it isn't nothing. Older entries have no `n`.
final class Journal {
  private Journal() {}

  static List<byte[]> turn(
      ConversationId conversation, Instant at, long turn, byte[] event, List<byte[]> effects) {
    List<byte[]> fields = new ArrayList<>(8 + 2 * effects.size());
    add(fields, "c", Bytes.of(conversation.value()));
    add(fields, "a", Bytes.of(at.toEpochMilli()));
    add(fields, "t", Bytes.of(turn));
    add(fields, "e", event);
    effects.forEach(effect -> add(fields, "f", effect));
    return fields;
  }

  static List<byte[]> delivered(ConversationId conversation, Instant at, DeliveryNote delivery) {
    List<byte[]> fields = new ArrayList<>(12);
    add(fields, "c", Bytes.of(conversation.value()));
    add(fields, "a", Bytes.of(at.toEpochMilli()));
    add(fields, "k", Bytes.of(delivery.key()));
    add(fields, "s", Bytes.of(delivery.status()));
    add(fields, "r", Bytes.of(delivery.reason()));
    delivery.externalIds().forEach(id -> add(fields, "x", Bytes.of(id)));
    add(fields, "n", Bytes.of(delivery.parts()));
    if (delivery.cost().signum() != 0) {
      add(fields, "h", Bytes.of(delivery.cost().toPlainString()));
    }
    return fields;
  }

  private static void add(List<byte[]> fields, String name, byte[] value) {
    fields.add(Bytes.of(name));
    fields.add(value);
  }

  static JournalEntry read(Redis.Entry entry, JsonCodec codec) {
    String position = Bytes.text(entry.id());
    ConversationId conversation = new ConversationId(Bytes.text(entry.value("c")));
    Instant at = Instant.ofEpochMilli(Bytes.number(entry.value("a")));
    byte[] event = entry.valueOrNull("e");
    if (event == null) {
      return new JournalEntry.MessageDelivered(position, conversation, at, note(entry));
    }
    Event happened = codec.readEvent(event);
    return new JournalEntry.TurnTaken(
        position,
        conversation,
        at,
        Bytes.number(entry.value("t")),
        happened,
        entry.values("f").stream().map(codec::readEffect).toList());
  }

  private static DeliveryNote note(Redis.Entry entry) {
    List<String> externalIds = entry.values("x").stream().map(Bytes::text).toList();
    byte[] parts = entry.valueOrNull("n");
    byte[] cost = entry.valueOrNull("h");
    return new DeliveryNote(
        Bytes.text(entry.value("k")),
        Bytes.text(entry.value("s")),
        externalIds,
        Bytes.text(entry.value("r")),
        parts == null ? externalIds.size() : (int) Bytes.number(parts),
        cost == null ? BigDecimal.ZERO : new BigDecimal(Bytes.text(cost)));
  }
}
