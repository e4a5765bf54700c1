package ua.holos.channel.sms;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `holos.sms`.
///
/// @param price what one part of an SMS costs the city, in hryvnias; the contract with the provider
///   says. 1.00 is about what small senders pay in Ukraine
/// @param messagesPerHour how many answers one number gets within an hour at most, statuses not
///   counted: ends the talk with a machine that answers each of them
/// @param smpp the provider by SMPP
/// @param turbosms the provider TurboSMS by HTTP
@ConfigurationProperties("holos.sms")
record SmsSettings(
    @DefaultValue("1.00") BigDecimal price,
    @DefaultValue("20") int messagesPerHour,
    @Nullable Smpp smpp,
    @Nullable TurboSms turbosms) {

  SmsSettings {
    require("price", price, "a price of 0 or above", price.signum() >= 0);
    require(
        "messages-per-hour",
        messagesPerHour,
        "1 to 1000",
        messagesPerHour >= 1 && messagesPerHour <= 1000);
    smpp = smpp == null || smpp.host().isEmpty() ? null : smpp;
    turbosms = turbosms == null || turbosms.token().isEmpty() ? null : turbosms;
    if (smpp != null && turbosms != null) {
      throw new IllegalArgumentException(
          "holos.sms.smpp.host and holos.sms.turbosms.token: found both, expected one of them,"
              + " because a person has one SMS channel");
    }
  }

  /// An account with an SMSC that speaks SMPP 3.4.
  ///
  /// @param host where it is; without it SMPP is off
  /// @param port 2775 by custom
  /// @param tls whether the connection is encrypted (certificates are checked)
  /// @param systemId the account's name, at most 15 characters
  /// @param password at most 8 characters, as the standard has it
  /// @param systemType what kind of client we are; few ask for it
  /// @param sender registered alpha-name (people can't answer it), or a number, or a short number
  /// @param messagesPerSecond what the contract allows
  /// @param window how many submits may wait for their answers at once
  /// @param validity how long the network tries to deliver, 1 minute to 7 days
  /// @param messageId how ids are written in answers and receipts
  /// @param defaultAlphabet what data coding 0 is
  /// @param enquireLink after how long a silence the connection is checked, at most 30 s
  /// @param answerWithin how long an answer is waited for
  record Smpp(
      @DefaultValue("") String host,
      @DefaultValue("2775") int port,
      @DefaultValue("false") boolean tls,
      @DefaultValue("") String systemId,
      @DefaultValue("") String password,
      @DefaultValue("") String systemType,
      @DefaultValue("") String sender,
      @DefaultValue("10") double messagesPerSecond,
      @DefaultValue("10") int window,
      @DefaultValue("24h") Duration validity,
      @DefaultValue("auto") MessageIdForm messageId,
      @DefaultValue("gsm") DefaultAlphabet defaultAlphabet,
      @DefaultValue("20s") Duration enquireLink,
      @DefaultValue("10s") Duration answerWithin) {
    private static final int LONGEST_SYSTEM_ID = 15;
    private static final int LONGEST_PASSWORD = 8;
    private static final int LONGEST_SYSTEM_TYPE = 12;

    Smpp {
      host = host.strip();
      if (!host.isEmpty()) {
        require("smpp.port", port, "1 to 65535", port >= 1 && port <= 65_535);
        require(
            "smpp.system-id",
            systemId,
            "the account's name, 1 to 15 characters",
            !systemId.isBlank() && systemId.length() <= LONGEST_SYSTEM_ID);
        if (password.length() > LONGEST_PASSWORD) {
          throw new IllegalArgumentException(
              "holos.sms.smpp.password: found a value of "
                  + password.length()
                  + " characters, expected at most "
                  + LONGEST_PASSWORD);
        }
        require(
            "smpp.system-type",
            systemType,
            "at most 12 characters",
            systemType.length() <= LONGEST_SYSTEM_TYPE);
        requireSender("smpp.sender", sender);
        require(
            "smpp.messages-per-second",
            messagesPerSecond,
            "a number above 0",
            messagesPerSecond > 0);
        require("smpp.window", window, "1 to 1000", window >= 1 && window <= 1000);
        require(
            "smpp.validity",
            validity,
            "1 minute to 7 days",
            validity.compareTo(Duration.ofMinutes(1)) >= 0
                && validity.compareTo(Duration.ofDays(7)) <= 0);
        require(
            "smpp.enquire-link",
            enquireLink,
            "1 to 30 seconds",
            enquireLink.compareTo(Duration.ofSeconds(1)) >= 0
                && enquireLink.compareTo(Duration.ofSeconds(30)) <= 0);
        require(
            "smpp.answer-within",
            answerWithin,
            "up to 60 seconds",
            answerWithin.isPositive() && answerWithin.compareTo(Duration.ofMinutes(1)) <= 0);
      }
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Smpp[host=" + host + ", port=" + port + ", systemId=" + systemId + "]";
    }
  }

  /// An account with TurboSMS.
  ///
  /// @param token the HTTP API's authentication key; without it TurboSMS is off
  /// @param apiUrl where the API is, without `/message/…`
  /// @param sender registered alpha-name; people can't answer it
  /// @param messagesPerSecond how fast we send
  record TurboSms(
      @DefaultValue("") String token,
      @DefaultValue("https://api.turbosms.ua") URI apiUrl,
      @DefaultValue("") String sender,
      @DefaultValue("10") double messagesPerSecond) {
    private static final int SHORTEST_TOKEN = 8;

    TurboSms {
      token = token.strip();
      if (!token.isEmpty()) {
        if (token.length() < SHORTEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
          throw new IllegalArgumentException(
              "holos.sms.turbosms.token: found a value of "
                  + token.length()
                  + " characters, expected the HTTP API's key from turbosms.ua");
        }
        require(
            "turbosms.api-url",
            apiUrl,
            "an address such as https://api.turbosms.ua",
            apiUrl.getHost() != null
                && apiUrl.getQuery() == null
                && ("https".equalsIgnoreCase(apiUrl.getScheme())
                    || "http".equalsIgnoreCase(apiUrl.getScheme())));
        requireSender("turbosms.sender", sender);
        require(
            "turbosms.messages-per-second",
            messagesPerSecond,
            "a number above 0",
            messagesPerSecond > 0);
      }
    }

    /// Without the token.
    @Override
    public String toString() {
      return "TurboSms[apiUrl=" + apiUrl + ", sender=" + sender + "]";
    }
  }

  private static void requireSender(String setting, String sender) {
    require(
        setting,
        sender,
        "an alpha-name of at most 11 Latin letters and digits, or a number",
        SenderAddress.possible(sender));
  }

  private static void require(String setting, Object found, String expected, boolean good) {
    if (!good) {
      throw new IllegalArgumentException(
          "holos.sms." + setting + ": found '" + found + "', expected " + expected);
    }
  }
}
