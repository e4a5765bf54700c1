package ua.holos.channel.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Joins the parts of long messages in their order, whatever order they come in.
final class InboundParts {
  /// How long a message waits for its parts before it is delivered as far as it came.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How long the parts of a whole message are still recognised when they come again.
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final PartFolder folder;
  private final Map<String, TreeMap<Integer, InboundPart>> waiting = new LinkedHashMap<>();
  private final Map<String, Joined> finished = new LinkedHashMap<>();

  /// A message as far as it came.
  ///
  /// @param id the same whenever it is joined of the same parts
  /// @param parts in their order
  record Joined(String id, List<InboundPart> parts) {
    Joined {
      parts = List.copyOf(parts);
    }

    /// The text; an ellipsis stands where a part is missing.
    String text() {
      StringBuilder text = new StringBuilder();
      int next = 1;
      for (InboundPart part : parts) {
        if (part.concatenation().index() > next) {
          text.append('…');
        }
        text.append(part.text());
        next = part.concatenation().index() + 1;
      }
      if (next <= parts.getFirst().concatenation().total()) {
        text.append('…');
      }
      return text.toString();
    }

    Instant arrived() {
      return parts.stream().map(InboundPart::arrived).max(Comparator.naturalOrder()).orElseThrow();
    }

    private boolean has(InboundPart part) {
      return parts.stream()
          .anyMatch(own ->
              own.concatenation().equals(part.concatenation()) && own.text().equals(part.text()));
    }
  }

  InboundParts(PartFolder folder) {
    this.folder = folder;
    folder.kept().forEach(this::add);
  }

  /// Whether this part belongs to a message that was delivered lately.
  synchronized boolean isKnown(InboundPart part) {
    Joined joined = finished.get(part.message());
    return joined != null && joined.has(part);
  }

  /// What must be delivered before this part can wait: another message with the same reference, of
  /// which a part is still missing. References have 8 bits, and some phones use but one.
  synchronized @Nullable Joined displaced(InboundPart part) {
    TreeMap<Integer, InboundPart> parts = waiting.get(part.message());
    InboundPart same = parts == null ? null : parts.get(part.concatenation().index());
    return same == null || same.text().equals(part.text()) ? null : joined(part.message());
  }

  /// Keeps a part safely; the whole message when it was the last one. The message stays until
  /// [#done].
  synchronized @Nullable Joined keep(InboundPart part) {
    TreeMap<Integer, InboundPart> parts = waiting.get(part.message());
    if (parts == null || !parts.containsKey(part.concatenation().index())) {
      // First, because it may fail: a message that waits has at least one part.
      folder.keep(part);
      parts = add(part);
    }
    return parts.size() == part.concatenation().total() ? joined(part.message()) : null;
  }

  private TreeMap<Integer, InboundPart> add(InboundPart part) {
    TreeMap<Integer, InboundPart> parts =
        waiting.computeIfAbsent(part.message(), _ -> new TreeMap<>());
    parts.putIfAbsent(part.concatenation().index(), part);
    return parts;
  }

  private Joined joined(String message) {
    List<InboundPart> parts = List.copyOf(waiting.getOrDefault(message, new TreeMap<>()).values());
    Instant first =
        parts.stream().map(InboundPart::arrived).min(Comparator.naturalOrder()).orElseThrow();
    List<String> texts = new ArrayList<>(List.of(message, String.valueOf(first.toEpochMilli())));
    parts.forEach(part -> texts.add(part.concatenation().index() + part.text()));
    return new Joined(Fingerprint.of(texts.toArray(String[]::new)), parts);
  }

  /// Those that have waited long enough, as far as they came. They stay until [#done].
  synchronized List<Joined> overdue(Instant now) {
    folder.dropUnreadable(now);
    finished.values().removeIf(joined -> joined.arrived().plus(REMEMBERED).isBefore(now));
    return waiting.entrySet().stream()
        .filter(message -> !message.getValue().isEmpty())
        .map(message -> joined(message.getKey()))
        .filter(joined -> joined.arrived().plus(PATIENCE).isBefore(now))
        .toList();
  }

  /// The message is safe elsewhere.
  synchronized void done(Joined joined) {
    String message = joined.parts().getFirst().message();
    TreeMap<Integer, InboundPart> parts = waiting.get(message);
    for (InboundPart part : joined.parts()) {
      if (parts != null && parts.remove(part.concatenation().index(), part)) {
        folder.forget(part);
      }
    }
    if (parts != null && parts.isEmpty()) {
      waiting.remove(message);
    }
    finished.put(message, joined);
  }
}
