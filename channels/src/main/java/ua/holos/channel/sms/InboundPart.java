package ua.holos.channel.sms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// One part of a long message that waits for the others.
///
/// @param source the writer's number as a contact's path
/// @param destination the number that was written to
/// @param concatenation which part it is
/// @param arrived when
/// @param text may begin or end with half a surrogate pair
record InboundPart(
    String source, String destination, Concatenation concatenation, Instant arrived, String text) {
  private static final int FORMAT = 1;
  private static final int LONGEST = 1 << 17;

  /// The same for all parts of a message.
  String message() {
    return Fingerprint.of(
        source,
        destination,
        String.valueOf(concatenation.reference()),
        String.valueOf(concatenation.total()));
  }

  /// Without the text and the numbers.
  @Override
  public String toString() {
    return "InboundPart[concatenation=" + concatenation + ", arrived=" + arrived + "]";
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(source);
      out.writeUTF(destination);
      out.writeInt(concatenation.reference());
      out.writeInt(concatenation.total());
      out.writeInt(concatenation.index());
      out.writeLong(arrived.toEpochMilli());
      out.writeInt(text.length());
      // Character by character: as UTF-8 half a surrogate pair would be lost.
      out.writeChars(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#bytes()] wrote.
  ///
  /// @throws IOException when it is something else
  static InboundPart read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        throw new IOException("Not a part of a message");
      }
      String source = in.readUTF();
      String destination = in.readUTF();
      Concatenation concatenation = Concatenation.of(in.readInt(), in.readInt(), in.readInt());
      Instant arrived = Instant.ofEpochMilli(in.readLong());
      int length = in.readInt();
      if (concatenation == null || length < 0 || length > LONGEST) {
        throw new IOException("Not a part of a message");
      }
      StringBuilder text = new StringBuilder(length);
      for (int i = 0; i < length; i++) {
        text.append(in.readChar());
      }
      return new InboundPart(source, destination, concatenation, arrived, text.toString());
    }
  }
}
