package ua.holos.nlp.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understanding;

/// Writes an understanding as one line of JSON:
/// `{"language":"uk","intent":"complaint","urgency":"normal","service":null,"categories":[…],…}`.
final class UnderstandingJson {

  private final StringBuilder out = new StringBuilder(512);

  private UnderstandingJson() {}

  static String of(Understanding read) {
    UnderstandingJson json = new UnderstandingJson();
    json.understanding(read);
    return json.out.toString();
  }

  private void understanding(Understanding read) {
    EmergencyService emergency = read.emergency();
    out.append('{');
    field("language", language(read));
    field("intent", read.intent().code());
    field("intentConfidence", read.intentConfidence());
    field("urgency", emergency == null ? "normal" : "emergency");
    field("service", emergency == null ? null : emergency.code());
    name("categories");
    categories(read.categories());
    name("certain").append(read.certain());
    name("addresses").append('[');
    read.addresses().forEach(this::address);
    out.append(']');
    name("details").append('{');
    Map<String, String> sorted = new TreeMap<>();
    read.details().forEach((detail, value) -> sorted.put(detail.code(), value));
    sorted.forEach(this::field);
    out.append('}');
    name("parts").append('[');
    read.parts().forEach(this::part);
    out.append("]}");
  }

  private static String language(Understanding read) {
    return switch (read.language()) {
      case UKRAINIAN -> "uk";
      case RUSSIAN -> "ru";
      case MIXED -> "mixed";
      case UNKNOWN -> "unknown";
    };
  }

  private void categories(List<CategoryGuess> guesses) {
    out.append('[');
    for (CategoryGuess guess : guesses) {
      open();
      field("code", guess.code());
      field("confidence", guess.confidence());
      out.append('}');
    }
    out.append(']');
  }

  private void address(AddressMention mention) {
    Street street = mention.streets().isEmpty() ? null : mention.streets().getFirst();
    open();
    field("id", street == null ? null : street.id());
    field("type", street == null ? null : street.type());
    field("street", street == null ? null : street.name());
    field("written", mention.written());
    field("house", mention.house());
    field("building", mention.building());
    field("entrance", mention.entrance());
    field("apartment", mention.apartment());
    name("start").append(mention.start());
    name("end").append(mention.end());
    field("confidence", mention.confidence());
    name("primary").append(mention.primary());
    if (mention.streets().size() > 1) {
      name("alternatives");
      streets(mention.streets().subList(1, mention.streets().size()));
    }
    if (!mention.suggestions().isEmpty()) {
      name("suggestions");
      streets(mention.suggestions());
    }
    out.append('}');
  }

  private void streets(List<Street> streets) {
    out.append('[');
    for (Street street : streets) {
      open();
      field("id", street.id());
      field("type", street.type());
      field("street", street.name());
      field("district", street.district());
      out.append('}');
    }
    out.append(']');
  }

  private void part(Part part) {
    open();
    name("start").append(part.start());
    name("end").append(part.end());
    name("categories");
    categories(part.categories().subList(0, Math.min(3, part.categories().size())));
    name("certain").append(part.certain());
    out.append('}');
  }

  private void open() {
    comma();
    out.append('{');
  }

  /// A comma unless a bracket was just opened.
  private void comma() {
    char last = out.isEmpty() ? '{' : out.charAt(out.length() - 1);
    if (last != '{' && last != '[') {
      out.append(',');
    }
  }

  private StringBuilder name(String name) {
    comma();
    return out.append('"').append(name).append("\":");
  }

  private void field(String name, double value) {
    name(name).append(String.format(Locale.ROOT, "%.4f", value));
  }

  private void field(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
      return;
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c) && !isPaired(value, i)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
