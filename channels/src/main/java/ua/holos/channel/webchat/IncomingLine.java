package ua.holos.channel.webchat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Content;

/// What the page sends: `{"id":"k3…","text":"Немає води"}`, a pressed button
/// `{"id":"k4…","payload":"confirm:1","label":"Так"}`, or a point on the map
/// `{"id":"k5…","latitude":50.45,"longitude":30.52,"accuracy":20}`.
///
/// @param id chosen by the browser, the same for every try of the same message
record IncomingLine(
    @Nullable String id,
    @Nullable String text,
    @Nullable String payload,
    @Nullable String label,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable Double accuracy) {

  /// The longest text that is taken, in UTF-16 code units.
  static final int MAX_TEXT = 20_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
  private static final Pattern COMMAND = Pattern.compile("/([a-z]{1,32})(?:\\s+(.*))?");
  private static final int MAX_PAYLOAD = 64;

  /// A valid id, empty when it has none.
  Optional<String> validId() {
    return Optional.ofNullable(id).filter(ID.asMatchPredicate());
  }

  /// What it means; empty when it says nothing that can be understood.
  Optional<Content> content() {
    if (payload != null) {
      return payload.length() > MAX_PAYLOAD
          ? Optional.empty()
          : Optional.of(new Content.Choice(payload, label == null ? "" : label));
    }
    if (latitude != null && longitude != null) {
      boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
      return onEarth
          ? Optional.of(new Content.Location(latitude, longitude, accuracy == null ? 0 : accuracy))
          : Optional.empty();
    }
    if (text == null || text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    var command = COMMAND.matcher(text.strip());
    if (command.matches()) {
      String argument = command.group(2);
      return Optional.of(new Content.Command(command.group(1), argument == null ? "" : argument));
    }
    return Optional.of(new Content.Text(text));
  }

  /// What the chat shows for it.
  String shown() {
    if (payload != null) {
      return label == null ? "" : label;
    }
    if (latitude != null) {
      return "📍";
    }
    return text == null ? "" : text;
  }
}
