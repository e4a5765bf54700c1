package ua.holos.gateway.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was typed and chosen on the page of the search, as it stands in the address bar.
///
/// @param q the box
/// @param kind how it is to be understood, `any` by itself
/// @param from a day, `2026-11-22`
/// @param until a day, itself included
record SearchForm(
    String q,
    String kind,
    String from,
    String until,
    String channel,
    String operator,
    String reason) {
  private static final int LONGEST = 200;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  SearchForm {
    q = q.length() > LONGEST ? q.substring(0, LONGEST) : q;
    q = q.replace("\0", "");
    // Only what the page offers: the trail bears the filters, and no citizen's words.
    channel = SearchPage.CHANNELS.contains(channel) ? channel : "";
    reason = SearchPage.REASONS.contains(reason) ? reason : "";
    operator = ID.matcher(operator).matches() ? operator : "";
    from = day(from) == null ? "" : from;
    until = day(until) == null ? "" : until;
  }

  boolean empty() {
    return (q + from + until + channel + operator + reason).isBlank();
  }

  SearchFilter filter(ZoneId zone) {
    LocalDate last = day(until);
    return new SearchFilter(
        start(day(from), zone),
        start(last == null ? null : last.plusDays(1), zone),
        orNull(channel),
        orNull(operator),
        orNull(reason));
  }

  /// What was searched for, in a formal sense: an appeal's number, otherwise only of what kind it
  /// was, and by which filters. Never a phone number or words.
  String formal(Sought sought) {
    List<String> parts = new ArrayList<>();
    parts.add(
        switch (sought) {
          case Sought.Number(var number) ->
              Sought.NUMBER.matcher(number).matches() ? "number " + number : "number";
          case Sought.Phone _ -> "phone";
          case Sought.Address _ -> "address";
          case Sought.Words _ -> "words";
          case Sought.Everything _ -> "all";
        });
    part(parts, "from", from);
    part(parts, "until", until);
    part(parts, "channel", channel);
    part(parts, "operator", operator);
    part(parts, "reason", reason);
    return String.join(", ", parts);
  }

  private static void part(List<String> parts, String name, String value) {
    if (!value.isBlank()) {
      parts.add(name + " " + value);
    }
  }

  private static @Nullable String orNull(String value) {
    return value.isBlank() ? null : value.replace("\0", "");
  }

  static @Nullable LocalDate day(String text) {
    try {
      LocalDate day = text.isBlank() ? null : LocalDate.parse(text);
      return day == null || day.getYear() < 1900 || day.getYear() > 9000 ? null : day;
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }
}
