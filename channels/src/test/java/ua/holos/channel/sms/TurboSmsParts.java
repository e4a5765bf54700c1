package ua.holos.channel.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

/// The SMS channel by TurboSMS, connected to a stand-in.
final class TurboSmsParts {
  static final ContactUrn CITIZEN = new ContactUrn("tel", "+380441234567");
  static final int ANSWERS_PER_HOUR = 30;
  static final String SEND = "/message/send.json";
  static final String STATUS = "/message/status.json";

  final WireMockExtension server;
  final RecordingSink sink = new RecordingSink();
  final RememberedFiles files = new RememberedFiles();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final SmsState state = new SmsState();
  final TurboSmsStatuses statuses;
  final TurboSmsAdapter adapter;
  volatile Instant now = Instant.ofEpochSecond(1_790_000_000);

  TurboSmsParts(WireMockExtension server, Path folder) {
    this.server = server;
    SmsSettings.TurboSms settings =
        new SmsSettings.TurboSms(
            "TEST-token", URI.create("http://127.0.0.1:" + server.getPort()), "HOLOS", 10);
    TurboSmsApi api = new TurboSmsApi(settings, Duration.ofSeconds(30));
    statuses =
        new TurboSmsStatuses(
            api, sink, new SentMessages(folder.resolve("sent.tsv")), () -> now, meters);
    adapter =
        new TurboSmsAdapter(
            api,
            state,
            statuses,
            settings,
            new BigDecimal("1.00"),
            new AnswerLimit(ANSWERS_PER_HOUR, () -> now),
            files);
  }

  SendOutcome send(String text) {
    return adapter.send(
        new OutboundMessage("a:1:0", CITIZEN, new Reply(text, List.of(), Priority.REPLY)));
  }

  void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlPathEqualTo(SEND)).willReturn(answer));
  }

  /// The whole request is answered with this code.
  static ResponseDefinitionBuilder code(int code) {
    return okJson(
        "{\"response_code\":%d,\"response_status\":\"NAME_%d\",\"response_result\":null}"
            .formatted(code, code));
  }

  /// The number is answered with this code.
  static ResponseDefinitionBuilder number(int whole, int code, String id) {
    return okJson(
            """
            {"response_code":%d,"response_status":"OK","response_result":[
              {"phone":"380441234567","response_code":%d,"message_id":%s,"response_status":"NAME_%d"}]}
            """
                .formatted(whole, code, id, code))
        .withTransformers("response-template");
  }

  static ResponseDefinitionBuilder accepts() {
    return number(800, 0, "\"{{randomValue type='UUID'}}\"");
  }

  /// TurboSMS says that this became of a message.
  void became(String id, String status) {
    server.stubFor(
        post(urlPathEqualTo(STATUS))
            .willReturn(
                okJson(
                    """
                    {"response_code":0,"response_status":"OK","response_result":[
                      {"message_id":"another","response_code":414,
                       "response_status":"NOT_ALLOWED_MESSAGE_ID"},
                      {"message_id":"%s","response_code":0,"recipient":"380441234567","sent":null,
                       "updated":"2026-11-28 12:00:00","status":"%s","type":"sms",
                       "response_status":"OK"}]}
                    """
                        .formatted(id, status))));
  }

  /// Asks for what is due a quarter of an hour later.
  void askLater() {
    now = now.plus(Duration.ofMinutes(16));
    statuses.ask();
  }

  List<JsonNode> requests(String path) {
    return server.findAll(postRequestedFor(urlPathEqualTo(path))).stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .map(request -> JsonMapper.shared().readTree(request.getBody()))
        .toList();
  }

  List<InboundUpdate.DeliveryReported> reports() {
    return sink.stored().stream().map(InboundUpdate.DeliveryReported.class::cast).toList();
  }
}
