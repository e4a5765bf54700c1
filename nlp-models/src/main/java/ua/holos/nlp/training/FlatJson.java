package ua.holos.nlp.training;

import java.util.HashMap;
import java.util.Map;

/// Reads the top level of one JSON object as text: strings unescaped, numbers and literals as they
/// stand, nulls and nested values left out. Enough for records of appeals, without a JSON library.
final class FlatJson {

  private final String json;
  private final String source;
  private int at;

  private FlatJson(String json, String source) {
    this.json = json;
    this.source = source;
  }

  /// @param source named in the message when it is not JSON
  static Map<String, String> read(String json, String source) throws InvalidInputException {
    return new FlatJson(json, source).object();
  }

  private Map<String, String> object() throws InvalidInputException {
    Map<String, String> fields = new HashMap<>();
    expect('{');
    while (peek() != '}') {
      String name = string();
      expect(':');
      char first = peek();
      if (first == '"') {
        fields.put(name, string());
      } else if (first == '{' || first == '[') {
        skipNested();
      } else {
        int start = at;
        while (at < json.length() && ",}".indexOf(json.charAt(at)) < 0) {
          at++;
        }
        String literal = json.substring(start, at).strip();
        if (!literal.equals("null")) {
          fields.put(name, literal);
        }
      }
      if (peek() == ',') {
        at++;
      }
    }
    return fields;
  }

  private char peek() throws InvalidInputException {
    while (at < json.length()
        && (Character.isWhitespace(json.charAt(at)) || json.charAt(at) == '\uFEFF')) {
      at++;
    }
    if (at == json.length()) {
      throw broken();
    }
    return json.charAt(at);
  }

  private void expect(char c) throws InvalidInputException {
    if (peek() != c) {
      throw broken();
    }
    at++;
  }

  private String string() throws InvalidInputException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < json.length()) {
      char c = json.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c != '\\') {
        value.append(c);
        continue;
      }
      if (at == json.length()) {
        break;
      }
      char escaped = json.charAt(at++);
      switch (escaped) {
        case 'n', 'r', 't', 'b', 'f' -> value.append(' ');
        case 'u' -> {
          if (at + 4 > json.length()) {
            throw broken();
          }
          try {
            value.append((char) Integer.parseInt(json.substring(at, at + 4), 16));
          } catch (NumberFormatException e) {
            throw broken();
          }
          at += 4;
        }
        default -> value.append(escaped);
      }
    }
    throw broken();
  }

  private void skipNested() throws InvalidInputException {
    int depth = 0;
    do {
      char c = peek();
      if (c == '"') {
        string();
        continue;
      }
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      at++;
    } while (depth > 0);
  }

  private InvalidInputException broken() {
    return new InvalidInputException(
        "%s: not a JSON object (near character %d)".formatted(source, at));
  }
}
