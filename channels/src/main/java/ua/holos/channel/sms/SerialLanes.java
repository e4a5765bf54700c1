package ua.holos.channel.sms;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/// Runs tasks of one key one after another in the order in which they were given, and tasks of
/// different keys beside each other.
final class SerialLanes {
  private final Executor executor;
  private final Map<String, CompletableFuture<Integer>> last = new HashMap<>();

  SerialLanes(Executor executor) {
    this.executor = executor;
  }

  /// Runs a task after those of the same key; tells what comes of it.
  synchronized CompletableFuture<Integer> run(String key, IntSupplier task) {
    CompletableFuture<Integer> before =
        last.getOrDefault(key, CompletableFuture.completedFuture(0));
    CompletableFuture<Integer> result = before.handleAsync((_, _) -> task.getAsInt(), executor);
    last.put(key, result);
    CompletableFuture<Integer> tidied = result.whenComplete((_, _) -> leave(key, result));
    return tidied;
  }

  private synchronized void leave(String key, CompletableFuture<Integer> result) {
    last.remove(key, result);
  }

  /// How many keys have something to do.
  synchronized int busy() {
    return last.size();
  }
}
