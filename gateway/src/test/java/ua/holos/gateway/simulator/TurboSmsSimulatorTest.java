package ua.holos.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurboSmsSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TurboSmsSimulator turbo = TurboSmsSimulator.start("token", "Misto");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
    turbo.close();
  }

  private JsonNode call(String path, String token, String body) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(turbo.apiUrl() + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private JsonNode send(String sender, String sequence, String... phones) throws Exception {
    return call(
        "/message/send.json",
        "token",
        """
        {"recipients":["%s"],"sms":{"sender":"%s","text":"Вода є"},"sequence_id":"%s"}\
        """
            .formatted(String.join("\",\"", phones), sender, sequence));
  }

  private static int code(JsonNode answer) {
    return answer.path("response_code").asInt();
  }

  @Test
  void takesAMessageAndTellsItsState() throws Exception {
    JsonNode sent = send("Misto", "", "380670001122");
    assertThat(code(sent)).isEqualTo(800);
    String id = sent.path("response_result").path(0).path("message_id").asText();
    assertThat(turbo.taken().getFirst().id()).isEqualTo(id);
    turbo.becomes(id, TurboSmsSimulator.State.DELIVERED);
    JsonNode status =
        call("/message/status.json", "token", "{\"messages\":[\"%s\",\"other\"]}".formatted(id));
    assertThat(status.path("response_result").path(0).path("status").asText())
        .isEqualTo("Delivered");
    assertThat(code(status.path("response_result").path(1))).isEqualTo(414);
  }

  @Test
  void sendsNothingTwiceForOneSequence() throws Exception {
    JsonNode first = send("Misto", "a:1:0", "380670001122");
    JsonNode again = send("Misto", "a:1:0", "380670001122");
    assertThat(code(again)).isEqualTo(507);
    assertThat(again.path("response_result")).isEqualTo(first.path("response_result"));
    assertThat(turbo.taken()).hasSize(1);
    assertThat(turbo.duplicates()).isEqualTo(1);
  }

  @Test
  void saysByItsCodesWhatIsWrong() throws Exception {
    turbo.stops("380670000000");
    JsonNode partly = send("Misto", "", "380670001122", "380670000000", "+12");
    assertThat(code(partly)).isEqualTo(802);
    assertThat(partly.path("response_result").findValuesAsText("response_code"))
        .containsExactly("0", "404", "305");
    assertThat(code(send("Inshyi", "", "380670001122"))).isEqualTo(400);
    assertThat(code(call("/message/send.json", "wrong", "{}"))).isEqualTo(301);
    assertThat(code(call("/message/send.json", "token", "not JSON"))).isEqualTo(502);
    turbo.runsOutOfMoney(true);
    assertThat(code(send("Misto", "", "380670001122"))).isEqualTo(203);
    assertThat(turbo.taken()).hasSize(1);
  }
}
