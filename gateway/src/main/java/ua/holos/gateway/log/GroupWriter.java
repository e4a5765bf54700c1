package ua.holos.gateway.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.Event;

/// Writes what many threads want written in few round trips: while one group is on its way to
/// Redis, the next gathers. Under load this makes one script call per partition out of dozens, at
/// rest it adds nothing but a hand-over.
final class GroupWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);
  private static final int GROUP = 512;
  private static final long RETRY_PAUSE_MILLIS = 40;

  private final Redis redis;
  private final Partitions partitions;
  private final Owners owners;
  private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  GroupWriter(Redis redis, Partitions partitions, Owners owners) {
    this.redis = redis;
    this.partitions = partitions;
    this.owners = owners;
    this.thread = Thread.ofPlatform().name("log-writer").daemon().start(this::run);
  }

  private sealed interface Write {
    int partition();

    /// Nanoseconds by the system's timer, after which trying again is of no use.
    long end();

    CompletableFuture<?> future();
  }

  private record Append(
      int partition,
      byte[] seen,
      long secondsToRemember,
      byte[] conversation,
      Event event,
      byte[] bytes,
      long end,
      CompletableFuture<@Nullable String> future)
      implements Write {}

  private record Finish(
      int partition,
      String entry,
      Operations operations,
      long end,
      CompletableFuture<Boolean> future)
      implements Write {}

  /// Appends an event to an inbox unless its `seen` key is known; the id of the entry, or null for
  /// a duplicate. Fails when Redis can't be reached for a second.
  CompletableFuture<@Nullable String> append(
      int partition,
      byte[] seen,
      long secondsToRemember,
      byte[] conversation,
      Event event,
      byte[] bytes) {
    CompletableFuture<@Nullable String> future = new CompletableFuture<>();
    put(new Append(partition, seen, secondsToRemember, conversation, event, bytes, end(), future));
    return future;
  }

  /// Takes an entry out of the outbox together with what came of it; whether it was still there.
  /// Fails when Redis can't be reached for a second.
  CompletableFuture<Boolean> finish(int partition, String entry, Operations operations) {
    CompletableFuture<Boolean> future = new CompletableFuture<>();
    put(new Finish(partition, entry, operations, end(), future));
    return future;
  }

  private static long end() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
  }

  private void put(Write write) {
    if (closed) {
      write.future().completeExceptionally(new IllegalStateException("The log is closed"));
    } else {
      queue.add(write);
    }
  }

  private void run() {
    List<Write> group = new ArrayList<>(GROUP);
    while (!closed || !queue.isEmpty()) {
      try {
        if (group.isEmpty()) {
          Write first = queue.poll(1, TimeUnit.SECONDS);
          if (first == null) {
            continue;
          }
          group.add(first);
        }
        queue.drainTo(group, GROUP - group.size());
        write(group);
        group.clear();
      } catch (JedisException e) {
        group.removeIf(write -> expired(write, e));
        pause();
      } catch (InterruptedException e) {
        // Closing: what is queued is still written.
      } catch (RuntimeException | Error e) {
        // Also an error must not end this thread: nothing could be accepted any more.
        log.error("A group of {} writes failed: {}", group.size(), Errors.trace(e));
        group.forEach(write -> write.future().completeExceptionally(e));
        group.clear();
      }
    }
  }

  private static boolean expired(Write write, JedisException cause) {
    if (write.future().isDone()) {
      return true;
    }
    if (System.nanoTime() - write.end() > 0) {
      write.future().completeExceptionally(cause);
      return true;
    }
    return false;
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Closing; the queue is written or given up by its deadline.
    }
  }

  private void write(List<Write> group) {
    Map<Integer, List<Append>> appends = new LinkedHashMap<>();
    Map<Integer, List<Finish>> finishes = new LinkedHashMap<>();
    for (Write write : group) {
      switch (write) {
        case Append append ->
            appends.computeIfAbsent(append.partition(), _ -> new ArrayList<>()).add(append);
        case Finish finish ->
            finishes.computeIfAbsent(finish.partition(), _ -> new ArrayList<>()).add(finish);
      }
    }
    List<Redis.Call> calls = new ArrayList<>(appends.size() + finishes.size());
    appends.forEach((partition, writes) -> calls.add(appendCall(partition, writes)));
    finishes.forEach((partition, writes) -> calls.add(finishCall(partition, writes)));
    List<Object> results = redis.runAll(calls);
    int next = 0;
    for (Map.Entry<Integer, List<Append>> entry : appends.entrySet()) {
      appended(entry.getKey(), entry.getValue(), results.get(next++));
    }
    for (Map.Entry<Integer, List<Finish>> entry : finishes.entrySet()) {
      finished(entry.getKey(), entry.getValue(), results.get(next++));
    }
  }

  private Redis.Call appendCall(int partition, List<Append> writes) {
    List<byte[]> keys = new ArrayList<>(writes.size() + 1);
    List<byte[]> arguments = new ArrayList<>(writes.size() * 3 + 1);
    keys.add(partitions.keys(partition).inbox());
    arguments.add(owners.isLocal(partition) ? new byte[0] : Bytes.of(partition));
    for (Append write : writes) {
      keys.add(write.seen());
      arguments.add(Bytes.of(write.secondsToRemember()));
      arguments.add(write.conversation());
      arguments.add(write.bytes());
    }
    return new Redis.Call(Script.APPEND, keys, arguments);
  }

  private void appended(int partition, List<Append> writes, Object result) {
    if (result instanceof JedisException e) {
      writes.forEach(write -> write.future().completeExceptionally(e));
      return;
    }
    List<?> results = (List<?>) result;
    List<@Nullable String> ids = new ArrayList<>(writes.size());
    for (int i = 0; i < writes.size(); i++) {
      byte[] bytes = (byte[]) results.get(i);
      String id = bytes == null ? null : Bytes.text(bytes);
      ids.add(id);
      if (id != null) {
        owners.offer(partition, id, writes.get(i).event());
      }
    }
    owners.wake(partition);
    for (int i = 0; i < writes.size(); i++) {
      writes.get(i).future().complete(ids.get(i));
    }
  }

  private Redis.Call finishCall(int partition, List<Finish> writes) {
    PartitionKeys keys = partitions.keys(partition);
    List<byte[]> arguments = new ArrayList<>();
    for (Finish write : writes) {
      arguments.add(Bytes.of(write.entry()));
      arguments.add(Bytes.of(write.operations().count()));
      arguments.addAll(write.operations().arguments());
    }
    return new Redis.Call(
        Script.FINISH,
        List.of(keys.outbox(), keys.inbox(), keys.journal(), keys.dead()),
        arguments);
  }

  private void finished(int partition, List<Finish> writes, Object result) {
    if (result instanceof JedisException e) {
      writes.forEach(write -> write.future().completeExceptionally(e));
      return;
    }
    List<?> present = (List<?>) result;
    if (writes.stream().anyMatch(write -> write.operations().addsEvents())) {
      owners.wake(partition);
    }
    for (int i = 0; i < writes.size(); i++) {
      writes.get(i).future().complete(((Long) present.get(i)) == 1);
    }
  }

  /// Writes what is queued, and ends.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
