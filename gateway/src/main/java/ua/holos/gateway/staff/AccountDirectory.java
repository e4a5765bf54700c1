package ua.holos.gateway.staff;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/// All accounts as they are now, in memory: every request at the desk asks for one. A change made
/// here is seen at once, one made by another replica within a second. While SQL is away they stay
/// as they were last seen.
final class AccountDirectory implements StaffDirectory, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountDirectory.class);

  private final Accounts accounts;
  private final Duration pause;
  private volatile @Nullable Seen seen;
  private volatile @Nullable Thread watcher;

  private record Seen(long version, Map<UUID, Account> accounts) {}

  /// @param pause between two looks for changes by other replicas
  AccountDirectory(Accounts accounts, Duration pause) {
    this.accounts = accounts;
    this.pause = pause;
  }

  /// Reads all accounts and goes on looking for changes; to be called when the tables are there.
  synchronized void start() {
    if (watcher == null) {
      try {
        refresh();
      } catch (DataAccessException | TransactionException away) {
        LOG.warn("The accounts can't be read yet: {}", away.getClass().getSimpleName());
      }
      watcher = Thread.ofVirtual().name("staff-directory").start(this::watch);
    }
  }

  private void watch() {
    boolean away = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pause);
        Seen known = seen;
        if (known == null || known.version() != accounts.version()) {
          refresh();
        }
        away = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!away) {
          LOG.warn("Accounts stay as they were last seen: {}", e.getClass().getSimpleName());
        }
        away = true;
      }
    }
  }

  /// Reads all accounts anew: after every change made here.
  synchronized void refresh() {
    // The number first: a change in between is then read once more, never missed.
    long version = accounts.version();
    Map<UUID, Account> all = new LinkedHashMap<>();
    accounts.all().forEach(account -> all.put(account.member().id(), account));
    seen = new Seen(version, all);
  }

  /// @throws DataAccessResourceFailureException when SQL has been away since the start
  Optional<Account> account(UUID id) {
    return Optional.ofNullable(known().get(id));
  }

  @Override
  public Optional<StaffMember> find(UUID id) {
    return account(id).map(Account::member);
  }

  @Override
  public List<StaffMember> all() {
    return known().values().stream().map(Account::member).toList();
  }

  private Map<UUID, Account> known() {
    Seen known = seen;
    if (known == null) {
      throw new DataAccessResourceFailureException("The accounts have not been read yet");
    }
    return known.accounts();
  }

  @Override
  public void close() {
    Thread running = watcher;
    if (running != null) {
      running.interrupt();
    }
  }
}
