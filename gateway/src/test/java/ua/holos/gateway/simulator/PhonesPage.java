package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The page of the three phones.
final class PhonesPage implements AutoCloseable {
  private final Phones phones;
  private final String holos;
  private final SimulatedHttp http;

  /// @param holos where Holos is, for links to its own pages
  PhonesPage(int port, Phones phones, String holos) {
    this.phones = phones;
    this.holos = holos;
    this.http = new SimulatedHttp(port, "Authorization", this::answer);
  }

  String address() {
    return http.address();
  }

  private SimulatedHttp.Answer answer(SimulatedHttp.Call call) {
    return switch (call.path()) {
      case "/" -> resource("phones.html", "text/html; charset=utf-8");
      case "/phones.css" -> resource("phones.css", "text/css; charset=utf-8");
      case "/phones.js" -> resource("phones.js", "text/javascript; charset=utf-8");
      case "/words.js" -> resource("words.js", "text/javascript; charset=utf-8");
      case "/state" -> {
        ObjectNode state = phones.state().put("holos", holos);
        yield SimulatedHttp.Answer.json(200, state.toString());
      }
      case "/act" -> {
        try {
          phones.act(PhoneLog.JSON.readTree(call.text()));
          yield SimulatedHttp.Answer.json(200, "{}");
        } catch (JsonProcessingException | IllegalArgumentException e) {
          yield SimulatedHttp.Answer.json(400, "{}");
        }
      }
      default -> SimulatedHttp.Answer.json(404, "{}");
    };
  }

  private static SimulatedHttp.Answer resource(String name, String type) {
    try (InputStream in = PhonesPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new SimulatedHttp.Answer(200, type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
