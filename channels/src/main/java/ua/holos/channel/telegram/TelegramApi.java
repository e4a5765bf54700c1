package ua.holos.channel.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import ua.holos.channel.support.Redaction;

/// Calls of the Bot API: TelegramBots' types over OkHttp. TelegramBots' own client has no base
/// path, reads each answer into its largest types, and hides `retry_after` in an exception; here
/// every answer is a value, and no address (it bears the token) leaves this class.
final class TelegramApi implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  /// For a whole file, also over a slow line.
  private static final Duration LOAD_WITHIN = Duration.ofMinutes(2);

  private static final MediaType JSON = MediaType.get("application/json");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, HttpUrl> addresses = new ConcurrentHashMap<>();
  private final HttpUrl methods;
  private final HttpUrl files;
  private final Redaction redaction;
  private final OkHttpClient client;
  private final OkHttpClient patient;
  private final OkHttpClient loader;

  /// @param answerWithin how long a call may take
  /// @param pollFor how long Telegram may hold a `getUpdates`
  TelegramApi(TelegramSettings settings, Duration answerWithin, Duration pollFor) {
    HttpUrl base = HttpUrl.get(settings.apiUrl().toString());
    this.methods = base.newBuilder().addPathSegment("bot" + settings.token()).build();
    this.files =
        base.newBuilder().addPathSegment("file").addPathSegment("bot" + settings.token()).build();
    this.redaction = new Redaction(settings.token());
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequestsPerHost(32);
    // One limit for the whole call: each limit is an entry in a list that all calls share.
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_WITHIN)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(answerWithin)
            .connectionPool(new ConnectionPool(256, 4, TimeUnit.MINUTES))
            .dispatcher(dispatcher)
            .followRedirects(false)
            .build();
    this.patient = client.newBuilder().callTimeout(pollFor.plus(answerWithin)).build();
    this.loader = client.newBuilder().callTimeout(LOAD_WITHIN).build();
  }

  /// Calls a method and waits for the answer.
  TelegramAnswer call(PartialBotApiMethod<?> method) {
    return execute(client.newCall(request(method)));
  }

  /// A `getUpdates` that may take its time; cancel it to stop.
  Call poll(PartialBotApiMethod<?> method) {
    return patient.newCall(request(method));
  }

  TelegramAnswer execute(Call call) {
    try (Response response = call.execute()) {
      return answer(response);
    } catch (IOException e) {
      return new TelegramAnswer.NoAnswer(redaction.of(e));
    }
  }

  /// Calls a method with files, over a line that may be slow, and waits for the answer.
  TelegramAnswer upload(String method, RequestBody form) {
    HttpUrl address = methods.newBuilder().addPathSegment(method).build();
    return execute(loader.newCall(new Request.Builder().url(address).post(form).build()));
  }

  /// Calls a method in the background and doesn't care for the answer.
  void callLater(PartialBotApiMethod<?> method) {
    client
        .newCall(request(method))
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                // What nobody waits for may fail.
              }

              @Override
              public void onResponse(Call call, Response response) {
                response.close();
              }
            });
  }

  /// Opens a file by the path that `getFile` told. The caller closes the stream.
  InputStream download(String path) throws IOException {
    HttpUrl address = files.newBuilder().addPathSegments(path).build();
    Response response;
    try {
      response = loader.newCall(new Request.Builder().url(address).build()).execute();
    } catch (IOException e) {
      throw new IOException("Telegram didn't give the file: " + redaction.of(e));
    }
    ResponseBody body = response.body();
    if (!response.isSuccessful() || body == null) {
      response.close();
      throw new IOException("Telegram didn't give the file: status " + response.code());
    }
    return body.byteStream();
  }

  private Request request(PartialBotApiMethod<?> method) {
    HttpUrl address =
        addresses.computeIfAbsent(
            method.getMethod(), name -> methods.newBuilder().addPathSegment(name).build());
    try {
      return new Request.Builder()
          .url(address)
          .post(RequestBody.create(mapper.writeValueAsBytes(method), JSON))
          .build();
    } catch (JsonProcessingException e) {
      // Jackson's message would quote the text.
      throw new UncheckedIOException(
          "A call of " + method.getMethod() + " can't be written as JSON", new IOException());
    }
  }

  private TelegramAnswer answer(Response response) throws IOException {
    ResponseBody body = response.body();
    JsonNode json = body == null ? null : readOrNull(body.bytes());
    if (json == null || !json.path("ok").isBoolean()) {
      return response.code() >= 400 && response.code() < 500
          ? new TelegramAnswer.Refused(response.code(), "", retryAfter(response, null))
          : new TelegramAnswer.NoAnswer("status " + response.code() + " without a Bot API answer");
    }
    if (json.path("ok").booleanValue()) {
      return new TelegramAnswer.Ok(json.path("result"));
    }
    int code = json.path("error_code").asInt(response.code());
    if (code >= 500) {
      return new TelegramAnswer.NoAnswer("status " + code);
    }
    return new TelegramAnswer.Refused(
        code, redaction.of(json.path("description").asText("")), retryAfter(response, json));
  }

  private @Nullable JsonNode readOrNull(byte[] bytes) {
    try {
      return mapper.readTree(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  private static Duration retryAfter(Response response, @Nullable JsonNode json) {
    if (json != null && json.path("parameters").path("retry_after").isNumber()) {
      return Duration.ofSeconds(json.path("parameters").path("retry_after").asLong());
    }
    String header = response.header("Retry-After");
    return header != null && header.matches("[0-9]{1,5}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
