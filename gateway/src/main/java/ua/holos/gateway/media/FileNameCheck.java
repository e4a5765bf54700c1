package ua.holos.gateway.media;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ua.holos.gateway.media.MediaStore.Stored;

/// Whether a file is what its name says, so that nobody opens a program or a page that is called
/// `photo.jpg`.
///
/// Pictures may bear the name of another kind of picture, and videos that of another video: phones
/// and messengers convert them without renaming, and neither is any danger. A name without an
/// extension, or with one that isn't known here, says nothing, and may be anything but a program, a
/// script or a page.
final class FileNameCheck {
  private static final Set<FileContent> PICTURE = EnumSet.of(FileContent.PICTURE, FileContent.HEIC);
  private static final Set<FileContent> MOVIE = EnumSet.of(FileContent.MOVIE);
  private static final Set<FileContent> TEXT =
      EnumSet.of(FileContent.TEXT, FileContent.PAGE, FileContent.SCRIPT);
  private static final Set<FileContent> OFFICE_XML = EnumSet.of(FileContent.OFFICE_XML);
  private static final Set<FileContent> OPEN_DOCUMENT = EnumSet.of(FileContent.OPEN_DOCUMENT);
  private static final Set<FileContent> PAGE = EnumSet.of(FileContent.PAGE, FileContent.TEXT);
  private static final Set<FileContent> PROGRAM =
      EnumSet.of(FileContent.PROGRAM, FileContent.SCRIPT, FileContent.TEXT, FileContent.DATA);

  /// Word's old files are often RTF in truth, and the other way round.
  private static final Set<FileContent> OLD_WORD =
      EnumSet.of(FileContent.OLD_OFFICE, FileContent.RTF, FileContent.OFFICE_XML);

  private static final Set<FileContent> ZIP =
      EnumSet.of(FileContent.ZIP, FileContent.OFFICE_XML, FileContent.OPEN_DOCUMENT);

  /// What an extension that says nothing may stand before.
  private static final Set<FileContent> HARMLESS =
      EnumSet.complementOf(EnumSet.of(FileContent.PROGRAM, FileContent.PAGE, FileContent.SCRIPT));

  private static final Map<Set<String>, Set<FileContent>> CONTENTS =
      Map.ofEntries(
          Map.entry(
              Set.of("jpg", "jpeg", "jfif", "png", "gif", "webp", "heic", "heif", "avif"), PICTURE),
          Map.entry(Set.of("mp4", "m4v", "mov", "3gp", "3gpp"), MOVIE),
          Map.entry(Set.of("pdf"), EnumSet.of(FileContent.PDF)),
          Map.entry(
              Set.of("docx", "docm", "xlsx", "xlsm", "pptx", "ppsx", "dotx", "xltx"), OFFICE_XML),
          Map.entry(Set.of("odt", "ods", "odp", "odg"), OPEN_DOCUMENT),
          Map.entry(Set.of("doc", "dot", "rtf"), OLD_WORD),
          Map.entry(
              Set.of("xls", "ppt", "pps", "msg"),
              EnumSet.of(FileContent.OLD_OFFICE, FileContent.OFFICE_XML)),
          Map.entry(
              Set.of("txt", "csv", "tsv", "log", "md", "json", "xml", "eml", "ics", "vcf"), TEXT),
          Map.entry(Set.of("zip"), ZIP),
          Map.entry(Set.of("html", "htm", "xhtml", "svg", "mht", "mhtml"), PAGE),
          Map.entry(
              Set.of(
                  "exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "sh", "jar",
                  "apk", "app", "bin", "so", "class", "py", "php"),
              PROGRAM));

  private FileNameCheck() {}

  /// The disguise of a file, empty when it has none.
  ///
  /// @param name as it will be shown; empty for a file without a name
  /// @param bytes the whole file, at least one byte
  static Optional<Stored.Disguised> disguise(String name, byte[] bytes) {
    String extension = extension(name);
    FileContent found = FileContent.of(bytes);
    return allowed(extension).contains(found)
        ? Optional.empty()
        : Optional.of(new Stored.Disguised(extension, found.word));
  }

  private static Set<FileContent> allowed(String extension) {
    return CONTENTS.entrySet().stream()
        .filter(entry -> entry.getKey().contains(extension))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(HARMLESS);
  }

  /// What follows the last dot; Windows doesn't see dots and spaces at the end.
  private static String extension(String name) {
    String seen = name.replaceAll("[.\\s]+$", "");
    int dot = seen.lastIndexOf('.');
    return dot < 0 ? "" : seen.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }
}
