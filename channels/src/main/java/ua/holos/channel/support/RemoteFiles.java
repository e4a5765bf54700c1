package ua.holos.channel.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/// Files at addresses that somebody else names. Fetched by HTTPS from the public internet only: the
/// host's addresses are looked up once, checked, and the connection goes to exactly those, so that
/// a name that changes its answer gains nothing. Each redirect is checked like the first address.
public final class RemoteFiles implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;

  private final PublicAddresses addresses;
  private final Set<String> trusted;
  private final long largest;
  private final OkHttpClient client;

  /// @param trusted origins (scheme, host, port) that are fetched from though they are private or
  ///   without TLS: a stand-in, or a proxy of the city's own; empty in the normal case
  /// @param largest in bytes; a larger file fails, at the latest while it is read
  /// @param within how long fetching a whole file may take
  public RemoteFiles(PublicAddresses addresses, List<URI> trusted, long largest, Duration within) {
    this.addresses = addresses;
    this.trusted =
        trusted.stream()
            .map(uri -> origin(HttpUrl.get(uri.toString())))
            .collect(Collectors.toUnmodifiableSet());
    this.largest = largest;
    this.client =
        new OkHttpClient.Builder()
            // A proxy would look the name up by itself.
            .proxy(Proxy.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ZERO)
            .callTimeout(within)
            .followRedirects(false)
            // Connections belong to the addresses that were checked, and are not used again.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
  }

  /// Whether a text can be an address of a file at all: `https://…` or `http://…` with a host and
  /// without a user's name. Nothing is looked up.
  public static boolean isAddress(String address) {
    return parsed(address) != null;
  }

  /// Opens a file. The caller closes the stream.
  ///
  /// @param type says whether a file of this media type is wanted (`image/jpeg`, lower case, empty
  ///   when the server names none)
  /// @throws RefusedException when this address, or one that it redirects to, is not fetched from:
  ///   trying again doesn't help, and no request was made to it
  /// @throws IOException when the file isn't there (any more), is too large, or of another type
  public InputStream open(String address, Predicate<String> type) throws IOException {
    HttpUrl url = parsed(address);
    for (int hops = 0; hops <= MOST_REDIRECTS && url != null; hops++) {
      Response response = request(url);
      if (!response.isRedirect()) {
        return body(response, type);
      }
      String location = response.header("Location");
      response.close();
      url = location == null ? null : resolved(url, location);
    }
    throw new RefusedException("Not an address that files are fetched from");
  }

  private Response request(HttpUrl url) throws IOException {
    OkHttpClient checked = client;
    if (!trusted.contains(origin(url))) {
      if (!url.isHttps()) {
        throw new RefusedException("Files are fetched by HTTPS only");
      }
      List<InetAddress> only;
      try {
        only = addresses.of(url.host());
      } catch (PublicAddresses.NotPublicException e) {
        throw new RefusedException("Files are fetched from the public internet only");
      }
      checked = client.newBuilder().dns(_ -> only).build();
    }
    try {
      return checked.newCall(new Request.Builder().url(url).build()).execute();
    } catch (IOException e) {
      // Not the message: it may name the address.
      throw new IOException("The file can't be fetched: " + e.getClass().getSimpleName());
    }
  }

  private InputStream body(Response response, Predicate<String> type) throws IOException {
    ResponseBody body = response.body();
    String problem = problem(response, type);
    if (problem != null || body == null) {
      response.close();
      throw new IOException("The file can't be fetched: " + problem);
    }
    return new LimitedInputStream(body.byteStream(), largest);
  }

  private @Nullable String problem(Response response, Predicate<String> type) {
    if (!response.isSuccessful()) {
      return "status " + response.code();
    }
    ResponseBody body = response.body();
    if (body == null) {
      return "no file";
    }
    if (body.contentLength() > largest) {
      return "larger than " + largest + " bytes";
    }
    String header = response.header("Content-Type", "");
    String named = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.test(named) ? null : "of another type";
  }

  private static @Nullable HttpUrl parsed(String address) {
    HttpUrl url = HttpUrl.parse(address.strip());
    return url == null || !url.username().isEmpty() || !url.password().isEmpty() ? null : url;
  }

  private static @Nullable HttpUrl resolved(HttpUrl from, String location) {
    HttpUrl to = from.resolve(location);
    return to == null ? null : parsed(to.toString());
  }

  private static String origin(HttpUrl url) {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /// An address that files are not fetched from, for good. Its message names no address.
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
