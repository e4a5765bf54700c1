package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.message.ContactUrn;

/// An appeal that the person filed here, or in another conversation that is joined with this one.
///
/// @param number the core's number
/// @param draft number of the draft that it was, 0 when it was filed elsewhere
/// @param category code, empty when it was filed elsewhere
/// @param address where, empty when it has no place
/// @param due by when the city promises to be ready, null when it doesn't say
/// @param statusAt when the status was reached
/// @param updates ids of the status changes seen last, so that each is told once
/// @param news whether the status couldn't be told: the person had blocked the bot, or it didn't
///   arrive in any of their channels
/// @param home where it was filed, when that is another conversation; null when it is this one
/// @param reopened how often the person gave it back to work
public record OwnAppeal(
    String number,
    int draft,
    String category,
    String address,
    AppealStatus status,
    @Nullable Instant due,
    Instant statusAt,
    List<String> updates,
    boolean news,
    @Nullable ContactUrn home,
    int reopened) {

  private static final int MOST_UPDATES = 6;

  public OwnAppeal {
    updates = List.copyOf(updates);
  }

  /// An appeal of this conversation.
  public OwnAppeal(
      String number,
      int draft,
      String category,
      String address,
      AppealStatus status,
      @Nullable Instant due,
      Instant statusAt,
      List<String> updates,
      boolean news) {
    this(number, draft, category, address, status, due, statusAt, updates, news, null, 0);
  }

  /// An appeal that was never given back to work.
  public OwnAppeal(
      String number,
      int draft,
      String category,
      String address,
      AppealStatus status,
      @Nullable Instant due,
      Instant statusAt,
      List<String> updates,
      boolean news,
      @Nullable ContactUrn home) {
    this(number, draft, category, address, status, due, statusAt, updates, news, home, 0);
  }

  /// An appeal of which only this is known.
  static OwnAppeal of(Event.StatusChanged change) {
    return new OwnAppeal(
        change.number(),
        0,
        "",
        "",
        AppealStatus.REGISTERED,
        change.expectedAt(),
        Instant.EPOCH,
        List.of(),
        false);
  }

  OwnAppeal seen(String updateId) {
    if (updates.contains(updateId)) {
      return this;
    }
    List<String> next = new ArrayList<>(updates);
    next.add(updateId);
    if (next.size() > MOST_UPDATES) {
      next.removeFirst();
    }
    return new OwnAppeal(
        number, draft, category, address, status, due, statusAt, next, news, home, reopened);
  }

  OwnAppeal now(AppealStatus newStatus, Instant at, @Nullable Instant newDue) {
    Instant nextDue = newDue == null ? due : newDue;
    return new OwnAppeal(
        number, draft, category, address, newStatus, nextDue, at, updates, news, home, reopened);
  }

  /// Given back to work once more.
  OwnAppeal reopened(Instant at) {
    OwnAppeal back = now(AppealStatus.REOPENED, at, null);
    return new OwnAppeal(
        number,
        draft,
        category,
        address,
        back.status(),
        back.due(),
        back.statusAt(),
        updates,
        news,
        home,
        reopened + 1);
  }

  OwnAppeal corrected(@Nullable String newCategory, @Nullable String newAddress) {
    return new OwnAppeal(
        number,
        draft,
        newCategory == null ? category : newCategory,
        newAddress == null ? address : newAddress,
        status,
        due,
        statusAt,
        updates,
        news,
        home,
        reopened);
  }

  OwnAppeal news(boolean untold) {
    return new OwnAppeal(
        number, draft, category, address, status, due, statusAt, updates, untold, home, reopened);
  }

  /// As the person's other conversations get it: what was told here and by which form it was made
  /// is nothing to them.
  OwnAppeal from(ContactUrn here) {
    return new OwnAppeal(
        number,
        0,
        category,
        address,
        status,
        due,
        statusAt,
        List.of(),
        false,
        home == null ? here : home,
        reopened);
  }

  /// Whether it looks the same to the person's other conversations.
  boolean looksAs(OwnAppeal other) {
    return category.equals(other.category)
        && address.equals(other.address)
        && status == other.status
        && statusAt.equals(other.statusAt)
        && Objects.equals(due, other.due);
  }

  /// What another conversation knows of it, taken over: its status unless a later one is known, and
  /// what it is about from where it was filed. What was told here stays.
  OwnAppeal updatedBy(OwnAppeal shared, ContactUrn from) {
    boolean older = shared.statusAt.isBefore(statusAt);
    boolean filedThere = from.equals(home);
    return new OwnAppeal(
        number,
        draft,
        filedThere ? shared.category : category,
        filedThere ? shared.address : address,
        older ? status : shared.status,
        older ? due : shared.due,
        older ? statusAt : shared.statusAt,
        updates,
        news,
        home,
        Math.max(reopened, shared.reopened));
  }
}
