package ua.holos.channel.support;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ua.holos.bot.message.Content;

/// What a person typed: words, or a command such as `/my`.
public final class TypedText {
  private static final Pattern COMMAND =
      Pattern.compile(
          "/([A-Za-z][A-Za-z0-9_]{0,31})(?:@[A-Za-z0-9_]+)?(?:\\s+(.*))?", Pattern.DOTALL);

  private TypedText() {}

  /// A command where the text is one (a bot's name after it, as Telegram writes in groups, is left
  /// out), otherwise the text as it is.
  public static Content of(String text) {
    Matcher command = COMMAND.matcher(text);
    if (text.startsWith("/") && command.matches()) {
      String argument = command.group(2);
      return new Content.Command(
          Objects.requireNonNull(command.group(1)).toLowerCase(Locale.ROOT),
          argument == null ? "" : argument.strip());
    }
    return new Content.Text(text);
  }
}
