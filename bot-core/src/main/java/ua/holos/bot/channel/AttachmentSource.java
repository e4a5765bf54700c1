package ua.holos.bot.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import ua.holos.bot.message.Attachment;

/// Where a channel gets the files that go with a reply ([ua.holos.bot.message.Reply#attachments]).
/// A platform that takes bytes is given them, one that fetches files by itself their address.
/// Called from many threads.
public interface AttachmentSource {

  /// Opens the bytes; the caller closes the stream.
  ///
  /// @return empty when the file isn't kept (any more): trying again doesn't help
  /// @throws IOException when it can't be read now
  Optional<InputStream> open(Attachment attachment) throws IOException;

  /// The address under which everybody who knows it can fetch the file without signing in, such as
  /// `https://chat.city.example/media/0f3c….jpeg`; nobody can guess it. Its last segment ends as
  /// files of that type do.
  ///
  /// @return empty when this installation has no public address
  Optional<String> address(Attachment attachment);
}
