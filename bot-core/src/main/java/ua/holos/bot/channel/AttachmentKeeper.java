package ua.holos.bot.channel;

import java.io.IOException;
import java.io.InputStream;
import ua.holos.bot.message.Attachment;

/// Keeps files for a channel whose platform gives them for a short time only, so that they are
/// still there when the appeal is filed. Called from many threads.
public interface AttachmentKeeper {

  /// Keeps a file under its own reference: a second call for the same reference keeps nothing
  /// twice, and filing finds the file by the reference also when nobody waited for this call.
  ///
  /// @param source where the bytes are; not opened when the file is here already
  /// @throws IOException when the bytes can't be read or written now
  Kept keep(Attachment attachment, Source source) throws IOException;

  /// Where a file can be had.
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /// What became of a file.
  sealed interface Kept {

    /// It is here; the attachment's reference is the store's own.
    record Here(Attachment attachment) implements Kept {}

    /// It is larger than files may be.
    record TooLarge() implements Kept {}

    /// It is empty or damaged.
    record Unreadable() implements Kept {}
  }
}
