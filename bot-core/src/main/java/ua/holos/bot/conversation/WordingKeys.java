package ua.holos.bot.conversation;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.EmergencyService;

/// The keys that a city's wording must have, each with the arguments that the engine gives.
///
/// Numbers are given as integers, dates as [java.time.Instant], all else as text. A prepared answer
/// of the city pack is under `answer.<topic>` and has no arguments; the question of a detail that
/// the city invented is under `ask.detail.<code>`. Lists under `words.` are separated by commas.
public final class WordingKeys {

  /// Prefix of the city's prepared answers.
  public static final String ANSWER = "answer.";

  /// Ending of the key of a message's short form: at most 70 characters with its arguments, so that
  /// it is one SMS, and complete in itself.
  public static final String BRIEF = ".brief";

  /// What goes out often, or to people who didn't write just now.
  private static final List<String> WITH_BRIEF =
      List.of(
          "again.done",
          "again.wrong",
          "ask.wrong",
          "comment.sent",
          "done.thanks",
          "filed",
          "filed.no-date",
          "filing.delayed",
          "operator.hours",
          "queue.now",
          "queue.now-unknown",
          "rating.ask",
          "rating.bad",
          "rating.thanks",
          "reopen.already",
          "reopen.done",
          "status.closed",
          "status.done",
          "status.explained",
          "status.in-progress",
          "status.missed",
          "status.not-competent",
          "status.not-competent.responsible",
          "status.postponed",
          "status.postponed.due",
          "status.question",
          "status.question.busy",
          "status.registered",
          "status.reopened");

  private static final List<String> PLAIN =
      List.of(
          "again.confirm",
          "answer.none",
          "back.nothing",
          "button.as-written",
          "button.answer",
          "button.bot",
          "button.cancel",
          "button.confirm",
          "button.done",
          "button.here",
          "button.keep",
          "button.later",
          "button.location",
          "button.no-comment",
          "button.none-of-these",
          "button.not-done",
          "button.not-here",
          "button.operator",
          "button.page-after",
          "button.page-before",
          "button.phone",
          "button.skip",
          "button.unknown",
          "button.write-street",
          "cancel.done",
          "cancel.nothing",
          "card.not-in-register",
          "card.point",
          "card.question",
          "card.title",
          "card.unknown",
          "chat.abuse",
          "chat.goodbye",
          "chat.greeting",
          "chat.greeting-again",
          "chat.spam",
          "chat.thanks",
          "chat.wait",
          "command.unknown",
          "contact.foreign",
          "contact.kept",
          "button.join",
          "button.join-chats",
          "button.more-channels",
          "button.news-home",
          "button.no-join",
          "button.other-number",
          "button.send-code",
          "button.unlink",
          "channel.other",
          "channels.later",
          "channels.news-home",
          "channels.no-more",
          "code.over",
          "code.too-often",
          "join.no",
          "join.yes",
          "number.ask",
          "prefer.home",
          "unlink.nothing",
          "unlinked.number",
          "unlinked.own",
          "edit.category",
          "edit.phone",
          "edit.photos",
          "edit.place",
          "edit.text",
          "edited",
          "edited.too-late",
          "emergency.other",
          "filing.delayed",
          "filing.refused-later",
          "fine",
          "help",
          "language",
          "location.how",
          "location.no-house",
          "misunderstood",
          "words.further",
          "misunderstood.idle",
          "misunderstood.twice",
          "operator.back",
          "operator.back-idle",
          "operator.closed-by-operator",
          "operator.noted",
          "bot-complaint.calling",
          "bot-complaint.offer",
          "emergency.unsure",
          "misunderstood.calling",
          "queue.again",
          "queue.called",
          "queue.front",
          "queue.meanwhile",
          "rating.ask",
          "rating.bad",
          "rating.thanks",
          "reopen.third",
          "reopen.third-offer",
          "when.unknown",
          "words.queue",
          "phone.invalid",
          "reminder",
          "restart",
          "several.too-many",
          "skip.impossible",
          "stale.button",
          "stale.card",
          "stale.filing",
          "start",
          "start.again",
          "subscription",
          "unreadable",
          "unsupported.voice",
          "unsupported.sticker",
          "unsupported.video-note",
          "unsupported.too-large",
          "unsupported.other",
          "appeals.none",
          "appeals.pending",
          "appeals.unnamed",
          "appeals.no-place");

  /// Commands that a channel's menu offers; each has its words in Ukrainian and, for people whose
  /// messenger speaks English, under `….en`.
  public static final List<String> MENU =
      List.of("start", "help", "my", "channels", "cancel", "operator");

  private static final Map<String, List<String>> KEYS = keys();

  /// The key of a command's words in a channel's menu, in Ukrainian.
  public static String menu(String command) {
    return "command.menu." + command;
  }

  private WordingKeys() {}

  /// All keys that the engine may use, except the prepared answers, with the names of their
  /// arguments.
  public static Map<String, List<String>> required() {
    return KEYS;
  }

  /// Whether a message has a short form.
  static boolean hasBrief(String key) {
    return KEYS.containsKey(key + BRIEF);
  }

  /// The names of a key's arguments; none for a key that isn't required.
  public static List<String> arguments(String key) {
    return KEYS.getOrDefault(key, List.of());
  }

  private static Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new TreeMap<>();
    for (String key : PLAIN) {
      keys.put(key, List.of());
    }
    keys.put("operator.number", List.of("number"));
    keys.put("operator.signature", List.of("name"));
    for (String command : MENU) {
      keys.put(menu(command), List.of());
      keys.put(menu(command) + ".en", List.of());
    }
    for (Word word : Word.values()) {
      keys.put(word.key(), List.of());
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      keys.put(OpeningWords.key(day), List.of("time"));
    }
    for (String channel : Channels.NAMED) {
      keys.put("channel." + channel, List.of());
    }
    for (EmergencyService service : Emergencies.NAMED) {
      keys.put("emergency." + service.code(), List.of());
    }
    for (AppealStatus status : AppealStatus.values()) {
      keys.put("status." + Announcements.name(status), List.of("number"));
      keys.put("state." + Announcements.name(status), List.of());
    }
    for (Detail detail : Details.NAMED) {
      keys.put("ask.detail." + detail.code(), List.of());
      keys.put("again.detail." + detail.code(), List.of());
      keys.put("edit.detail." + detail.code(), List.of());
      keys.put("card.detail." + detail.code(), List.of("value"));
    }
    asked()
        .forEach((key, arguments) -> {
          keys.put("ask." + key, arguments);
          keys.put("again." + key, arguments);
        });
    keys.putAll(withArguments());
    for (String key : WITH_BRIEF) {
      keys.put(key + BRIEF, keys.getOrDefault(key, List.of()));
    }
    // Told in the middle of a form, where numbers answer the form.
    keys.put("status.done.busy" + BRIEF, List.of("number"));
    return Collections.unmodifiableMap(keys);
  }

  /// Questions: each has a full form and a short one for asking once more.
  private static Map<String, List<String>> asked() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("address", List.of());
    keys.put("category", List.of());
    keys.put("change", List.of());
    keys.put("department", List.of("number"));
    keys.put("done", List.of("number"));
    keys.put("here", List.of("place"));
    keys.put("house", List.of("street"));
    keys.put("house-or-landmark", List.of("street"));
    keys.put("house-right", List.of("house", "street"));
    keys.put("menu", List.of("page", "pages"));
    keys.put("other-words", List.of());
    keys.put("phone", List.of());
    keys.put("phone-required", List.of());
    keys.put("place", List.of());
    keys.put("rephrase", List.of());
    keys.put("street-nearest", List.of("written"));
    keys.put("street-unknown", List.of("written"));
    keys.put("street-which", List.of("written"));
    keys.put("what", List.of());
    keys.put("what-at", List.of("place"));
    keys.put("wrong", List.of("number"));
    return keys;
  }

  private static Map<String, List<String>> withArguments() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("appeal.one", List.of("number", "category", "place", "status"));
    keys.put("appeal.one-due", List.of("number", "category", "place", "status", "due"));
    keys.put("appeal.unknown", List.of("number"));
    keys.put("appeals.line", List.of("number", "category", "place", "status"));
    keys.put("appeals.line-due", List.of("number", "category", "place", "status", "due"));
    keys.put("appeals.title", List.of("count"));
    keys.put("button.house-right", List.of("house"));
    keys.put("button.street", List.of("street", "district"));
    keys.put("button.news-in", List.of("channel"));
    keys.put("channel.here", List.of("channel"));
    keys.put("channels.list", List.of("channels", "news"));
    keys.put("code.again", List.of("phone"));
    keys.put("code.impossible", List.of("phone"));
    keys.put("code.message", List.of("code", "channel"));
    keys.put("code.offer", List.of("phone"));
    keys.put("code.right", List.of("phone"));
    keys.put("code.sent", List.of("phone"));
    keys.put("code.sent-chat", List.of("phone"));
    keys.put("code.wrong", List.of("count"));
    keys.put("join.ask", List.of("channels", "phone"));
    keys.put("linked", List.of("channel"));
    keys.put("prefer.done", List.of("channel"));
    keys.put("unlinked.other", List.of("channel"));
    keys.put("card.category", List.of("category"));
    keys.put("card.cut", List.of("limit"));
    keys.put("card.detail.other", List.of("detail", "value"));
    keys.put("card.phone", List.of("phone"));
    keys.put("card.photos", List.of("count"));
    keys.put("card.place", List.of("place"));
    keys.put("card.text", List.of("text"));
    keys.put("choices.in-words", List.of("choices"));
    keys.put("comment.sent", List.of("number"));
    keys.put("corrected.both", List.of("number", "category", "place"));
    keys.put("corrected.category", List.of("number", "category"));
    keys.put("corrected.place", List.of("number", "place"));
    keys.put("done.thanks", List.of("number"));
    keys.put("draft.expired", List.of("hours"));
    keys.put("edit.detail.other", List.of("detail"));
    keys.put("filed", List.of("number", "due"));
    keys.put("filed.no-date", List.of("number"));
    keys.put("filing.refused", List.of("reason"));
    keys.put("operator.closed", List.of("when"));
    keys.put("operator.hours", List.of("when"));
    keys.put("operator.noted-closed", List.of("when"));
    keys.put("queue.now", List.of("place", "minutes"));
    keys.put("queue.now-unknown", List.of("place"));
    keys.put("when.today", List.of("time"));
    keys.put("when.tomorrow", List.of("time"));
    keys.put("photo.added", List.of("count"));
    keys.put("photo.limit", List.of("count"));
    keys.put("reopen.already", List.of("number"));
    keys.put("reopen.done", List.of("number"));
    keys.put("several.next", List.of("category"));
    keys.put("several.next-unnamed", List.of("text"));
    keys.put("several.noted", List.of("category"));
    keys.put("several.seen", List.of("count", "list", "first"));
    keys.put("stale.filed", List.of("number"));
    keys.put("status.missed", List.of("number", "status"));
    keys.put("status.not-competent.responsible", List.of("number", "responsible"));
    keys.put("status.note", List.of("note"));
    keys.put("status.responsible", List.of("responsible"));
    keys.put("status.question.busy", List.of("number"));
    keys.put("status.postponed.due", List.of("number", "due"));
    keys.put("understood", List.of("category"));
    keys.put("understood.place", List.of("category", "place"));
    return keys;
  }
}
