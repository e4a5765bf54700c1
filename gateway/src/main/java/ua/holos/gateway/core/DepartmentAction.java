package ua.holos.gateway.core;

import static ua.holos.bot.appeal.AppealStatus.DONE;
import static ua.holos.bot.appeal.AppealStatus.EXPLAINED;
import static ua.holos.bot.appeal.AppealStatus.IN_PROGRESS;
import static ua.holos.bot.appeal.AppealStatus.NOT_COMPETENT;
import static ua.holos.bot.appeal.AppealStatus.POSTPONED;
import static ua.holos.bot.appeal.AppealStatus.QUESTION;
import static ua.holos.bot.appeal.AppealStatus.REGISTERED;
import static ua.holos.bot.appeal.AppealStatus.REOPENED;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ua.holos.bot.appeal.AppealStatus;

/// What a department can do with an appeal: from which states, to which.
enum DepartmentAction {
  TAKE(IN_PROGRESS, false, Set.of(REGISTERED, REOPENED, QUESTION, POSTPONED)),
  ASK(QUESTION, true, Set.of(REGISTERED, REOPENED, IN_PROGRESS, QUESTION, POSTPONED)),
  COMPLETE(DONE, true, CoreStatuses.OPEN),
  EXPLAIN(EXPLAINED, true, CoreStatuses.OPEN),
  DECLINE(NOT_COMPETENT, true, CoreStatuses.OPEN),
  POSTPONE(POSTPONED, true, CoreStatuses.OPEN);

  final AppealStatus to;

  /// Whether it needs words for the citizen.
  final boolean needsText;

  private final Set<AppealStatus> from;

  DepartmentAction(AppealStatus to, boolean needsText, Set<AppealStatus> from) {
    this.to = to;
    this.needsText = needsText;
    this.from = from;
  }

  boolean allowedIn(AppealStatus status) {
    return from.contains(status);
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DepartmentAction> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }

  static List<DepartmentAction> allowedFor(AppealStatus status) {
    return Arrays.stream(values()).filter(action -> action.allowedIn(status)).toList();
  }
}
