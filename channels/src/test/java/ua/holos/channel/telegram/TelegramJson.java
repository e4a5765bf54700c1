package ua.holos.channel.telegram;

/// Updates as Telegram writes them.
final class TelegramJson {
  static final long CITIZEN = 5_000_000_777L;

  private TelegramJson() {}

  /// A private message of the citizen with these fields beside the usual ones.
  static String message(int id, String fields) {
    return "{\"update_id\":" + id + ",\"message\":" + body(fields) + "}";
  }

  static String edited(int id, String fields) {
    return "{\"update_id\":" + id + ",\"edited_message\":" + body(fields) + "}";
  }

  static String text(int id, String text) {
    return message(id, "\"text\":\"" + text + "\"");
  }

  private static String body(String fields) {
    return """
    {"message_id":900,"from":%s,"chat":%s,"date":1790000000,%s}\
    """
        .formatted(from(), chat(), fields);
  }

  static String from() {
    return """
    {"id":5000000777,"is_bot":false,"first_name":"Олена","last_name":"Коваль",\
    "username":"olena","language_code":"uk"}\
    """;
  }

  static String chat() {
    return """
    {"id":5000000777,"first_name":"Олена","last_name":"Коваль","username":"olena",\
    "type":"private"}\
    """;
  }
}
