package ua.holos.gateway.load;

/// Telegram's updates as they come over the webhook.
final class Updates {
  private Updates() {}

  static String text(long update, long chat, String text) {
    return """
    {"update_id":%d,"message":{"message_id":%d,\
    "from":{"id":%d,"is_bot":false,"first_name":"Олена","language_code":"uk"},\
    "chat":{"id":%d,"first_name":"Олена","type":"private"},\
    "date":%d,"text":"%s"}}\
    """
        .formatted(update, update, chat, chat, now(), escape(text));
  }

  static String press(long update, long chat, String data) {
    return """
    {"update_id":%d,"callback_query":{"id":"%d",\
    "from":{"id":%d,"is_bot":false,"first_name":"Олена","language_code":"uk"},\
    "message":{"message_id":%d,"from":{"id":1,"is_bot":true,"first_name":"Holos"},\
    "chat":{"id":%d,"first_name":"Олена","type":"private"},"date":%d,"text":"?"},\
    "chat_instance":"1","data":"%s"}}\
    """
        .formatted(update, update, chat, update, chat, now(), escape(data));
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
