package ua.holos.nlp.json;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes one JSON value (RFC 8259) on one line. Whoever writes sees to it that what is opened is
/// closed; commas come by themselves.
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder(512);

  /// What was written so far.
  @Override
  public String toString() {
    return out.toString();
  }

  /// An object: `{`, what the fields write, `}`.
  public JsonWriter object(Consumer<JsonWriter> fields) {
    comma();
    out.append('{');
    fields.accept(this);
    out.append('}');
    return this;
  }

  /// An object in a field.
  public JsonWriter object(String name, Consumer<JsonWriter> fields) {
    return name(name).object(fields);
  }

  /// A list in a field, each element written by `element`.
  public <T> JsonWriter list(String name, Iterable<T> elements, Consumer<T> element) {
    name(name).out.append('[');
    elements.forEach(element);
    out.append(']');
    return this;
  }

  /// A text, or null.
  public JsonWriter field(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      text(value);
    }
    return this;
  }

  /// A number with four places; null when it is none.
  public JsonWriter field(String name, double value) {
    name(name).out.append(Double.isFinite(value) ? fixed(value) : "null");
    return this;
  }

  /// A whole number.
  public JsonWriter field(String name, long value) {
    name(name).out.append(value);
    return this;
  }

  /// True or false.
  public JsonWriter field(String name, boolean value) {
    name(name).out.append(value);
    return this;
  }

  /// As `%.4f` does it, which is ten times slower.
  private static String fixed(double value) {
    long scaled = Math.round(Math.abs(value) * 10_000);
    if (scaled > 1L << 52) {
      return String.format(Locale.ROOT, "%.4f", value);
    }
    String digits = Long.toString(scaled);
    StringBuilder text = new StringBuilder(digits.length() + 7);
    if (value < 0 && scaled > 0) {
      text.append('-');
    }
    text.repeat('0', Math.max(0, 5 - digits.length())).append(digits);
    return text.insert(text.length() - 4, '.').toString();
  }

  private JsonWriter name(String name) {
    comma();
    text(name);
    out.append(':');
    return this;
  }

  /// A comma, unless a bracket was just opened or a name stands before.
  private void comma() {
    char last = out.isEmpty() ? '{' : out.charAt(out.length() - 1);
    if (last != '{' && last != '[' && last != ':') {
      out.append(',');
    }
  }

  private void text(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < 0x20 || breaksLines(c) || Character.isSurrogate(c) && !isPaired(value, i)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// Characters that JSON allows, but at which some readers of lines begin a new one.
  private static boolean breaksLines(char c) {
    return c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  private static boolean isPaired(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
