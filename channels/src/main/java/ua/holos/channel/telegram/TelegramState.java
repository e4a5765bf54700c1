package ua.holos.channel.telegram;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to Telegram stands; each change is logged once.
final class TelegramState {
  private static final Logger log = LoggerFactory.getLogger(TelegramState.class);

  /// Where a connection can stand.
  enum Standing {
    CONNECTING("Connecting to Telegram"),
    POLLING("Telegram: asking for updates (long polling)"),
    WEBHOOK("Telegram: updates arrive by webhook"),
    UNREACHABLE("Telegram can't be reached; trying again"),
    CONFLICT(
        "Telegram: another process asks for the same bot's updates, or its webhook is set elsewhere"
            + " (409). Stop the other one, or give this one a bot of its own. Trying again"),
    WEBHOOK_REFUSED(
        "Telegram doesn't accept holos.telegram.webhook-url; expected a public HTTPS address with"
            + " port 443, 80, 88 or 8443. Trying again"),
    TOKEN_REFUSED(
        "Telegram doesn't accept holos.telegram.token; expected the token that @BotFather shows for"
            + " the bot. Messages wait until it is right");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean good() {
      return this == CONNECTING || this == POLLING || this == WEBHOOK;
    }
  }

  private volatile Standing receiving = Standing.CONNECTING;
  private volatile boolean tokenRefused;

  /// What stands now; a refused token before all else.
  Standing standing() {
    return tokenRefused ? Standing.TOKEN_REFUSED : receiving;
  }

  /// How receiving stands.
  ///
  /// @param detail what Telegram said, may be empty
  void receiving(Standing standing, String detail) {
    if (standing == Standing.TOKEN_REFUSED) {
      tokenRefused();
      return;
    }
    if (standing == Standing.POLLING || standing == Standing.WEBHOOK) {
      tokenWorks();
    }
    if (receiving != standing) {
      receiving = standing;
      tell(standing, detail);
    }
  }

  void tokenRefused() {
    if (!tokenRefused) {
      tokenRefused = true;
      tell(Standing.TOKEN_REFUSED, "");
    }
  }

  void tokenWorks() {
    if (tokenRefused) {
      tokenRefused = false;
      log.info("Telegram accepts the token again");
    }
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
