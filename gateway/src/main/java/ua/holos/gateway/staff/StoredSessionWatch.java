package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import redis.clients.jedis.exceptions.JedisException;

/// Looks at the stored session and at the account as it is now. What can't be looked up stays open:
/// nobody is sent away because a database is.
final class StoredSessionWatch implements SessionWatch {
  private final SignedInStaff current;
  private final AccountDirectory directory;
  private final RedisSessions sessions;

  StoredSessionWatch(SignedInStaff current, AccountDirectory directory, RedisSessions sessions) {
    this.current = current;
    this.directory = directory;
    this.sessions = sessions;
  }

  @Override
  public BooleanSupplier of(HttpServletRequest request) {
    HttpSession stored = request.getSession(false);
    Optional<SignedIn> begun = current.signedIn();
    if (stored == null || begun.isEmpty()) {
      return () -> false;
    }
    String id = stored.getId();
    SignedIn session = begun.get();
    Set<Role> roles = roles(session);
    return () -> {
      try {
        return current.counts(session)
            && roles(session).equals(roles)
            && sessions.findById(id) != null;
      } catch (JedisException | DataAccessException away) {
        return true;
      }
    };
  }

  private Set<Role> roles(SignedIn session) {
    return directory
        .account(session.account())
        .map(account -> account.member().roles())
        .orElse(Set.of());
  }
}
