package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Reply;

/// Something the engine asks the host to do. Imperative; carries no ids of its own and no clock
/// reading: an effect's key is `conversation:turn:index`.
public sealed interface Effect {

  /// Say something to the citizen.
  record SendMessage(Reply reply, Terms terms) implements Effect {
    public SendMessage {
      // A message that an older version left in the outbox has none.
      terms = Objects.requireNonNullElse(terms, Terms.PLAIN);
    }

    /// Say something on no special terms.
    public SendMessage(Reply reply) {
      this(reply, Terms.PLAIN);
    }
  }

  /// File a confirmed appeal; the answer is [Event.AppealFiled], [Event.FilingDelayed] or
  /// [Event.FilingRefused].
  record FileAppeal(AppealDraft draft) implements Effect {}

  /// Give a finished appeal back to work.
  record ReopenAppeal(String number, String comment, List<Attachment> attachments)
      implements Effect {
    public ReopenAppeal {
      attachments = List.copyOf(attachments);
    }
  }

  /// Add the citizen's words or photos to an appeal.
  record CommentAppeal(String number, String comment, List<Attachment> attachments)
      implements Effect {
    public CommentAppeal {
      attachments = List.copyOf(attachments);
    }
  }

  /// Put the conversation into the operators' queue; `reason` is `asked`, `misunderstood`,
  /// `distress`.
  record CallOperator(String reason) implements Effect {}

  /// Take it out of the queue again.
  record DismissOperator() implements Effect {}

  /// Tell news in another channel of the person, where it wasn't tried yet; leads to
  /// [Event.NewsPassedOn] there, or to [Event.NewsUndelivered] at `home` when there is none.
  ///
  /// @param appeal as it stands here
  /// @param home where the appeal lives
  /// @param tried where it was tried in vain
  record PassOn(
      OwnAppeal appeal, Event.StatusChanged change, ContactUrn home, List<ContactUrn> tried)
      implements Effect {
    public PassOn {
      tried = List.copyOf(tried);
    }
  }

  /// Tell the person's other channels that there is something newer of an appeal, from `since`:
  /// [Event.NewsOutdated].
  record Outdate(String number, Instant since) implements Effect {}

  /// Drop what waits to be sent about a topic and is disposable.
  record Withdraw(String topic) implements Effect {}

  /// Wake the conversation at `due`. A timer of the same name is replaced.
  record SetTimer(String name, Instant due) implements Effect {}

  /// Forget a timer; without one of that name nothing happens.
  record CancelTimer(String name) implements Effect {}
}
