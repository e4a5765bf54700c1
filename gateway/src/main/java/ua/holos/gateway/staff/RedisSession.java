package ua.holos.gateway.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session at the desk, with what has changed in it since it was read: requests of one session
/// run side by side, and none of them may overwrite what another one has just stored.
final class RedisSession implements Session {
  private static final Duration NOTED_EACH = Duration.ofMinutes(1);

  private final RedisSessions sessions;
  private final Map<String, Object> attributes = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private String id;
  private @Nullable String idBefore;
  private Instant created;
  private Instant lastAccessed;
  private Duration idle;
  private boolean fresh;

  /// As they are in Redis.
  private Instant accessedStored;

  private Duration idleStored;

  RedisSession(
      RedisSessions sessions,
      String id,
      Instant created,
      Instant lastAccessed,
      Duration idle,
      Map<String, Object> attributes,
      boolean fresh) {
    this.sessions = sessions;
    this.id = id;
    this.created = created;
    this.lastAccessed = lastAccessed;
    this.idle = idle;
    this.accessedStored = lastAccessed;
    this.idleStored = idle;
    this.attributes.putAll(attributes);
    this.fresh = fresh;
  }

  @Override
  public String getId() {
    return id;
  }

  /// Signing in gives the session a new id: whoever knew the old one knows nothing. Its longest
  /// time begins anew.
  @Override
  public String changeSessionId() {
    if (idBefore == null && !fresh) {
      idBefore = id;
    }
    id = sessions.newId();
    created = sessions.now();
    fresh = true;
    return id;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> @Nullable T getAttribute(String name) {
    return (T) attributes.get(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return Set.copyOf(attributes.keySet());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      removeAttribute(name);
      return;
    }
    attributes.put(name, value);
    changed.add(name);
  }

  @Override
  public void removeAttribute(String name) {
    attributes.remove(name);
    changed.add(name);
  }

  @Override
  public Instant getCreationTime() {
    return created;
  }

  @Override
  public void setLastAccessedTime(Instant time) {
    lastAccessed = time;
  }

  @Override
  public Instant getLastAccessedTime() {
    return lastAccessed;
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    idle = interval;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return idle;
  }

  @Override
  public boolean isExpired() {
    return !sessions.now().isBefore(ends());
  }

  /// When it ends if nothing more is done in it.
  Instant ends() {
    Instant longest = created.plus(StaffSettings.LONGEST_SESSION);
    Instant idleEnd = lastAccessed.plus(idle);
    return idleEnd.isBefore(longest) ? idleEnd : longest;
  }

  /// Whether it is to be written. Pages ask every few seconds, and each writing waits for the disk:
  /// that somebody was there is noted once a minute.
  boolean worthStoring() {
    return fresh
        || idBefore != null
        || !changed.isEmpty()
        || !idle.equals(idleStored)
        || !lastAccessed.isBefore(accessedStored.plus(NOTED_EACH));
  }

  boolean fresh() {
    return fresh;
  }

  @Nullable String idBefore() {
    return idBefore;
  }

  /// Names of attributes to store: all of a session that isn't there yet.
  Set<String> toStore() {
    Set<String> names = new HashSet<>(fresh ? attributes.keySet() : changed);
    names.retainAll(attributes.keySet());
    return names;
  }

  Set<String> toDrop() {
    Set<String> names = new HashSet<>(changed);
    names.removeAll(attributes.keySet());
    return names;
  }

  void stored() {
    accessedStored = lastAccessed;
    idleStored = idle;
    fresh = false;
    idBefore = null;
    changed.clear();
  }
}
