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

  private static final int MAGIC = 0x484F4C33; // "HOL3"

  private static final int SOFTMAX = 1;
  private static final int ONE_VERSUS_REST = 2;
  private static final int HIDDEN_LAYER = 3;

  private ModelFile() {}

  /// Writes a model; the stream stays open.
  public static void write(CategoryModel model, OutputStream out) throws IOException {
    CategoryEnsemble classifier = model.classifier();
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
    data.writeFloat(classifier.familiar());
    List<String> outcomes = classifier.outcomes();
    data.writeInt(outcomes.size());
    for (String outcome : outcomes) {
      data.writeUTF(outcome);
    }
    writeFeatures(data, classifier.features());
    data.writeInt(classifier.readers().size());
    for (CategoryReader reader : classifier.readers()) {
      switch (reader) {
        case CategoryReader.Softmax(QuantisedRows rows, float[] bias) -> {
          data.writeByte(SOFTMAX);
          writeRows(data, rows);
          writeFloats(data, bias);
        }
        case CategoryReader.OneVersusRest(QuantisedRows rows, float[] bias) -> {
          data.writeByte(ONE_VERSUS_REST);
          writeRows(data, rows);
          writeFloats(data, bias);
        }
        case CategoryReader.HiddenLayer layer -> {
          data.writeByte(HIDDEN_LAYER);
          writeRows(data, layer.rows());
          writeFloats(data, layer.bias());
          writeFloats(data, layer.outputBias());
          for (int category : layer.categoryOf()) {
            data.writeShort(category);
          }
          writeFloats(data, layer.outputWeights());
        }
      }
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
    float familiar = data.readFloat();
    int outcomeCount = count(data, 10_000);
    List<String> outcomes = new ArrayList<>(outcomeCount);
    for (int k = 0; k < outcomeCount; k++) {
      outcomes.add(data.readUTF());
    }
    FeatureRows features = readFeatures(data);
    List<CategoryReader> readers = new ArrayList<>();
    for (int left = count(data, 100); left > 0; left--) {
      readers.add(readReader(data, features.count(), outcomeCount));
    }
    return new CategoryModel(
        new CategoryEnsemble(outcomes, features, readers, familiar, temperature),
        new ConfidenceCurve(points),
        certainFrom,
        trainedOn);
  }

  private static CategoryReader readReader(DataInputStream data, int features, int outcomes)
      throws IOException {
    int kind = data.readByte();
    QuantisedRows rows = readRows(data, features);
    float[] bias = readFloats(data, rows.width());
    return switch (kind) {
      case SOFTMAX -> {
        requireSize(rows.width() == outcomes && bias.length == outcomes);
        yield new CategoryReader.Softmax(rows, bias);
      }
      case ONE_VERSUS_REST -> {
        requireSize(rows.width() == outcomes && bias.length == outcomes);
        yield new CategoryReader.OneVersusRest(rows, bias);
      }
      case HIDDEN_LAYER -> {
        float[] outputBias = readFloats(data, 10_000);
        int[] categoryOf = new int[outputBias.length];
        for (int k = 0; k < categoryOf.length; k++) {
          categoryOf[k] = data.readUnsignedShort();
          if (categoryOf[k] >= outcomes) {
            throw new ModelFormatException("a damaged model: no category " + categoryOf[k]);
          }
        }
        float[] weights = readFloats(data, rows.width() * outputBias.length);
        requireSize(
            bias.length == rows.width() && weights.length == bias.length * outputBias.length);
        yield new CategoryReader.HiddenLayer(rows, bias, weights, outputBias, categoryOf);
      }
      default -> throw new ModelFormatException("a damaged model: a reader of kind " + kind);
    };
  }

  private static void requireSize(boolean right) throws ModelFormatException {
    if (!right) {
      throw new ModelFormatException("a damaged model: weights that don't fit its categories");
    }
  }

  private static void writeFeatures(DataOutputStream data, FeatureRows features)
      throws IOException {
    data.writeInt(features.count());
    long previous = Long.MIN_VALUE;
    for (long fingerprint : features.fingerprints()) {
      writeVariable(data, fingerprint - previous);
      previous = fingerprint;
    }
    for (int row = 0; row < features.count(); row++) {
      data.writeShort(Float.floatToFloat16(features.worth(row)));
    }
  }

  private static FeatureRows readFeatures(DataInputStream data) throws IOException {
    int count = count(data, FeatureRows.MOST_FEATURES);
    long[] fingerprints = new long[count];
    long previous = Long.MIN_VALUE;
    for (int row = 0; row < count; row++) {
      previous += readVariable(data);
      fingerprints[row] = previous;
    }
    return new FeatureRows(fingerprints, readHalves(data, count));
  }

  /// Column after column, because weights of one category resemble one another.
  private static void writeRows(DataOutputStream data, QuantisedRows rows) throws IOException {
    data.writeInt(rows.width());
    for (int row = 0; row < rows.count(); row++) {
      data.writeShort(Float.floatToFloat16(rows.scale(row)));
    }
    byte[] column = new byte[rows.count()];
    for (int k = 0; k < rows.width(); k++) {
      for (int row = 0; row < column.length; row++) {
        column[row] = rows.weight(row, k);
      }
      data.write(column);
    }
  }

  private static QuantisedRows readRows(DataInputStream data, int count) throws IOException {
    int width = count(data, 1_000);
    float[] scales = readHalves(data, count);
    byte[] weights = new byte[Math.multiplyExact(count, width)];
    byte[] column = new byte[count];
    for (int k = 0; k < width; k++) {
      data.readFully(column);
      for (int row = 0; row < count; row++) {
        weights[row * width + k] = column[row];
      }
    }
    return QuantisedRows.of(width, scales, weights);
  }

  private static void writeFloats(DataOutputStream data, float[] values) throws IOException {
    data.writeInt(values.length);
    for (float value : values) {
      data.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream data, int most) throws IOException {
    float[] values = new float[count(data, most)];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.readFloat();
    }
    return values;
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
