package ua.holos.channel.support;

import java.util.List;
import java.util.Optional;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Reply;

/// Files as links in the text, for a channel that carries nothing but text.
///
/// @param text the reply's text, followed by the address of each file on a line of its own
/// @param missing how many files have no address: the text goes without them, and the outcome tells
public record FileLinks(String text, int missing) {

  /// What the setting is called that gives files an address.
  public static final String PUBLIC_URL = "holos.public-url";

  /// What comes of a message of which a file had no address.
  public static final SendOutcome.Rejected NO_ADDRESS =
      new SendOutcome.Rejected(
          "file-not-sent",
          "The text was sent, but not its files: "
              + PUBLIC_URL
              + " isn't set, and this channel's people get files by their address");

  /// A reply with its files as links.
  public static FileLinks of(Reply reply, AttachmentSource files) {
    List<Attachment> attachments = reply.attachments();
    List<String> links =
        attachments.stream().map(files::address).flatMap(Optional::stream).toList();
    String text = reply.text().strip();
    String all = String.join("\n", links);
    String border = text.isEmpty() || all.isEmpty() ? "" : "\n";
    return new FileLinks(text + border + all, attachments.size() - links.size());
  }

  /// What came of the whole message.
  ///
  /// @param ofText what came of its text, with the links that there are
  public SendOutcome outcome(SendOutcome ofText) {
    return missing > 0 && ofText instanceof SendOutcome.Accepted ? NO_ADDRESS : ofText;
  }

  /// Whether there is nothing that could be sent, though files were to go.
  public boolean onlyMissing() {
    return text.isBlank() && missing > 0;
  }

  /// Without the text.
  @Override
  public String toString() {
    return "FileLinks[missing=" + missing + "]";
  }
}
