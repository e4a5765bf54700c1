package ua.holos.gateway.filing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads answers in both forms of Open311 into one. Foreign cores are read generously: a JSON
/// collection may still have its wrapper, an id may be a number, a single thing may stand alone.
final class Open311Reader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Open311Reader() {}

  /// The items of a body, empty when it is neither JSON nor XML.
  static Optional<List<JsonNode>> items(byte[] body) {
    int first = firstCharacter(body);
    if (first == '<') {
      return xml(body);
    }
    if (first == '[' || first == '{') {
      return json(body);
    }
    return Optional.empty();
  }

  /// A field's text; empty when absent, null, or blank.
  static Optional<String> text(JsonNode item, String field) {
    JsonNode value = item.get(field);
    if (value == null || value.isNull() || value.isContainer()) {
      return Optional.empty();
    }
    return Optional.of(value.asString().strip()).filter(text -> !text.isEmpty());
  }

  /// A field that may be one text or several.
  static List<String> texts(JsonNode item, String field) {
    JsonNode value = item.get(field);
    if (value == null) {
      return List.of();
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .filter(one -> one.isString() && !one.asString().isBlank())
          .map(JsonNode::asString)
          .toList();
    }
    if (value.isObject() && value.size() == 1) {
      return texts(value, value.propertyNames().iterator().next());
    }
    return text(item, field).stream().toList();
  }

  private static Optional<List<JsonNode>> json(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      // Wrappers that the Spark convention leaves out: {"service_requests": [{…}]}.
      while (root.isObject() && root.size() == 1 && root.iterator().next().isContainer()) {
        root = root.iterator().next();
      }
      return Optional.of(root.isArray() ? root.valueStream().toList() : List.of(root));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<List<JsonNode>> xml(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root = builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
      if (root.getTagName().equalsIgnoreCase("html")) {
        return Optional.empty();
      }
      List<Element> children = children(root);
      boolean collection =
          children.stream().allMatch(child -> !children(child).isEmpty())
              || root.getTagName().equals("service_requests")
              || root.getTagName().equals("errors");
      if (!collection) {
        return Optional.of(List.of(node(root)));
      }
      List<JsonNode> items = new ArrayList<>();
      children.forEach(child -> items.add(node(child)));
      return Optional.of(items);
    } catch (SAXException | IOException notXml) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK's parser knows these features", e);
    }
  }

  /// An element with elements in it becomes an object; children of the same name become an array.
  private static JsonNode node(Element element) {
    List<Element> children = children(element);
    if (children.isEmpty()) {
      String text = element.getTextContent();
      return text.isBlank()
          ? JsonNodeFactory.instance.nullNode()
          : JsonNodeFactory.instance.stringNode(text);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Element child : children) {
      String name = child.getTagName();
      JsonNode known = object.get(name);
      if (known == null) {
        object.set(name, node(child));
      } else if (known instanceof ArrayNode several) {
        several.add(node(child));
      } else {
        object.set(name, JsonNodeFactory.instance.arrayNode().add(known).add(node(child)));
      }
    }
    return object;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static int firstCharacter(byte[] body) {
    int at = body.length >= 3 && (body[0] & 0xff) == 0xef ? 3 : 0;
    while (at < body.length && body[at] <= ' ' && body[at] >= 0) {
      at++;
    }
    return at < body.length ? body[at] : -1;
  }
}
