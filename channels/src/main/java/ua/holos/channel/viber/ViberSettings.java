package ua.holos.channel.viber;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `holos.viber`.
///
/// @param token the bot's authentication token; without it the channel is off
/// @param apiUrl where the Bots API is: Viber's own address, or a stand-in
/// @param webhookUrl public HTTPS address under which Viber reaches us; only host and port, or with
///   the whole path. Without it Holos registers no webhook
/// @param senderName who writes, at most 28 characters; without it the wording's `viber.sender`
/// @param avatar address of the sender's picture, at most 100 kB, without it the bot's own
/// @param price hryvnias for a message to somebody who hasn't written for 24 hours; Viber's price
///   in Ukraine is about €0.02
/// @param messagesPerSecond to all people together; Viber's limit is 500 requests in 10 seconds
/// @param messagesPerHourUnanswered to one person who doesn't answer; Viber's limit is 100
/// @param mediaOrigins where files are fetched from though it is a private address or without TLS:
///   a stand-in such as `http://localhost:8090`
@ConfigurationProperties("holos.viber")
record ViberSettings(
    String token,
    @DefaultValue("https://chatapi.viber.com/pa") URI apiUrl,
    @Nullable URI webhookUrl,
    @Nullable String senderName,
    @Nullable URI avatar,
    @DefaultValue("0.95") BigDecimal price,
    @DefaultValue("50") double messagesPerSecond,
    @DefaultValue("100") int messagesPerHourUnanswered,
    @DefaultValue({}) List<URI> mediaOrigins) {

  /// The path of the webhook on our side.
  static final String WEBHOOK_PATH = "/webhook/viber";

  /// https://creators.viber.com/docs/bots-api/data-models/message
  static final int LONGEST_SENDER = 28;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._=-]+");

  ViberSettings {
    token = token.strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "holos.viber.token: found a value of "
              + token.length()
              + " characters, expected the token that the bot's \"Edit info\" shows, such as"
              + " 445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9");
    }
    if (!isHttp(apiUrl) || apiUrl.getQuery() != null) {
      throw wrong("api-url", apiUrl, "an address such as https://chatapi.viber.com/pa");
    }
    webhookUrl = blank(webhookUrl) ? null : webhookUrl;
    if (webhookUrl != null) {
      if (!isHttp(webhookUrl)) {
        throw wrong(
            "webhook-url",
            webhookUrl,
            "the public address of this server such as https://bot.misto.ua");
      }
      String path = webhookUrl.getPath();
      if (path == null || path.isEmpty() || path.equals("/")) {
        webhookUrl = webhookUrl.resolve(WEBHOOK_PATH);
      }
    }
    senderName = senderName == null || senderName.isBlank() ? null : senderName.strip();
    if (senderName != null && senderName.length() > LONGEST_SENDER) {
      throw wrong("sender-name", senderName, "at most 28 characters");
    }
    avatar = blank(avatar) ? null : avatar;
    if (avatar != null && !isHttp(avatar)) {
      throw wrong("avatar", avatar, "the address of a picture such as https://misto.ua/logo.png");
    }
    if (price.signum() < 0) {
      throw wrong("price", price, "hryvnias for one message, 0 or more");
    }
    if (!(messagesPerSecond > 0)) {
      throw wrong("messages-per-second", messagesPerSecond, "a number above 0");
    }
    if (messagesPerHourUnanswered < 1) {
      throw wrong("messages-per-hour-unanswered", messagesPerHourUnanswered, "1 or more");
    }
    mediaOrigins = List.copyOf(mediaOrigins);
    for (URI origin : mediaOrigins) {
      if (!isHttp(origin)) {
        throw wrong("media-origins", origin, "addresses such as http://localhost:8090");
      }
    }
  }

  private static boolean blank(@Nullable URI uri) {
    return uri == null || uri.toString().isBlank();
  }

  private static boolean isHttp(URI uri) {
    return uri.getHost() != null
        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
  }

  private static IllegalArgumentException wrong(String setting, Object found, String expected) {
    return new IllegalArgumentException(
        "holos.viber." + setting + ": found '" + found + "', expected " + expected);
  }

  /// Without the token.
  @Override
  public String toString() {
    return "ViberSettings[apiUrl=" + apiUrl + ", webhookUrl=" + webhookUrl + "]";
  }
}
