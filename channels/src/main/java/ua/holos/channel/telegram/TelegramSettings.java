package ua.holos.channel.telegram;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings under `holos.telegram`.
///
/// @param token the bot's token from @BotFather; without it the channel is off
/// @param apiUrl where the Bot API is, without `/bot<token>`: a local Bot API server, or a stand-in
/// @param webhookUrl public HTTPS address under which Telegram reaches us; only host and port, or
///   with the whole path. Without it Holos asks for updates itself (long polling)
/// @param webhookSecret what Telegram repeats with each webhook call, 1–256 of `A-Za-z0-9_-`;
///   without it one is made out of the token
/// @param messagesPerSecond to all people together; Telegram's limit is about 30
/// @param messagesPerChatPerSecond to one person; Telegram's limit is about 1
@ConfigurationProperties("holos.telegram")
record TelegramSettings(
    String token,
    @DefaultValue("https://api.telegram.org") URI apiUrl,
    @Nullable URI webhookUrl,
    @Nullable String webhookSecret,
    @DefaultValue("30") double messagesPerSecond,
    @DefaultValue("1") double messagesPerChatPerSecond) {

  /// The path of the webhook on our side.
  static final String WEBHOOK_PATH = "/webhook/telegram";

  private static final Pattern TOKEN = Pattern.compile("[0-9]+:[A-Za-z0-9_-]+");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  TelegramSettings {
    token = token.strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "holos.telegram.token: found a value of "
              + token.length()
              + " characters, expected a token from @BotFather such as 123456789:AAE…");
    }
    if (!isHttp(apiUrl) || apiUrl.getQuery() != null) {
      throw new IllegalArgumentException(
          "holos.telegram.api-url: found '"
              + apiUrl
              + "', expected an address such as https://api.telegram.org");
    }
    if (webhookUrl != null && webhookUrl.toString().isBlank()) {
      webhookUrl = null;
    }
    if (webhookUrl != null) {
      if (!isHttp(webhookUrl)) {
        throw new IllegalArgumentException(
            "holos.telegram.webhook-url: found '"
                + webhookUrl
                + "', expected the public address of this server such as https://bot.misto.ua");
      }
      String path = webhookUrl.getPath();
      if (path == null || path.isEmpty() || path.equals("/")) {
        webhookUrl = webhookUrl.resolve(WEBHOOK_PATH);
      }
    }
    if (webhookSecret != null && webhookSecret.isBlank()) {
      webhookSecret = null;
    }
    if (webhookSecret != null && !SECRET.matcher(webhookSecret).matches()) {
      throw new IllegalArgumentException(
          "holos.telegram.webhook-secret: found a value of "
              + webhookSecret.length()
              + " characters, expected 1 to 256 of A-Z, a-z, 0-9, _ and -");
    }
    requirePace("holos.telegram.messages-per-second", messagesPerSecond);
    requirePace("holos.telegram.messages-per-chat-per-second", messagesPerChatPerSecond);
  }

  private static boolean isHttp(URI uri) {
    return uri.getHost() != null
        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
  }

  private static void requirePace(String setting, double found) {
    if (!(found > 0)) {
      throw new IllegalArgumentException(
          setting + ": found " + found + ", expected a number above 0");
    }
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "TelegramSettings[apiUrl=" + apiUrl + ", webhookUrl=" + webhookUrl + "]";
  }
}
