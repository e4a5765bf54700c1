package ua.holos.channel.viber;

import tools.jackson.databind.json.JsonMapper;

/// Callbacks as Viber writes them.
final class ViberJson {
  static final String CITIZEN = "jc9HsWTZ2Yf2NkRZ8KcNug==";

  private ViberJson() {}

  /// A message of the citizen with these fields inside.
  static String message(String token, String fields) {
    return """
    {"event":"message","timestamp":1790000000000,"chat_hostname":"SN-CHAT-01_","message_token":%s,\
    "sender":{"id":"%s","name":"Олена Коваль","avatar":"https://media.example/a.jpg",\
    "language":"uk","country":"UA","api_version":10},"message":{%s},"silent":false}\
    """
        .formatted(token, CITIZEN, fields);
  }

  static String text(String token, String text) {
    return message(token, "\"type\":\"text\",\"text\":" + quoted(text));
  }

  /// A text that answers a message with this tracking data.
  static String answer(String token, String text, String trackingData) {
    return message(
        token,
        "\"type\":\"text\",\"text\":"
            + quoted(text)
            + ",\"tracking_data\":"
            + quoted(trackingData));
  }

  /// `delivered`, `seen`, `failed`, `unsubscribed`.
  static String about(String event, String token, String fields) {
    return """
    {"event":"%s","timestamp":1790000000000,"message_token":%s,"user_id":"%s"%s}\
    """
        .formatted(event, token, CITIZEN, fields);
  }

  /// `subscribed`, `conversation_started`.
  static String by(String event, String token, String fields) {
    return """
    {"event":"%s","timestamp":1790000000000,"message_token":%s,\
    "user":{"id":"%s","name":"Олена Коваль","country":"UA","language":"uk","api_version":10}%s}\
    """
        .formatted(event, token, CITIZEN, fields);
  }

  static String quoted(String text) {
    return new JsonMapper().writeValueAsString(text);
  }
}
