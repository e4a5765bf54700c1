package ua.holos.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Shares the partitions among the replicas that are alive: each renews its leases, gives back what
/// is above its share, and takes what is free up to it. All see the same list of replicas, so that
/// all work out the same shares.
final class Ownership {
  private static final Logger log = LoggerFactory.getLogger(Ownership.class);
  private static final byte[] REPLICAS = Bytes.of("holos:replicas");
  private static final byte[] WAKE = Bytes.of("holos:wake");
  static final byte[] SHARES_CHANGED = Bytes.of("shares");

  private final String replica;
  private final Redis redis;
  private final Partitions partitions;
  private final Owners owners;
  private final Duration lease;
  private final OwnerFactory factory;
  private final LogMetrics metrics;
  private final Map<Integer, PartitionOwner> owned = new TreeMap<>();
  private final Thread thread;
  private volatile Map<Integer, Long> tokens = Map.of();
  private volatile boolean closed;
  private volatile boolean paused;
  private long heard = System.nanoTime();

  /// Makes the owner of a partition.
  interface OwnerFactory {
    PartitionOwner create(int partition, long token);
  }

  Ownership(
      String replica,
      Redis redis,
      Partitions partitions,
      Owners owners,
      Duration lease,
      LogMetrics metrics,
      OwnerFactory factory) {
    this.replica = replica;
    this.redis = redis;
    this.partitions = partitions;
    this.owners = owners;
    this.lease = lease;
    this.metrics = metrics;
    this.factory = factory;
    this.thread = Thread.ofPlatform().name("log-leases").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Looks at the shares now.
  void wake() {
    LockSupport.unpark(thread);
  }

  /// The partitions owned here, with their tokens.
  Map<Integer, Long> owned() {
    return tokens;
  }

  private void tell() {
    Map<Integer, Long> now = new TreeMap<>();
    owned.forEach((partition, owner) -> now.put(partition, owner.token()));
    tokens = Map.copyOf(now);
    metrics.partitionsOwned.set(now.size());
  }

  /// Stops renewing, as a process does that hangs, until resumed.
  void pause(boolean hang) {
    paused = hang;
    wake();
  }

  private void run() {
    while (!closed) {
      boolean changed = true;
      try {
        if (!paused) {
          changed = beat();
          heard = System.nanoTime();
        }
      } catch (JedisException e) {
        log.warn("Leases can't be renewed, Redis is away: {}", e.getMessage());
        changed = false;
      } catch (RuntimeException e) {
        log.error("Leases can't be renewed", e);
        changed = false;
      }
      long pause = changed && !paused ? lease.toNanos() / 20 : lease.toNanos() / 4;
      LockSupport.parkNanos(pause);
    }
  }

  /// Renews, gives back, takes; whether something is still to be settled.
  private synchronized boolean beat() {
    List<String> replicas = new ArrayList<>();
    Object alive =
        redis.run(
            new Redis.Call(
                Script.ATTEND,
                List.of(REPLICAS),
                List.of(Bytes.of(replica), Bytes.of(lease.toMillis()))));
    for (Object id : (List<?>) alive) {
      replicas.add(Bytes.text((byte[]) id));
    }
    replicas.sort(null);
    int share = share(replicas);
    renew();
    // Giving back may wait for effects on their way; the other leases must not run out meanwhile.
    long begin = System.nanoTime();
    while (owned.size() > share && System.nanoTime() - begin < lease.toNanos() / 4) {
      giveBack(owned.keySet().iterator().next());
    }
    take(share);
    return owned.size() != share;
  }

  private int share(List<String> replicas) {
    int index = replicas.indexOf(replica);
    int count = Math.max(1, replicas.size());
    int extra = partitions.count() % count;
    return partitions.count() / count + (index >= 0 && index < extra ? 1 : 0);
  }

  private void renew() {
    for (PartitionOwner owner : List.copyOf(owned.values())) {
      PartitionKeys keys = partitions.keys(owner.partition());
      boolean mine =
          owner.isRunning()
              && (Long)
                      redis.run(
                          new Redis.Call(
                              Script.RENEW,
                              List.of(keys.lease(), keys.token()),
                              List.of(
                                  Bytes.of(replica),
                                  Bytes.of(lease.toMillis()),
                                  Bytes.of(owner.token()))))
                  == 1;
      if (!mine) {
        log.warn("Partition {} went to another replica", owner.partition());
        leave(owner, Duration.ZERO);
      }
    }
  }

  private void leave(PartitionOwner owner, Duration patience) {
    owned.remove(owner.partition());
    owners.unregister(owner.partition(), owner);
    tell();
    owner.close(patience);
  }

  private void giveBack(int partition) {
    PartitionOwner owner = owned.get(partition);
    if (owner == null) {
      return;
    }
    leave(owner, lease.dividedBy(4));
    redis.run(
        new Redis.Call(
            Script.RELEASE,
            List.of(partitions.keys(partition).lease()),
            List.of(Bytes.of(replica))));
    redis.publish(WAKE, SHARES_CHANGED);
    log.info("Gave partition {} back", partition);
  }

  private void take(int share) {
    for (int partition = 0; partition < partitions.count() && owned.size() < share; partition++) {
      if (owned.containsKey(partition)) {
        continue;
      }
      PartitionKeys keys = partitions.keys(partition);
      long token =
          (Long)
              redis.run(
                  new Redis.Call(
                      Script.ACQUIRE,
                      List.of(keys.lease(), keys.token()),
                      List.of(Bytes.of(replica), Bytes.of(lease.toMillis()))));
      if (token > 0) {
        PartitionOwner owner = factory.create(partition, token);
        owned.put(partition, owner);
        owners.register(partition, owner);
        tell();
        owner.start();
        log.info("Owns partition {} with token {}", partition, token);
      }
    }
  }

  /// Lets go of leases that nobody can hold any more. Only for a Redis that this process alone
  /// uses.
  void forgetFormerOwners() {
    List<byte[]> keys = new ArrayList<>();
    keys.add(REPLICAS);
    for (int partition = 0; partition < partitions.count(); partition++) {
      keys.add(partitions.keys(partition).lease());
    }
    redis.delete(keys);
  }

  /// How long ago Redis last answered.
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  /// Finishes what is in hand and gives everything back.
  void close(Duration patience) {
    closed = true;
    wake();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      List<PartitionOwner> all = List.copyOf(owned.values());
      List<Thread> closing =
          all.stream().map(owner -> Thread.ofVirtual().start(() -> owner.close(patience))).toList();
      try {
        for (Thread one : closing) {
          one.join();
        }
        for (PartitionOwner owner : all) {
          owners.unregister(owner.partition(), owner);
          redis.run(
              new Redis.Call(
                  Script.RELEASE,
                  List.of(partitions.keys(owner.partition()).lease()),
                  List.of(Bytes.of(replica))));
        }
        redis.remove(REPLICAS, Bytes.of(replica));
        redis.publish(WAKE, SHARES_CHANGED);
      } catch (JedisException e) {
        log.warn("Leases could not be given back: {}", e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      owned.clear();
      tell();
    }
  }
}
