package ua.holos.gateway.city;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Wording;

/// The city's wording as ICU messages: Ukrainian plurals, numbers and dates, in the city's time
/// zone. Compiled once; safe to use from many threads.
///
/// Messages that only put text in (most of them) are joined without ICU. The others keep a few
/// formats each, because an ICU format serves one thread at a time.
final class IcuWording implements Wording {
  private static final ULocale UKRAINIAN = new ULocale("uk-UA");
  private static final int FORMATS_KEPT = 8;
  private static final DateTimeFormatter PLAIN_DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.forLanguageTag("uk-UA"));

  private final Map<String, Message> messages = new HashMap<>();
  private final Map<String, ?> always;
  private final TimeZone zone;

  /// @param patterns ICU messages by key
  /// @param always arguments that every message may use, such as the centre's phone number
  /// @param zone the city's time zone
  /// @throws IllegalArgumentException for a pattern that isn't an ICU message
  IcuWording(Map<String, String> patterns, Map<String, ?> always, ZoneId zone) {
    patterns.forEach((key, pattern) -> messages.put(key, new Message(pattern)));
    this.always = Map.copyOf(always);
    this.zone = TimeZone.getTimeZone(zone.getId());
  }

  /// The names of the arguments that a pattern uses.
  ///
  /// @throws IllegalArgumentException for a pattern that isn't an ICU message
  static Set<String> arguments(String pattern) {
    Map<String, MessagePattern.ArgType> types = types(parsed(pattern));
    if (!plain(types)) {
      new MessageFormat(withoutSpaceBeforeStyles(pattern), UKRAINIAN);
    }
    return new TreeSet<>(types.keySet());
  }

  /// Each argument with the richest of its uses.
  private static Map<String, MessagePattern.ArgType> types(MessagePattern pattern) {
    Map<String, MessagePattern.ArgType> types = new HashMap<>();
    for (int i = 0; i < pattern.countParts(); i++) {
      MessagePattern.Part part = pattern.getPart(i);
      if (part.getType() == MessagePattern.Part.Type.ARG_START) {
        types.merge(
            pattern.getSubstring(pattern.getPart(i + 1)),
            part.getArgType(),
            (one, other) -> one == MessagePattern.ArgType.NONE ? other : one);
      }
    }
    return types;
  }

  /// Whether a message only puts text in.
  private static boolean plain(Map<String, MessagePattern.ArgType> types) {
    return types.values().stream().allMatch(type -> type == MessagePattern.ArgType.NONE);
  }

  private static MessagePattern parsed(String pattern) {
    return new MessagePattern(MessagePattern.ApostropheMode.DOUBLE_OPTIONAL).parse(pattern);
  }

  /// ICU takes the space in `{due, date, d MMMM}` for a part of the date; nobody means that.
  private static String withoutSpaceBeforeStyles(String pattern) {
    MessagePattern parsed = parsed(pattern);
    StringBuilder result = new StringBuilder(pattern);
    for (int i = parsed.countParts() - 1; i >= 0; i--) {
      MessagePattern.Part part = parsed.getPart(i);
      if (part.getType() == MessagePattern.Part.Type.ARG_STYLE) {
        String style = parsed.getSubstring(part);
        result.replace(part.getIndex(), part.getLimit(), style.strip());
      }
    }
    return result.toString();
  }

  @Override
  public String say(String key, Map<String, ?> arguments) {
    Message message = messages.get(key);
    if (message == null) {
      throw new IllegalArgumentException("The wording has no key " + key);
    }
    return message.say(key, arguments);
  }

  private Object argument(String key, String name, Map<String, ?> arguments) {
    Object value = arguments.get(name);
    if (value == null) {
      value = always.get(name);
    }
    if (value == null) {
      throw new IllegalArgumentException("The wording's " + key + " needs the argument " + name);
    }
    return value;
  }

  private final class Message {
    private final List<Piece> pieces;
    private final Map<String, MessagePattern.ArgType> types;
    private final boolean plain;
    private final String pattern;
    private final ConcurrentLinkedQueue<MessageFormat> idle = new ConcurrentLinkedQueue<>();

    Message(String written) {
      pattern = withoutSpaceBeforeStyles(written);
      MessagePattern parsed = parsed(pattern);
      types = types(parsed);
      plain = plain(types);
      pieces = plain ? pieces(parsed) : List.of();
    }

    private static List<Piece> pieces(MessagePattern pattern) {
      List<Piece> pieces = new ArrayList<>();
      String text = pattern.getPatternString();
      int from = 0;
      for (int i = 0; i < pattern.countParts(); i++) {
        MessagePattern.Part part = pattern.getPart(i);
        switch (part.getType()) {
          case SKIP_SYNTAX, ARG_START -> {
            pieces.add(new Piece(text.substring(from, part.getIndex()), null));
            from = part.getLimit();
          }
          case ARG_NAME, ARG_NUMBER -> pieces.add(new Piece("", pattern.getSubstring(part)));
          case ARG_LIMIT, MSG_START -> from = part.getLimit();
          case MSG_LIMIT -> pieces.add(new Piece(text.substring(from, part.getIndex()), null));
          default -> {}
        }
      }
      return pieces.stream().filter(p -> p.argument() != null || !p.text().isEmpty()).toList();
    }

    String say(String key, Map<String, ?> arguments) {
      if (plain) {
        String joined = joined(key, arguments);
        if (joined != null) {
          return joined;
        }
      }
      Map<String, Object> values = HashMap.newHashMap(types.size());
      types.forEach((name, type) -> values.put(name, forIcu(argument(key, name, arguments), type)));
      MessageFormat format = idle.poll();
      if (format == null) {
        // Not a clone: clones share the formats of dates and numbers.
        format = new MessageFormat(pattern, UKRAINIAN);
      }
      String said = format.format(values, new StringBuffer(), null).toString();
      if (idle.size() < FORMATS_KEPT) {
        idle.add(format);
      }
      return said;
    }

    private @Nullable String joined(String key, Map<String, ?> arguments) {
      StringBuilder text = new StringBuilder();
      for (Piece piece : pieces) {
        if (piece.argument() == null) {
          text.append(piece.text());
        } else if (argument(key, piece.argument(), arguments) instanceof CharSequence words) {
          text.append(words);
        } else {
          return null;
        }
      }
      return text.toString();
    }

    private Object forIcu(Object value, MessagePattern.ArgType type) {
      if (!(value instanceof Instant instant)) {
        return value;
      }
      if (type == MessagePattern.ArgType.SIMPLE) {
        Calendar calendar = new GregorianCalendar(zone, UKRAINIAN);
        calendar.setTime(Date.from(instant));
        return calendar;
      }
      return instant.atZone(ZoneId.of(zone.getID())).format(PLAIN_DATE);
    }
  }

  /// Text as it is, or the name of the argument that stands there.
  private record Piece(String text, @Nullable String argument) {}
}
