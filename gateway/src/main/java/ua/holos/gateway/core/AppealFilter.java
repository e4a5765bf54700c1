package ua.holos.gateway.core;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;

/// Which appeals are wanted; an empty collection or null means any.
///
/// @param numbers exactly these
/// @param numberPart part of a number
/// @param from on the time of filing, inclusive
/// @param to on the time of filing, inclusive
/// @param overdueAt those whose time had passed at this instant
record AppealFilter(
    List<String> numbers,
    @Nullable String numberPart,
    @Nullable String externalRef,
    Collection<String> services,
    Set<AppealStatus> statuses,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant overdueAt) {

  static final AppealFilter ALL =
      new AppealFilter(List.of(), null, null, List.of(), Set.of(), null, null, null);

  static AppealFilter numbered(List<String> numbers) {
    return new AppealFilter(numbers, null, null, List.of(), Set.of(), null, null, null);
  }

  static AppealFilter referredTo(String externalRef) {
    return new AppealFilter(List.of(), null, externalRef, List.of(), Set.of(), null, null, null);
  }
}
