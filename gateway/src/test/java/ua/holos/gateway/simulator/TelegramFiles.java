package ua.holos.gateway.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Files that citizens sent; a bot gets those up to 20 MB.
final class TelegramFiles {
  private static final int MOST_BYTES = 20 * 1024 * 1024;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /// Keeps a file; its id.
  String add(long citizen, byte[] bytes) {
    String id = "photo-" + files.size() + "-" + citizen;
    files.put(id, bytes.clone());
    return id;
  }

  /// A file that a bot may have.
  Optional<byte[]> bytes(String id) {
    return Optional.ofNullable(files.get(id)).filter(bytes -> bytes.length <= MOST_BYTES);
  }
}
