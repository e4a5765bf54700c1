package ua.holos.channel.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.InboxUnavailableException;

/// An inbox in memory that knows duplicates and can be out of order for a while.
public final class RecordingSink implements InboundSink {
  private final List<InboundUpdate> stored = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private int failures;
  private @Nullable RuntimeException failure;
  private volatile Runnable before = () -> {};

  @Override
  public Acceptance accept(InboundUpdate update) {
    before.run();
    return take(update);
  }

  /// What happens before each update is taken, for instance a wait.
  public void before(Runnable task) {
    before = task;
  }

  private synchronized Acceptance take(InboundUpdate update) {
    if (failure != null && failures > 0) {
      failures--;
      throw failure;
    }
    if (!ids.add(update.channel().code() + " " + update.id())) {
      return Acceptance.DUPLICATE;
    }
    stored.add(update);
    return Acceptance.APPENDED;
  }

  /// What was appended, in order.
  public synchronized List<InboundUpdate> stored() {
    return List.copyOf(stored);
  }

  /// The next `times` updates are not taken.
  public synchronized void unavailable(int times) {
    fail(times, new InboxUnavailableException("Redis is down", new IOException("refused")));
  }

  /// The next `times` updates meet a bug.
  public synchronized void fail(int times, RuntimeException with) {
    failures = times;
    failure = with;
  }

  public synchronized void clear() {
    stored.clear();
    ids.clear();
    failures = 0;
  }
}
