package ua.holos.nlp.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Writes and reads a [CategoryModel]: gzip over big-endian fields, weights grouped so that they
/// compress well. Equal models give equal bytes.
public final class ModelFile {

  private static final int MAGIC = 0x484F4C32; // "HOL2"

  private ModelFile() {}

  /// Writes a model; the stream stays open.
  public static void write(CategoryModel model, OutputStream out) throws IOException {
    LinearModel classifier = model.classifier();
    GZIPOutputStream zipped =
        new GZIPOutputStream(out, 1 << 16) {
          {
            def.setLevel(9);
          }
        };
    DataOutputStream data = new DataOutputStream(zipped);
    data.writeInt(MAGIC);
    data.writeDouble(model.certainFrom());
    data.writeInt(model.curve().points().size());
    for (ConfidenceCurve.Point point : model.curve().points()) {
      data.writeFloat(point.said());
      data.writeFloat(point.right());
    }
    Map<String, String> sorted = new TreeMap<>(model.trainedOn());
    data.writeInt(sorted.size());
    for (Map.Entry<String, String> entry : sorted.entrySet()) {
      data.writeUTF(entry.getKey());
      data.writeUTF(entry.getValue());
    }
    data.writeFloat(classifier.temperature());
    List<String> outcomes = classifier.outcomes();
    data.writeInt(outcomes.size());
    for (int k = 0; k < outcomes.size(); k++) {
      data.writeUTF(outcomes.get(k));
      data.writeFloat(classifier.bias()[k]);
    }
    int features = classifier.featureCount();
    data.writeInt(features);
    long previous = Long.MIN_VALUE;
    for (long fingerprint : classifier.fingerprints()) {
      writeVariable(data, fingerprint - previous);
      previous = fingerprint;
    }
    for (int row = 0; row < features; row++) {
      data.writeShort(Float.floatToFloat16(classifier.idf(row)));
    }
    for (int row = 0; row < features; row++) {
      data.writeShort(Float.floatToFloat16(classifier.scale(row)));
    }
    byte[] column = new byte[features];
    for (int k = 0; k < outcomes.size(); k++) {
      for (int row = 0; row < features; row++) {
        column[row] = classifier.weight(row, k);
      }
      data.write(column);
    }
    data.flush();
    zipped.finish();
  }

  /// Reads a model.
  ///
  /// @throws ModelFormatException when the bytes are not a model of this version
  /// @throws IOException when they cannot be read to the end
  public static CategoryModel read(InputStream in) throws IOException {
    DataInputStream data =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16));
    int magic = data.readInt();
    if (magic != MAGIC) {
      throw new ModelFormatException(
          "not a category model of this version: starts with %08x, expected %08x"
              .formatted(magic, MAGIC));
    }
    double certainFrom = data.readDouble();
    List<ConfidenceCurve.Point> points = new ArrayList<>();
    for (int left = count(data, 10_000); left > 0; left--) {
      points.add(new ConfidenceCurve.Point(data.readFloat(), data.readFloat()));
    }
    Map<String, String> trainedOn = new HashMap<>();
    for (int left = count(data, 10_000); left > 0; left--) {
      trainedOn.put(data.readUTF(), data.readUTF());
    }
    float temperature = data.readFloat();
    int outcomeCount = count(data, 10_000);
    List<String> outcomes = new ArrayList<>(outcomeCount);
    float[] bias = new float[outcomeCount];
    for (int k = 0; k < outcomeCount; k++) {
      outcomes.add(data.readUTF());
      bias[k] = data.readFloat();
    }
    int features = count(data, 10_000_000);
    long[] fingerprints = new long[features];
    long previous = Long.MIN_VALUE;
    for (int row = 0; row < features; row++) {
      previous += readVariable(data);
      fingerprints[row] = previous;
    }
    float[] idf = readHalves(data, features);
    float[] scales = readHalves(data, features);
    byte[] weights = new byte[features * outcomeCount];
    byte[] column = new byte[features];
    for (int k = 0; k < outcomeCount; k++) {
      data.readFully(column);
      for (int row = 0; row < features; row++) {
        weights[row * outcomeCount + k] = column[row];
      }
    }
    return new CategoryModel(
        new LinearModel(outcomes, fingerprints, idf, scales, weights, bias, temperature),
        new ConfidenceCurve(points),
        certainFrom,
        trainedOn);
  }

  private static int count(DataInputStream data, int most) throws IOException {
    int count = data.readInt();
    if (count < 0 || count > most) {
      throw new ModelFormatException("a damaged model: a count of " + count);
    }
    return count;
  }

  private static float[] readHalves(DataInputStream data, int length) throws IOException {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = Float.float16ToFloat(data.readShort());
    }
    return values;
  }

  private static void writeVariable(DataOutputStream data, long value) throws IOException {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      data.writeByte((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    data.writeByte((int) left);
  }

  private static long readVariable(DataInputStream data) throws IOException {
    long value = 0;
    int shift = 0;
    while (shift < 64) {
      int next = data.readUnsignedByte();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
      shift += 7;
    }
    throw new ModelFormatException("a damaged model: a number without end");
  }
}
