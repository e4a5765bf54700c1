package ua.holos.channel.sms;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/// What is read of a `deliver_sm` (SMPP 3.4, 4.6.1).
///
/// @param body user data: the short message, or the payload that stands in its place
/// @param tlvs optional parameters by their tag
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DeliveredPdu(
    int esmClass,
    int dataCoding,
    int sourceTon,
    String source,
    String destination,
    byte[] body,
    Map<Integer, byte[]> tlvs) {
  static final int RECEIPTED_MESSAGE_ID = 0x001E;
  static final int SAR_REFERENCE = 0x020C;
  static final int SAR_TOTAL = 0x020E;
  static final int SAR_INDEX = 0x020F;
  static final int MESSAGE_PAYLOAD = 0x0424;
  static final int MESSAGE_STATE = 0x0427;

  private static final int TYPE_MASK = 0x3C;
  private static final int RECEIPT = 0x04;
  private static final int INTERMEDIATE = 0x20;
  private static final int HEADER_INDICATED = 0x40;

  DeliveredPdu {
    tlvs = Map.copyOf(tlvs);
  }

  /// Without the text and the numbers.
  @Override
  public String toString() {
    return "DeliveredPdu[esmClass=" + esmClass + ", dataCoding=" + dataCoding + "]";
  }

  static DeliveredPdu of(DeliverSm pdu) {
    Map<Integer, byte[]> tlvs = new HashMap<>();
    OptionalParameter[] parameters = pdu.getOptionalParameters();
    if (parameters != null) {
      for (OptionalParameter parameter : parameters) {
        byte[] serialized = parameter.serialize();
        tlvs.put(parameter.tag & 0xFFFF, Arrays.copyOfRange(serialized, 4, serialized.length));
      }
    }
    byte[] shortMessage = pdu.getShortMessage();
    byte[] body =
        shortMessage == null || shortMessage.length == 0
            ? tlvs.getOrDefault(MESSAGE_PAYLOAD, new byte[0])
            : shortMessage;
    return new DeliveredPdu(
        pdu.getEsmClass() & 0xFF,
        pdu.getDataCoding() & 0xFF,
        pdu.getSourceAddrTon() & 0xFF,
        orEmpty(pdu.getSourceAddr()),
        orEmpty(pdu.getDestAddress()),
        body,
        tlvs);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// Whether it says what became of a message of ours. Some SMSCs forget the bit of `esm_class`,
  /// but only a receipt has a message's state.
  boolean isReceipt() {
    int type = esmClass & TYPE_MASK;
    return type == RECEIPT || type == INTERMEDIATE || tlvs.containsKey(MESSAGE_STATE);
  }

  /// Whether somebody wrote it: neither a receipt nor another phone's acknowledgement.
  boolean isMessage() {
    return !isReceipt() && (esmClass & TYPE_MASK) == 0;
  }

  private int headerLength() {
    return (esmClass & HEADER_INDICATED) != 0 && body.length > 0 && (body[0] & 0xFF) < body.length
        ? 1 + (body[0] & 0xFF)
        : 0;
  }

  /// The text's bytes, without the header.
  byte[] userText() {
    return Arrays.copyOfRange(body, headerLength(), body.length);
  }

  /// Which part it is, by the header or by the `sar_…` parameters; null for a whole message.
  @Nullable Concatenation concatenation() {
    int header = headerLength();
    if (header > 0) {
      Concatenation read = Concatenation.read(Arrays.copyOfRange(body, 1, header));
      if (read != null) {
        return read;
      }
    }
    int reference = number(SAR_REFERENCE, 2);
    return reference < 0
        ? null
        : Concatenation.of(reference, number(SAR_TOTAL, 1), number(SAR_INDEX, 1));
  }

  /// A parameter's number, -1 when it is missing or has another length.
  private int number(int tag, int length) {
    byte[] value = tlvs.get(tag);
    if (value == null || value.length != length) {
      return -1;
    }
    int number = 0;
    for (byte b : value) {
      number = (number << 8) | (b & 0xFF);
    }
    return number;
  }
}
