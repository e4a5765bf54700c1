package ua.holos.channel.webchat;

import java.io.IOException;
import java.io.InputStream;
import ua.holos.bot.message.Attachment;

/// Where files that citizens attach in the web chat are kept.
public interface ChatUploads {

  /// Keeps a file.
  ///
  /// @throws UnacceptableFileException for a file that is too large, empty, or of a kind that isn't
  ///   taken
  /// @throws IOException when it can't be stored now
  Attachment keep(InputStream bytes, String fileName) throws IOException;

  /// The address of a kept file, relative to the page.
  String address(Attachment attachment);

  /// A file that isn't taken; the message says why, for developers: citizens are told in the city's
  /// wording.
  final class UnacceptableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnacceptableFileException(String message) {
      super(message);
    }
  }
}
