package ua.holos.gateway.staff;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A QR code as a picture in a data address: sharp at every size, black on white also where the
/// page is dark.
final class QrCode {
  private static final int MARGIN = 4;

  private QrCode() {}

  static String dataAddress(String text) {
    try {
      ByteMatrix matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
      int size = matrix.getWidth() + 2 * MARGIN;
      StringBuilder svg =
          new StringBuilder(
              "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'><rect width='%d' height='%d' fill='#fff'/><path d='"
                  .formatted(size, size, size, size));
      for (int y = 0; y < matrix.getHeight(); y++) {
        for (int x = 0; x < matrix.getWidth(); x++) {
          if (matrix.get(x, y) == 1) {
            svg.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
          }
        }
      }
      svg.append("' shape-rendering='crispEdges'/></svg>");
      return "data:image/svg+xml;base64,"
          + Base64.getEncoder().encodeToString(svg.toString().getBytes(StandardCharsets.UTF_8));
    } catch (WriterException e) {
      throw new IllegalStateException("An otpauth address fits into a QR code", e);
    }
  }
}
