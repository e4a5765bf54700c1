package ua.holos.gateway.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The HTTP side of a stand-in: WireMock on the loopback address, whose only stub is answered by
/// code, because what a platform answers depends on what happened before.
final class SimulatedHttp implements AutoCloseable {

  /// A call to the platform.
  ///
  /// @param path without the query
  /// @param query a parameter by name is found by [#parameter(String)]
  record Call(String method, String path, URI query, @Nullable String token, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// A parameter of the address, empty when it isn't there.
    String parameter(String name) {
      String all = query.getQuery();
      for (String pair : all == null ? new String[0] : all.split("&")) {
        if (pair.startsWith(name + "=")) {
          return pair.substring(name.length() + 1);
        }
      }
      return "";
    }
  }

  /// What the platform answers.
  record Answer(int status, String contentType, byte[] body) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Answers calls, on many threads at a time.
  interface Handler {
    Answer answer(Call call) throws InterruptedException;
  }

  /// Enough for long polling and for all sends that a channel has under way.
  private static final int THREADS = 100;

  /// The longest that a platform which doesn't answer keeps a connection, in milliseconds.
  private static final long SILENCE = 60_000;

  private final WireMockServer server;
  private final Object change = new Object();
  private Outage outage = Outage.NONE;
  private boolean closed;

  /// @param port 0 for a free one
  /// @param tokenHeader the header with which callers prove who they are
  SimulatedHttp(int port, String tokenHeader, Handler handler) {
    WireMockConfiguration options =
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .containerThreads(THREADS)
            .jettyAcceptQueueSize(1024)
            .jettyStopTimeout(500L)
            .http2PlainDisabled(true)
            .gzipDisabled(true)
            .templatingEnabled(false)
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .notifier(new Slf4jNotifier(false))
            .extensions(new Answers(tokenHeader, handler));
    server = new WireMockServer(port == 0 ? options.dynamicPort() : options.port(port));
    server.stubFor(any(anyUrl()).willReturn(aResponse()));
    server.start();
  }

  int port() {
    return server.port();
  }

  /// `http://127.0.0.1:port`.
  String address() {
    return "http://127.0.0.1:" + port();
  }

  void breakDown(Outage how) {
    synchronized (change) {
      outage = how;
      change.notifyAll();
    }
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {
    private final String tokenHeader;
    private final Handler handler;

    private Answers(String tokenHeader, Handler handler) {
      this.tokenHeader = tokenHeader;
      this.handler = handler;
    }

    @Override
    public String getName() {
      return "answers";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      try {
        Outage now = outageOver();
        if (now == Outage.CUT || now == Outage.SILENT) {
          return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
        }
        Answer answer =
            now == Outage.BAD_GATEWAY
                ? new Answer(502, "text/html", new byte[0])
                : handler.answer(call(request));
        return ResponseDefinitionBuilder.responseDefinition()
            .withStatus(answer.status())
            .withHeader("Content-Type", answer.contentType())
            .withBody(answer.body())
            .build();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
      }
    }

    private Call call(Request request) {
      URI url = URI.create(request.getUrl());
      return new Call(
          request.getMethod().getName(),
          url.getPath(),
          url,
          request.getHeader(tokenHeader),
          request.getBody());
    }
  }

  /// The outage of now; a silent one lets the caller wait until it is over or their patience is.
  private Outage outageOver() throws InterruptedException {
    synchronized (change) {
      long end = System.nanoTime() + SILENCE * 1_000_000;
      while (outage == Outage.SILENT && !closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return Outage.CUT;
        }
        change.wait(left);
        if (outage != Outage.SILENT) {
          // What waited is lost: the platform never read it.
          return Outage.CUT;
        }
      }
      return outage;
    }
  }

  @Override
  public void close() {
    synchronized (change) {
      closed = true;
      change.notifyAll();
    }
    server.stop();
  }
}
