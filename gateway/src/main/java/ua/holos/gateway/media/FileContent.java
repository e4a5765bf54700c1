package ua.holos.gateway.media;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a file is in truth, as far as a name can lie about it; read from its bytes.
enum FileContent {
  PICTURE("picture"),
  HEIC("HEIC"),
  MOVIE("video"),
  PDF("PDF"),
  OFFICE_XML("Office"),
  OPEN_DOCUMENT("OpenDocument"),
  OLD_OFFICE("Office 97"),
  RTF("RTF"),
  ZIP("ZIP"),
  /// Runs when it is opened: of Windows, Linux, macOS, Java.
  PROGRAM("program"),
  /// A page that a browser would run: HTML, SVG, XML with a style sheet of its own.
  PAGE("HTML"),
  /// Text that a machine runs.
  SCRIPT("script"),
  TEXT("text"),
  DATA("data");

  /// How it is called before people.
  final String word;

  /// Where a browser looks for signs of a page, and more.
  private static final int HEAD = 1024;

  private static final Pattern PAGE_SIGNS =
      Pattern.compile(
          "<(!doctype\\s+(html|svg)|html|head|body|script|iframe|svg|meta|object|embed|link|style|"
              + "form|img|a\\s|xsl:|\\?xml-stylesheet)");
  private static final Pattern SCRIPT_SIGNS =
      Pattern.compile("^(#!\\s*/|<\\?php|<%|@echo\\s+off|<job|<package)");

  FileContent(String word) {
    this.word = word;
  }

  /// @param file the whole file
  static FileContent of(byte[] file) {
    FileContent media = media(file);
    if (media != DATA) {
      return media;
    }
    if (isProgram(file)) {
      return PROGRAM;
    }
    if (MediaType.starts(file, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
      return OLD_OFFICE;
    }
    if (MediaType.starts(file, 'P', 'K', 3, 4) || MediaType.starts(file, 'P', 'K', 5, 6)) {
      return container(file);
    }
    String head = head(file);
    if (head.startsWith("{\\rtf")) {
      return RTF;
    }
    if (SCRIPT_SIGNS.matcher(head.stripLeading()).find()) {
      return SCRIPT;
    }
    if (PAGE_SIGNS.matcher(head).find()) {
      return PAGE;
    }
    if (head.contains("%pdf-")) {
      // Readers look for it in the first kilobyte, too.
      return PDF;
    }
    return isText(file) ? TEXT : DATA;
  }

  private static FileContent media(byte[] file) {
    return switch (MediaType.of(file)) {
      case JPEG, PNG, WEBP, GIF -> PICTURE;
      case HEIC -> HEIC;
      case MP4, QUICKTIME, THREE_GPP -> MOVIE;
      case PDF -> PDF;
      case OTHER -> DATA;
    };
  }

  private static boolean isProgram(byte[] file) {
    return MediaType.starts(file, 0x7f, 'E', 'L', 'F')
        || MediaType.starts(file, 0xca, 0xfe, 0xba, 0xbe)
        || MediaType.starts(file, 0xfe, 0xed, 0xfa, 0xce)
        || MediaType.starts(file, 0xfe, 0xed, 0xfa, 0xcf)
        || MediaType.starts(file, 0xce, 0xfa, 0xed, 0xfe)
        || MediaType.starts(file, 0xcf, 0xfa, 0xed, 0xfe)
        || (MediaType.starts(file, 'M', 'Z') && !isText(file));
  }

  /// The names of what a ZIP file holds stand in it uncompressed.
  private static FileContent container(byte[] file) {
    if (contains(file, "[Content_Types].xml")) {
      return OFFICE_XML;
    }
    if (contains(file, "application/vnd.oasis.opendocument")
        || (contains(file, "META-INF/manifest.xml") && contains(file, "content.xml"))) {
      return OPEN_DOCUMENT;
    }
    return contains(file, "META-INF/MANIFEST.MF") || contains(file, "AndroidManifest.xml")
        ? PROGRAM
        : ZIP;
  }

  /// The beginning in lower case, whatever its encoding.
  private static String head(byte[] file) {
    String head =
        new String(file, 0, Math.min(file.length, HEAD), StandardCharsets.ISO_8859_1)
            .replace("\0", "")
            .toLowerCase(Locale.ROOT);
    for (String mark : new String[] {"ï»¿", "ÿþ", "þÿ"}) {
      head = head.startsWith(mark) ? head.substring(mark.length()) : head;
    }
    return head;
  }

  private static boolean isText(byte[] file) {
    if (MediaType.starts(file, 0xff, 0xfe)) {
      return decodes(file, StandardCharsets.UTF_16LE);
    }
    if (MediaType.starts(file, 0xfe, 0xff)) {
      return decodes(file, StandardCharsets.UTF_16BE);
    }
    for (byte b : file) {
      boolean control = b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f';
      if (control && b != 0x1a && b != 0x1b) {
        return false;
      }
    }
    // What is no UTF-8 is Windows-1251, in which every other byte is a letter or a sign.
    return true;
  }

  private static boolean decodes(byte[] file, Charset charset) {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(file))
          .chars()
          .noneMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f');
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean contains(byte[] file, String ascii) {
    byte[] sought = ascii.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + sought.length <= file.length; at++) {
      int i = 0;
      while (i < sought.length && file[at + i] == sought[i]) {
        i++;
      }
      if (i == sought.length) {
        return true;
      }
    }
    return false;
  }
}
