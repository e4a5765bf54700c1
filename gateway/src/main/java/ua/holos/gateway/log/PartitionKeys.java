package ua.holos.gateway.log;

import ua.holos.bot.conversation.ConversationId;

/// The keys of one partition: all with its hash tag, so that a script may touch them in a cluster.
record PartitionKeys(
    byte[] token,
    byte[] lease,
    byte[] position,
    byte[] inbox,
    byte[] outbox,
    byte[] journal,
    byte[] timers,
    byte[] dead,
    byte[] tries,
    String prefix) {

  static PartitionKeys of(int partition) {
    String prefix = "holos:{" + partition + "}:";
    return new PartitionKeys(
        Bytes.of(prefix + "token"),
        Bytes.of(prefix + "lease"),
        Bytes.of(prefix + "position"),
        Bytes.of(prefix + "inbox"),
        Bytes.of(prefix + "outbox"),
        Bytes.of(prefix + "journal"),
        Bytes.of(prefix + "timers"),
        Bytes.of(prefix + "dead"),
        Bytes.of(prefix + "tries"),
        prefix);
  }

  byte[] state(ConversationId conversation) {
    return Bytes.of(prefix + "state:" + conversation.value());
  }

  byte[] seen(String source, String sourceId) {
    return Bytes.of(prefix + "seen:" + source + ":" + sourceId);
  }
}
