package ua.holos.channel.telegram;

import java.util.ArrayList;
import java.util.List;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Attachment.Kind;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.TextSplitter;
import ua.holos.channel.support.WellFormedText;

/// One call in which a part of a reply goes to Telegram.
sealed interface TelegramPart {

  /// In UTF-16 code units: https://core.telegram.org/bots/api#sendphoto
  int LONGEST_CAPTION = 1024;

  /// In bytes; a larger picture goes as a file.
  long LARGEST_PHOTO = 10L * 1024 * 1024;

  /// In bytes, of anything that a bot uploads.
  long LARGEST_UPLOAD = 50L * 1024 * 1024;

  /// https://core.telegram.org/bots/api#sendmediagroup
  int LARGEST_ALBUM = 10;

  /// How many messages Telegram makes of it.
  int messages();

  /// A text.
  record Text(String text) implements TelegramPart {
    @Override
    public int messages() {
      return 1;
    }
  }

  /// A photo, a video or a document, with a caption that may be empty.
  record OneFile(Attachment file, Form form, String caption) implements TelegramPart {
    @Override
    public int messages() {
      return 1;
    }

    /// The same as a document, for a picture or video that Telegram doesn't take as one.
    OneFile asDocument() {
      return new OneFile(file, Form.DOCUMENT, caption);
    }
  }

  /// Two to ten photos and videos, shown together; the caption is the first one's.
  record Album(List<OneFile> files) implements TelegramPart {
    public Album {
      files = List.copyOf(files);
    }

    @Override
    public int messages() {
      return files.size();
    }
  }

  /// How Telegram is to show a file.
  enum Form {
    PHOTO("photo", "sendPhoto"),
    VIDEO("video", "sendVideo"),
    DOCUMENT("document", "sendDocument");

    /// Telegram's word for it, which is also the name of the field with the bytes.
    final String field;

    final String method;

    Form(String field, String method) {
      this.field = field;
      this.method = method;
    }

    static Form of(Attachment file) {
      boolean shown =
          switch (file.mediaType()) {
            case "image/jpeg", "image/png", "image/webp" -> file.bytes() <= LARGEST_PHOTO;
            case "video/mp4" -> true;
            default -> false;
          };
      if (!shown) {
        return DOCUMENT;
      }
      return file.kind() == Kind.PHOTO ? PHOTO : file.kind() == Kind.VIDEO ? VIDEO : DOCUMENT;
    }
  }

  /// The parts of a reply in order: its text is the caption of its first file where it is short
  /// enough; otherwise, or with buttons, it goes first or last by itself. Empty when there is
  /// nothing to send.
  static List<TelegramPart> of(Reply reply) {
    List<TelegramPart> texts = new ArrayList<>();
    String text = WellFormedText.of(reply.text());
    for (String part : TextSplitter.split(text, TelegramAdapter.LONGEST_TEXT)) {
      texts.add(new Text(part));
    }
    if (reply.attachments().isEmpty()) {
      return texts;
    }
    boolean buttons = !reply.quickReplies().isEmpty();
    boolean caption = !buttons && text.strip().length() <= LONGEST_CAPTION;
    List<TelegramPart> files = files(reply.attachments(), caption ? text.strip() : "");
    if (caption) {
      return files;
    }
    // Buttons stand under the last message, and an album can't have any.
    List<TelegramPart> all = new ArrayList<>(buttons ? files : texts);
    all.addAll(buttons ? texts : files);
    return all;
  }

  private static List<TelegramPart> files(List<Attachment> attachments, String caption) {
    List<OneFile> shown = new ArrayList<>();
    List<OneFile> documents = new ArrayList<>();
    for (Attachment file : attachments) {
      Form form = Form.of(file);
      (form == Form.DOCUMENT ? documents : shown).add(new OneFile(file, form, ""));
    }
    List<TelegramPart> parts = new ArrayList<>();
    List<OneFile> all = new ArrayList<>(shown);
    all.addAll(documents);
    OneFile first = all.getFirst();
    all.set(0, new OneFile(first.file(), first.form(), caption));
    for (int from = 0; from < shown.size(); from += LARGEST_ALBUM) {
      List<OneFile> album = all.subList(from, Math.min(shown.size(), from + LARGEST_ALBUM));
      parts.add(album.size() == 1 ? album.getFirst() : new Album(album));
    }
    parts.addAll(all.subList(shown.size(), all.size()));
    return parts;
  }
}
