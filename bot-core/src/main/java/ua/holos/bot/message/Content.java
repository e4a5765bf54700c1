package ua.holos.bot.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person sent, in terms that no channel owns.
public sealed interface Content {

  /// Words: `{"type":"text","text":"Немає води"}`. May be of any length, also blank.
  record Text(String text) implements Content {}

  /// A button that Holos offered:
  /// `{"type":"choice","payload":"category:heating","label":"Опалення"}`.
  record Choice(String payload, String label) implements Content {}

  /// Photos or files, with a caption that may be empty. Parts of one album arrive one by one and
  /// carry the same album id.
  record Media(List<Attachment> attachments, String caption, @Nullable String album)
      implements Content {
    public Media {
      attachments = List.copyOf(attachments);
    }
  }

  /// A point on the map: degrees (WGS 84), accuracy in metres, 0 when unknown.
  record Location(double latitude, double longitude, double accuracyMetres) implements Content {}

  /// A phone number in international form (`+380441234567`), shared by a button or from the address
  /// book.
  ///
  /// @param own whether it is said to be the sender's
  /// @param vouched whether the platform itself checked that: then it proves who the sender is.
  ///   Never true for a card that a client could have filled in as it liked
  record SharedContact(String phone, boolean own, boolean vouched) implements Content {

    /// A number that nobody vouches for.
    public SharedContact(String phone, boolean own) {
      this(phone, own, false);
    }
  }

  /// A command such as `/cancel`: name in lower case without the slash, and what follows it.
  record Command(String name, String argument) implements Content {}

  /// Something Holos can't read; `kind` is `voice`, `sticker`, `video-note`, `too-large`, `other`.
  record Unsupported(String kind) implements Content {}
}
