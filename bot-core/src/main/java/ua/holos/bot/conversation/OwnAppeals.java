package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.message.Priority;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Understanding;

/// «Мої звернення»: the person's own appeals, and one of them by its number.
final class OwnAppeals {
  private static final int MOST_LISTED = 10;

  /// All appeals, or the one that the message names.
  void show(Turn turn, String text, Understanding read) {
    String named = read.details().get(Detail.APPEAL_NUMBER);
    OwnAppeal one = find(turn, named == null ? text : named);
    if (one != null) {
      turn.say(one.due() == null ? "appeal.one" : "appeal.one-due", arguments(turn, one));
    } else if (named != null) {
      turn.say("appeal.unknown", Map.of("number", named));
    } else {
      list(turn);
    }
  }

  void list(Turn turn) {
    if (turn.appeals.isEmpty()) {
      turn.say(turn.filings.isEmpty() ? "appeals.none" : "appeals.pending");
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(turn.words("appeals.title", Map.of("count", turn.appeals.size())));
    turn.appeals.reversed().stream()
        .limit(MOST_LISTED)
        .forEach(appeal ->
            lines.add(
                turn.words(
                    appeal.due() == null ? "appeals.line" : "appeals.line-due",
                    arguments(turn, appeal))));
    if (!turn.filings.isEmpty()) {
      lines.add(turn.words("appeals.pending"));
    }
    turn.reply(String.join("\n", lines), List.of(), Priority.REPLY);
  }

  /// The appeal whose number a text contains.
  @Nullable OwnAppeal find(Turn turn, String text) {
    for (OwnAppeal appeal : turn.appeals.reversed()) {
      int start = text.indexOf(appeal.number());
      if (start >= 0 && alone(text, start, start + appeal.number().length())) {
        return appeal;
      }
    }
    return null;
  }

  /// The appeal that the department finished last: the one that a «не зроблено» is about.
  @Nullable OwnAppeal finishedLast(Turn turn) {
    return turn.appeals.stream()
        .filter(appeal -> finished(appeal.status()))
        .max(Comparator.comparing(OwnAppeal::statusAt))
        .orElse(null);
  }

  private static boolean finished(AppealStatus status) {
    return switch (status) {
      case DONE, EXPLAINED, CLOSED -> true;
      case REGISTERED, IN_PROGRESS, QUESTION, NOT_COMPETENT, POSTPONED, REOPENED -> false;
    };
  }

  private static boolean alone(String text, int start, int end) {
    boolean before = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    return before && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  private static Map<String, Object> arguments(Turn turn, OwnAppeal appeal) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("number", appeal.number());
    String name =
        appeal.category().isEmpty()
            ? turn.words("appeals.unnamed")
            : turn.nameOf(appeal.category());
    arguments.put("category", name);
    boolean placed = !appeal.address().isEmpty();
    arguments.put("place", placed ? appeal.address() : turn.words("appeals.no-place"));
    arguments.put("status", turn.words("state." + Announcements.name(appeal.status())));
    Instant due = appeal.due();
    if (due != null) {
      arguments.put("due", due);
    }
    return arguments;
  }
}
