package ua.holos.channel.telegram;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with files, as Telegram gets it.
///
/// @param values what is in its fields; of files their bytes, as text
/// @param names the file names, by field
record TelegramForm(String method, Map<String, String> values, Map<String, String> names) {
  private static final Pattern FIELD =
      Pattern.compile("name=\"([^\"]+)\"(?:; filename=\"([^\"]*)\")?");

  static TelegramForm of(LoggedRequest request) {
    String body = new String(request.getBody(), StandardCharsets.UTF_8);
    String boundary = request.getHeader("Content-Type").replaceFirst(".*boundary=", "");
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String part : body.split("--" + Pattern.quote(boundary), -1)) {
      int blank = part.indexOf("\r\n\r\n");
      Matcher field = FIELD.matcher(part);
      if (blank > 0 && field.find()) {
        values.put(field.group(1), part.substring(blank + 4, part.length() - 2));
        if (field.group(2) != null) {
          names.put(field.group(1), field.group(2));
        }
      }
    }
    String url = request.getUrl();
    return new TelegramForm(url.substring(url.lastIndexOf('/') + 1), values, names);
  }

  /// The bytes of all its files, in order.
  List<String> files() {
    return new ArrayList<>(names.keySet()).stream().map(values::get).toList();
  }
}
