package ua.holos.gateway.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import ua.holos.bot.message.Attachment;

/// Keeps what people send, under ids that nobody can guess. Called from many threads.
public interface MediaStore {

  /// Keeps a file. Its type is read from its bytes, never believed; photos lose their metadata
  /// (camera, time, GPS position), only their orientation stays. A file that isn't what its name
  /// says is refused: whoever uploads it can be told so.
  ///
  /// @param content the bytes, read to the end or to the size limit; the caller closes it
  /// @param fileName the sender's name for it, may be empty
  /// @throws IOException when `content` can't be read or the store can't write
  Stored store(InputStream content, String fileName) throws IOException;

  /// Keeps a file that lives elsewhere, once: the same `origin` always gets the same id, so that a
  /// repeated try doesn't keep it twice. A file that isn't what its name says is kept as a document
  /// of no type, which no browser shows in place: what a person did is not gone.
  ///
  /// @param origin where the file lives, for instance `telegram:<file id>`
  /// @param source opened only when the file isn't here yet
  Stored storeOnce(String origin, Source source, String fileName) throws IOException;

  /// Finds a kept file by its id.
  Optional<Media> find(String id);

  /// Where a file can be had.
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /// What became of a file.
  sealed interface Stored {

    /// It is kept; the attachment's reference is `media:<id>`.
    record Kept(Attachment attachment) implements Stored {}

    /// It is larger than the limit, in bytes.
    record TooLarge(long limit) implements Stored {}

    /// It isn't what its name says, and isn't kept.
    ///
    /// @param said the extension of its name, in lower case (`jpg`), empty when it has none
    /// @param found what its bytes are: a word for the log and for people who know files, such as
    ///   `HTML`, `PDF` or `program`
    record Disguised(String said, String found) implements Stored {}

    /// It has no bytes at all, or claims to be a picture and isn't whole.
    record Unreadable() implements Stored {}
  }

  /// A kept file.
  ///
  /// @param id unguessable
  /// @param mediaType as read from its bytes
  /// @param fileName the sender's name for it, may be empty
  /// @param bytes size in bytes
  record Media(
      String id,
      Attachment.Kind kind,
      String mediaType,
      String fileName,
      long bytes,
      Source source) {

    public InputStream open() throws IOException {
      return source.open();
    }

    /// The same file as an attachment of a message.
    public Attachment attachment() {
      return new Attachment(kind, "media:" + id, mediaType, fileName, bytes);
    }
  }
}
