package ua.holos.channel.sms;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the connection to the SMS provider stands; each change is logged once.
final class SmsState {
  private static final Logger log = LoggerFactory.getLogger(SmsState.class);

  /// Where a connection can stand.
  enum Standing {
    CONNECTING("SMS: connecting to the provider", null),
    WORKING("SMS: connected", null),
    UNREACHABLE("SMS: the provider can't be reached; trying again", null),
    SYSTEM_ID_REFUSED(
        "SMS: the SMSC doesn't accept holos.sms.smpp.system-id, or doesn't let this account bind as"
            + " a transceiver from this address. Messages wait until it does",
        "holos.sms.smpp.system-id"),
    PASSWORD_REFUSED(
        "SMS: the SMSC doesn't accept holos.sms.smpp.password. Messages wait until it is right",
        "holos.sms.smpp.password"),
    TOKEN_REFUSED(
        "SMS: TurboSMS doesn't accept holos.sms.turbosms.token. Messages wait until it is right",
        "holos.sms.turbosms.token"),
    SENDER_REFUSED(
        "SMS: the provider doesn't accept the sender; expected a name that is registered and paid"
            + " for. Messages wait until it is",
        null),
    NO_MONEY("SMS: the account has no money left. Messages wait until it has", null);

    private final String words;
    private final @Nullable String setting;

    Standing(String words, @Nullable String setting) {
      this.words = words;
      this.setting = setting;
    }

    String words() {
      return words;
    }

    /// The setting that is wrong, null when none is.
    @Nullable String setting() {
      return setting;
    }

    boolean good() {
      return this == CONNECTING || this == WORKING;
    }
  }

  private Standing standing = Standing.CONNECTING;

  synchronized Standing standing() {
    return standing;
  }

  /// How it stands now.
  ///
  /// @param detail what was said, without secrets; may be empty
  synchronized void now(Standing next, String detail) {
    if (next == standing) {
      return;
    }
    standing = next;
    String words = detail.isEmpty() ? next.words() : next.words() + ": " + detail;
    if (next.good()) {
      log.info(words);
    } else if (next == Standing.UNREACHABLE) {
      log.warn(words);
    } else {
      log.error(words);
    }
  }
}
