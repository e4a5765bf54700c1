package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;

/// An appeal that the person filed here.
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
public record OwnAppeal(
    String number,
    int draft,
    String category,
    String address,
    AppealStatus status,
    @Nullable Instant due,
    Instant statusAt,
    List<String> updates,
    boolean news) {

  private static final int MOST_UPDATES = 6;

  public OwnAppeal {
    updates = List.copyOf(updates);
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
    return new OwnAppeal(number, draft, category, address, status, due, statusAt, next, news);
  }

  OwnAppeal now(AppealStatus newStatus, Instant at, @Nullable Instant newDue) {
    Instant nextDue = newDue == null ? due : newDue;
    return new OwnAppeal(number, draft, category, address, newStatus, nextDue, at, updates, news);
  }

  /// The same in a conversation where it wasn't filed.
  OwnAppeal elsewhere() {
    return new OwnAppeal(number, 0, category, address, status, due, statusAt, updates, false);
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
        news);
  }

  OwnAppeal news(boolean untold) {
    return new OwnAppeal(number, draft, category, address, status, due, statusAt, updates, untold);
  }
}
