package ua.holos.gateway.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Just enough of HTTP/1.1 for a stand-in that costs next to nothing beside what is measured.
final class HttpWire {
  private final InputStream in;
  private final byte[] line = new byte[16 * 1024];

  HttpWire(InputStream in) {
    this.in = new BufferedInputStream(in, 16 * 1024);
  }

  /// A message.
  ///
  /// @param start request line or status line
  record Message(String start, byte[] body, boolean close) {}

  /// Reads the next message; null when the other side has finished.
  @Nullable Message read() throws IOException {
    String start = readLine();
    if (start == null) {
      return null;
    }
    int length = 0;
    boolean chunked = false;
    boolean close = false;
    for (String header = next(); !header.isEmpty(); header = next()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      } else if (lower.startsWith("connection:")) {
        close = lower.contains("close");
      }
    }
    return new Message(start, chunked ? chunks() : exactly(length), close);
  }

  private byte[] chunks() throws IOException {
    var body = new java.io.ByteArrayOutputStream();
    while (true) {
      int size = HexFormat.fromHexDigits(next().split(";")[0].strip());
      body.write(exactly(size));
      var _ = next();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    return body;
  }

  private String next() throws IOException {
    String line = readLine();
    if (line == null) {
      throw new EOFException();
    }
    return line;
  }

  private @Nullable String readLine() throws IOException {
    int length = 0;
    while (true) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      if (b == '\n') {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
      }
      if (length == line.length) {
        throw new IOException("A line is too long");
      }
      line[length++] = (byte) b;
    }
  }
}
