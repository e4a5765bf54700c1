package ua.holos.bot.conversation;

import org.jspecify.annotations.Nullable;

/// A pressed button: what it does, for which draft or appeal, and with what. Written as
/// `verb:target:argument`, short enough for the 64 bytes of Telegram.
///
/// @param target number of the draft, or of the appeal; empty when it is about neither
record Tap(Verb verb, String target, String argument) {

  /// What a button does.
  enum Verb {
    CONFIRM("ok"),
    EDIT("edit"),
    CATEGORY("cat"),
    NONE_OF_THESE("none"),
    MENU_PAGE("page"),
    STREET("street"),
    WRITE_STREET("rewrite"),
    STREET_AS_WRITTEN("aswritten"),
    HOUSE_RIGHT("house"),
    HERE("here"),
    SKIP("skip"),
    KEEP("keep"),
    CANCEL("drop"),
    OPERATOR("operator"),
    BOT("bot"),
    MY_APPEALS("my"),
    DONE("done"),
    NOT_DONE("notdone"),
    NO_COMMENT("nocomment"),
    ANSWER("answer"),
    LATER("later"),
    JOIN("join"),
    JOIN_CHATS("joinchats"),
    NO_JOIN("nojoin"),
    SEND_CODE("code"),
    OTHER_NUMBER("number"),
    MORE_CHANNELS("channels"),
    PREFER("prefer"),
    UNLINK("unlink"),
    RATE("rate");

    final String code;

    Verb(String code) {
      this.code = code;
    }
  }

  static Tap of(Verb verb) {
    return new Tap(verb, "", "");
  }

  static Tap of(Verb verb, int draft) {
    return new Tap(verb, Integer.toString(draft), "");
  }

  static Tap of(Verb verb, int draft, String argument) {
    return new Tap(verb, Integer.toString(draft), argument);
  }

  static Tap ofAppeal(Verb verb, String number) {
    return new Tap(verb, number, "");
  }

  String payload() {
    String payload = verb.code;
    if (!target.isEmpty()) {
      payload += ":" + target;
    }
    return argument.isEmpty() ? payload : payload + ":" + argument;
  }

  /// Reads a payload; null when it is none of ours (an older version's button).
  static @Nullable Tap read(String payload) {
    String[] parts = payload.split(":", 3);
    for (Verb verb : Verb.values()) {
      if (verb.code.equals(parts[0])) {
        return new Tap(verb, parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
      }
    }
    return null;
  }

  /// The number of the appeal that the button is about; numbers of some cores have colons.
  String number() {
    return argument.isEmpty() ? target : target + ":" + argument;
  }

  boolean isFor(int draft) {
    return target.equals(Integer.toString(draft));
  }
}
