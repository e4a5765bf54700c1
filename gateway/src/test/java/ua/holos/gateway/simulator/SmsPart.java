package ua.holos.gateway.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

/// One part of a short message, as it was submitted.
///
/// @param reference of the message that this is a part of; 0 when it is the only one
/// @param total how many parts there are
/// @param number of this one, from 1
record SmsPart(int reference, int total, int number, String text) {
  private static final int UCS2 = 8;
  private static final int LATIN1 = 3;
  private static final int MOST_OCTETS = 140;
  private static final int MOST_SEPTETS = 160;
  private static final int MOST_SEPTETS_OF_A_PART = 153;

  /// Reads a submit; nothing when it is too long for a short message, or has a broken header.
  static Optional<SmsPart> of(SubmitSm submit) {
    byte[] all = submit.getShortMessage();
    OptionalParameter payload = submit.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
    if (payload instanceof OptionalParameter.OctetString octets) {
      // The centre cuts it itself, so it has no limit of its own here.
      return Optional.of(new SmsPart(0, 1, 1, decode(octets.getValue(), submit.getDataCoding())));
    }
    int header = submit.isUdhi() && all.length > 0 ? 1 + (all[0] & 0xff) : 0;
    if (header > all.length) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(all, header, all.length);
    boolean sevenBits = submit.getDataCoding() == 0;
    int most =
        sevenBits ? (header == 0 ? MOST_SEPTETS : MOST_SEPTETS_OF_A_PART) : MOST_OCTETS - header;
    if (content.length > most) {
      return Optional.empty();
    }
    String text = decode(content, submit.getDataCoding());
    if (header > 0) {
      return concatenated(Arrays.copyOf(all, header), text);
    }
    Integer reference = number(submit, Tag.SAR_MSG_REF_NUM);
    Integer total = number(submit, Tag.SAR_TOTAL_SEGMENTS);
    Integer number = number(submit, Tag.SAR_SEGMENT_SEQNUM);
    return Optional.of(
        reference == null || total == null || number == null
            ? new SmsPart(0, 1, 1, text)
            : new SmsPart(reference, total, number, text));
  }

  /// The header is a list of elements: what it is, how long it is, its content.
  private static Optional<SmsPart> concatenated(byte[] header, String text) {
    for (int i = 1; i + 1 < header.length; i += 2 + header[i + 1]) {
      int length = header[i + 1];
      if (length < 0 || i + 2 + length > header.length) {
        return Optional.empty();
      }
      if (header[i] == 0 && length == 3) {
        return part(header[i + 2] & 0xff, header[i + 3], header[i + 4], text);
      }
      if (header[i] == 8 && length == 4) {
        int reference = ((header[i + 2] & 0xff) << 8) | (header[i + 3] & 0xff);
        return part(reference, header[i + 4], header[i + 5], text);
      }
    }
    return Optional.of(new SmsPart(0, 1, 1, text));
  }

  private static Optional<SmsPart> part(int reference, int total, int number, String text) {
    return number < 1 || number > total
        ? Optional.empty()
        : Optional.of(new SmsPart(reference, total, number, text));
  }

  private static @Nullable Integer number(SubmitSm submit, Tag tag) {
    return switch (submit.getOptionalParameter(tag)) {
      case OptionalParameter.Byte b -> b.getValue() & 0xff;
      case OptionalParameter.Short s -> s.getValue() & 0xffff;
      case null, default -> null;
    };
  }

  private static String decode(byte[] bytes, byte coding) {
    return switch (coding) {
      case UCS2 -> new String(bytes, StandardCharsets.UTF_16BE);
      case LATIN1 -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> GsmAlphabet.decode(bytes);
    };
  }
}
