package ua.holos.gateway.core;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import ua.holos.bot.appeal.AppealStatus;

/// How the embedded core tells its states in the words of Open311 and of mySociety's extension.
final class CoreStatuses {
  static final Set<AppealStatus> CLOSED =
      Set.copyOf(
          EnumSet.of(
              AppealStatus.DONE,
              AppealStatus.EXPLAINED,
              AppealStatus.NOT_COMPETENT,
              AppealStatus.CLOSED));

  static final Set<AppealStatus> OPEN = Set.copyOf(EnumSet.complementOf(EnumSet.copyOf(CLOSED)));

  private CoreStatuses() {}

  static boolean open(AppealStatus status) {
    return OPEN.contains(status);
  }

  /// GeoReport v2 knows two.
  static String georeport(AppealStatus status) {
    return open(status) ? "open" : "closed";
  }

  /// mySociety's extended states, in lower case as on GET.
  static String extended(AppealStatus status) {
    return switch (status) {
      case REGISTERED, REOPENED -> "open";
      case IN_PROGRESS -> "in_progress";
      case QUESTION -> "investigating";
      case DONE -> "fixed";
      case EXPLAINED -> "no_further_action";
      case NOT_COMPETENT -> "not_councils_responsibility";
      case POSTPONED -> "planned";
      case CLOSED -> "closed";
    };
  }

  /// Our own, finer code: `external_status_code`.
  static String code(AppealStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
