package ua.holos.nlp.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A table of weights, one row per feature, as small whole numbers with one scale per row: fifteen
/// levels on each side of zero. A text sums hundreds of rows, so that rounding averages out, and
/// few levels compress well.
///
/// Immutable.
public final class QuantisedRows {

  /// The largest whole number that a weight becomes.
  private static final int LEVELS = 15;

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private final int width;

  /// Where a row begins, from one to the next, and where in it these weights and their scale are.
  private final int stride;

  private final int offset;
  private final int scaleOffset;

  private final byte[] cells;

  private QuantisedRows(int width, int stride, int offset, int scaleOffset, byte[] cells) {
    this.width = width;
    this.stride = stride;
    this.offset = offset;
    this.scaleOffset = scaleOffset;
    this.cells = cells;
  }

  /// Rounds weights.
  ///
  /// @param weights row after row
  /// @param width how many make a row
  /// @param factor what all of them are multiplied by
  public static QuantisedRows of(float[] weights, int width, float factor) {
    int rows = weights.length / width;
    float[] scales = new float[rows];
    byte[] small = new byte[weights.length];
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      float largest = 0;
      for (int i = 0; i < width; i++) {
        largest = Math.max(largest, Math.abs(weights[from + i]));
      }
      // As the file keeps it, so that what is written and what is in memory judge the same.
      float scale = Float.float16ToFloat(Float.floatToFloat16(largest * factor / LEVELS));
      for (int i = 0; i < width && scale > 0; i++) {
        small[from + i] = (byte) Math.round(weights[from + i] * factor / scale);
      }
      scales[row] = scale;
    }
    return of(width, scales, small);
  }

  /// @param scales one per row: what a weight of 1 is worth
  /// @param weights row after row
  static QuantisedRows of(int width, float[] scales, byte[] weights) {
    int stride = width + Float.BYTES;
    byte[] cells = new byte[scales.length * stride];
    for (int row = 0; row < scales.length; row++) {
      System.arraycopy(weights, row * width, cells, row * stride, width);
      FLOAT.set(cells, row * stride + width, scales[row]);
    }
    return new QuantisedRows(width, stride, 0, width, cells);
  }

  /// The same tables, with the rows of one feature side by side in memory: a row costs hardly more
  /// than the memory accesses that miss the cache, and then one brings them all.
  ///
  /// @param tables with as many rows
  static List<QuantisedRows> sideBySide(List<QuantisedRows> tables) {
    int widths = tables.stream().mapToInt(QuantisedRows::width).sum();
    int stride = widths + tables.size() * Float.BYTES;
    int rows = tables.isEmpty() ? 0 : tables.getFirst().count();
    byte[] cells = new byte[Math.multiplyExact(rows, stride)];
    List<QuantisedRows> joined = new ArrayList<>();
    int offset = 0;
    for (QuantisedRows table : tables) {
      int scaleOffset = widths + joined.size() * Float.BYTES;
      for (int row = 0; row < rows; row++) {
        int from = row * table.stride + table.offset;
        System.arraycopy(table.cells, from, cells, row * stride + offset, table.width);
        FLOAT.set(cells, row * stride + scaleOffset, table.scale(row));
      }
      joined.add(new QuantisedRows(table.width, stride, offset, scaleOffset, cells));
      offset += table.width;
    }
    return joined;
  }

  int width() {
    return width;
  }

  int count() {
    return cells.length / stride;
  }

  float scale(int row) {
    return (float) FLOAT.get(cells, row * stride + scaleOffset);
  }

  byte weight(int row, int column) {
    return cells[row * stride + offset + column];
  }

  /// Adds a row, times a value, to sums of the same width.
  void addTo(float[] sums, int row, float value) {
    int from = row * stride + offset;
    float factor = value * scale(row);
    for (int i = 0; i < width; i++) {
      sums[i] += factor * cells[from + i];
    }
  }
}
