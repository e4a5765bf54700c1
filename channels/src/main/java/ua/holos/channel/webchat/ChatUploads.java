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
  ///
  /// @throws IllegalArgumentException for a file that isn't kept here
  String address(Attachment attachment);

  /// A file that isn't taken; the message says why, for developers: citizens are told in the city's
  /// wording.
  final class UnacceptableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean disguised;

    public UnacceptableFileException(String message) {
      this(message, false);
    }

    /// @param disguised whether it isn't what its name says
    public UnacceptableFileException(String message, boolean disguised) {
      super(message);
      this.disguised = disguised;
    }

    /// Whether it isn't what its name says.
    public boolean disguised() {
      return disguised;
    }
  }
}
