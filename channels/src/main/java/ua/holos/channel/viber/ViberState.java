package ua.holos.channel.viber;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to Viber stands; each change is logged once.
final class ViberState {
  private static final Logger log = LoggerFactory.getLogger(ViberState.class);

  /// So many different people in a row can't all have blocked us.
  private static final int BLOCKED_BY_VIBER = 3;

  /// Where a connection can stand.
  enum Standing {
    CONNECTING("Connecting to Viber"),
    WEBHOOK("Viber: updates arrive by webhook"),
    NO_WEBHOOK(
        "Viber: holos.viber.webhook-url is not set, so no webhook was registered; updates arrive"
            + " only if it was registered by hand"),
    UNREACHABLE("Viber can't be reached; trying again"),
    WEBHOOK_REFUSED(
        "Viber doesn't accept holos.viber.webhook-url; expected a public HTTPS address with a"
            + " certificate of a known authority that answers its callbacks with 200. Trying"
            + " again"),
    TOKEN_REFUSED(
        "Viber doesn't accept holos.viber.token; expected the token that the bot's \"Edit info\""
            + " shows. Messages wait until it is right"),
    ACCOUNT_STOPPED(
        "Viber has blocked or suspended the bot's account; ask Viber's support. Messages wait"),
    NOT_PAID(
        "Viber wants to be paid for messages to people who haven't written for 24 hours: the free"
            + " ones of this month are used up, or there is no balance. They wait");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean good() {
      return this == CONNECTING || this == WEBHOOK || this == NO_WEBHOOK;
    }
  }

  private final Set<String> blockedBy = new HashSet<>();
  private Standing receiving = Standing.CONNECTING;
  private Standing sending = Standing.CONNECTING;

  /// What stands now; what keeps messages from being sent before all else.
  synchronized Standing standing() {
    return sending.good() ? receiving : sending;
  }

  /// How receiving stands.
  ///
  /// @param detail what Viber said, may be empty
  synchronized void receiving(Standing standing, String detail) {
    if (receiving != standing) {
      receiving = standing;
      tell(standing, detail);
    }
  }

  /// Why nothing, or not everything, can be sent.
  synchronized void cannotSend(Standing why) {
    if (sending != why) {
      sending = why;
      tell(why, "");
    }
  }

  /// A message was accepted.
  ///
  /// @param free whether it was one that costs nothing, which says nothing about those that do
  synchronized void sends(boolean free) {
    blockedBy.clear();
    if (!sending.good() && !(free && sending == Standing.NOT_PAID)) {
      sending = Standing.CONNECTING;
      log.info("Viber takes messages again");
    }
  }

  /// Viber says "blocked" of one person. Its documentation means the bot's account, but says it to
  /// messages for single people, too.
  ///
  /// @return whether it must be the account: several people in a row, and nothing accepted since
  synchronized boolean blockedFor(String person) {
    if (blockedBy.size() < BLOCKED_BY_VIBER) {
      blockedBy.add(person);
    }
    return blockedBy.size() == BLOCKED_BY_VIBER;
  }

  private static void tell(Standing standing, String detail) {
    String words = detail.isEmpty() ? standing.words() : standing.words() + ": " + detail;
    if (standing.good()) {
      log.info(words);
    } else if (standing == Standing.UNREACHABLE) {
      log.warn(words);
    } else {
      log.error(words);
    }
  }
}
