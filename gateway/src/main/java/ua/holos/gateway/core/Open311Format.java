package ua.holos.gateway.core;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The two forms in which Open311 speaks.
enum Open311Format {
  JSON("application/json;charset=utf-8") {
    @Override
    byte[] write(Open311Answer answer) {
      return MAPPER.writeValueAsBytes(plain(answer.content()));
    }
  },
  XML("text/xml;charset=utf-8") {
    @Override
    byte[] write(Open311Answer answer) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("utf-8", "1.0");
        element(xml, answer.root(), answer.content());
        xml.writeEndDocument();
        xml.close();
      } catch (XMLStreamException e) {
        throw new IllegalStateException("Writing to memory does not fail", e);
      }
      return out.toByteArray();
    }
  };

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  final String contentType;

  Open311Format(String contentType) {
    this.contentType = contentType;
  }

  abstract byte[] write(Open311Answer answer);

  /// `json` or `xml`, as in the suffix of a path.
  static Open311Format of(String suffix) {
    return suffix.equals("json") ? JSON : XML;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Open311Answer.Items items -> {
        List<@Nullable Object> list = new ArrayList<>();
        items.values().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), plain(entry)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static void element(XMLStreamWriter xml, String name, @Nullable Object value)
      throws XMLStreamException {
    switch (value) {
      case null -> xml.writeEmptyElement(name);
      case Open311Answer.Items items -> {
        xml.writeStartElement(name);
        for (Object item : items.values()) {
          element(xml, items.item(), item);
        }
        xml.writeEndElement();
      }
      case Map<?, ?> map -> {
        xml.writeStartElement(name);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          element(xml, String.valueOf(entry.getKey()), entry.getValue());
        }
        xml.writeEndElement();
      }
      default -> {
        xml.writeStartElement(name);
        xml.writeCharacters(characters(value.toString()));
        xml.writeEndElement();
      }
    }
  }

  /// Leaves out what XML 1.0 can't carry (section 2.2): most control characters, lone surrogates.
  private static String characters(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(c ->
            c == 0x9
                || c == 0xa
                || c == 0xd
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
