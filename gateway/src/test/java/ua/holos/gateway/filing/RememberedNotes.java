package ua.holos.gateway.filing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Notes in memory.
final class RememberedNotes implements FilingNotes {
  final Set<String> started = new HashSet<>();
  final Map<String, String> tokens = new HashMap<>();
  final Set<String> own = new HashSet<>();

  @Override
  public synchronized boolean starting(String reference) {
    return !started.add(reference);
  }

  @Override
  public synchronized void keepToken(String reference, String token) {
    tokens.put(reference, token);
  }

  @Override
  public synchronized Optional<String> token(String reference) {
    return Optional.ofNullable(tokens.get(reference));
  }

  @Override
  public synchronized void ownUpdate(String number, String updateId) {
    own.add(number + " " + updateId);
  }

  @Override
  public synchronized void finished(String reference) {
    started.remove(reference);
    tokens.remove(reference);
  }
}
