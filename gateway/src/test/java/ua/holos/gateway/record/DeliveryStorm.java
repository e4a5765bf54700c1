package ua.holos.gateway.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.MessageStatus;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.JournalEntry;

/// Messages of many people, some in parts, with notes and reports in any order and often twice; and
/// what must come of each, worked out from all that is known together.
final class DeliveryStorm {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final int PER_PERSON = 20;

  private final Random random;
  private final List<JournalEntry> turns = new ArrayList<>();
  private final List<JournalEntry> news = new ArrayList<>();
  private final Map<String, String> expected = new HashMap<>();

  private record Sent(String key, Instant at, List<List<MessageStatus>> parts) {}

  DeliveryStorm(long seed, int messages) {
    random = new Random(seed);
    for (int first = 0; first < messages; first += PER_PERSON) {
      person(first / PER_PERSON, Math.min(PER_PERSON, messages - first));
    }
    Collections.shuffle(news, random);
  }

  private void person(int number, int messages) {
    var conversation = new ConversationId("viber:person" + number);
    List<Sent> all = new ArrayList<>();
    Instant readUntil = Instant.MIN;
    for (int turn = 1; turn <= messages; turn++) {
      Instant said = START.plusSeconds(3_600L * turn + number);
      turns.add(
          new JournalEntry.TurnTaken(
              "",
              conversation,
              said,
              turn,
              new Event.TimerElapsed(said, "t"),
              List.of(RecordContractTest.say("м" + turn))));
      Instant sentAt = said.plusSeconds(1 + random.nextInt(30));
      String key = conversation.value() + ":" + turn + ":0";
      List<String> ids = new ArrayList<>();
      List<List<MessageStatus>> parts = new ArrayList<>();
      int count = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
      for (int part = 0; part < count; part++) {
        String id = number + "-" + turn + "-" + part;
        ids.add(id);
        List<MessageStatus> told = fate();
        parts.add(told);
        for (MessageStatus status : told) {
          Instant at = sentAt.plusSeconds(random.nextInt(1_200) - 5);
          if (status == MessageStatus.READ) {
            Instant until = at.isAfter(sentAt) ? at : sentAt;
            readUntil = until.isAfter(readUntil) ? until : readUntil;
          }
          int times = random.nextInt(10) < 3 ? 2 : 1;
          for (int i = 0; i < times; i++) {
            news.add(
                new JournalEntry.TurnTaken(
                    "",
                    conversation,
                    at.plusSeconds(i),
                    1_000,
                    new Event.DeliveryReported(at, id, status, ""),
                    List.of()));
          }
        }
      }
      news.add(
          new JournalEntry.MessageDelivered(
              "", conversation, sentAt, new DeliveryNote(key, "accepted", ids, "")));
      all.add(new Sent(key, sentAt, parts));
    }
    for (Sent sent : all) {
      expected.put(sent.key(), outcome(sent, readUntil));
    }
  }

  /// What is told of one part, in no particular order.
  private List<MessageStatus> fate() {
    return switch (random.nextInt(12)) {
      case 0 -> List.of();
      case 1 -> List.of(MessageStatus.SENT);
      case 2 -> List.of(MessageStatus.SENT, MessageStatus.FAILED);
      case 3 -> List.of(MessageStatus.FAILED, MessageStatus.DELIVERED);
      case 4 -> List.of(MessageStatus.DELIVERED, MessageStatus.READ);
      default -> List.of(MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.DELIVERED);
    };
  }

  private static String outcome(Sent sent, Instant readUntil) {
    String least = "read";
    for (List<MessageStatus> part : sent.parts()) {
      boolean read = part.contains(MessageStatus.READ);
      boolean arrived = read || part.contains(MessageStatus.DELIVERED);
      if (part.contains(MessageStatus.FAILED) && !arrived) {
        return "failed";
      }
      String reached =
          read
              ? "read"
              : arrived ? "delivered" : part.contains(MessageStatus.SENT) ? "sent" : "accepted";
      List<String> order = List.of("accepted", "sent", "delivered", "read");
      least = order.indexOf(reached) < order.indexOf(least) ? reached : least;
    }
    return sent.at().isAfter(readUntil) ? least : "read";
  }

  int entries() {
    return turns.size() + news.size();
  }

  /// The journal in batches of any size.
  List<List<JournalEntry>> batches() {
    List<JournalEntry> all = new ArrayList<>();
    turns.forEach(entry -> all.add(placed(entry, all.size())));
    news.forEach(entry -> all.add(placed(entry, all.size())));
    List<List<JournalEntry>> batches = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(500));
      batches.add(all.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static JournalEntry placed(JournalEntry entry, int index) {
    String position = "1700000000000-" + (index + 1);
    return switch (entry) {
      case JournalEntry.TurnTaken it ->
          new JournalEntry.TurnTaken(
              position, it.conversation(), it.at(), it.turn(), it.event(), it.effects());
      case JournalEntry.MessageDelivered it ->
          new JournalEntry.MessageDelivered(position, it.conversation(), it.at(), it.delivery());
    };
  }

  String expected(String key) {
    return expected.getOrDefault(key, "nothing");
  }

  Collection<String> expectations() {
    return expected.values();
  }
}
