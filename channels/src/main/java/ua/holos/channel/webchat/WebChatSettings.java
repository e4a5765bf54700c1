package ua.holos.channel.webchat;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the web chat.
///
/// @param enabled whether there is a web chat
/// @param embedOrigins sites that may embed the widget, such as `https://city.gov.ua`; `*` for any.
///   Without one only this server's own pages show it.
/// @param messagesPerMinute how many messages one browser may send; more is answered 429
@ConfigurationProperties("holos.webchat")
record WebChatSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue List<String> embedOrigins,
    @DefaultValue("60") int messagesPerMinute) {

  WebChatSettings {
    embedOrigins = List.copyOf(embedOrigins);
    if (messagesPerMinute < 1) {
      throw new IllegalArgumentException(
          "holos.webchat.messages-per-minute is " + messagesPerMinute + ", expected 1 or more");
    }
  }

  /// The Content-Security-Policy's list of who may frame the chat.
  String frameAncestors() {
    return embedOrigins.isEmpty() ? "'self'" : "'self' " + String.join(" ", embedOrigins);
  }
}
