package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  /// What concerns the operators' desk. Effects of this kind are carried out in order.
  sealed interface OfDesk extends Effect {}

  /// Put the conversation into the operators' queue; `reason` as in [HandOff]. The answer is
  /// [Event.QueuePlaceFound], unless an operator has it already.
  record CallOperator(String reason) implements OfDesk {}

  /// Take it out of the queue again: the citizen doesn't want to wait.
  record DismissOperator() implements OfDesk {}

  /// Look where the conversation stands in the queue; the answer is [Event.QueuePlaceFound].
  record FindQueuePlace() implements OfDesk {}

  /// Show the conversation on the desk as it is now.
  record ShowOnDesk(DeskCase shown) implements OfDesk {}

  /// Take the conversation off the desk: the bot has it again.
  record LeaveDesk() implements OfDesk {}

  /// Tell an operator what became of a request.
  record AnswerDesk(String request, DeskAnswer answer) implements OfDesk {}

  /// Keep what the citizen thinks of the conversation that an operator has just closed.
  ///
  /// @param rating from 1, bad, to 5, good
  record KeepRating(int rating) implements OfDesk {}

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

  /// What concerns the several channels of one person. Effects of this kind are carried out in
  /// order.
  sealed interface OfContact extends Effect {}

  /// Remember that this conversation has proved a number.
  record KeepContact(String phone, Instant provedAt) implements OfContact {}

  /// Look who else has proved the number; the answer is [Event.ContactsFound].
  record FindContacts(String phone, boolean asked) implements OfContact {}

  /// Send a code to a number that the person says is theirs; the answer is [Event.CodeSent].
  record SendCode(String phone) implements OfContact {}

  /// Check a typed code; the answer is [Event.CodeChecked].
  record CheckCode(String phone, String code) implements OfContact {
    /// Without the number and the code.
    @Override
    public String toString() {
      return "CheckCode[…]";
    }
  }

  /// Join this conversation with others, or introduce it to those it was joined with: each gets
  /// [Event.ContactLinked].
  record LinkContacts(
      String phone,
      List<ContactUrn> others,
      Instant since,
      List<OwnAppeal> appeals,
      @Nullable String preferred)
      implements OfContact {
    public LinkContacts {
      others = List.copyOf(others);
      appeals = List.copyOf(appeals);
    }
  }

  /// Take this conversation out of the joined ones, and forget that it has proved the number; each
  /// of the others gets [Event.ContactUnlinked].
  record UnlinkContacts(String phone, List<ContactUrn> others) implements OfContact {
    public UnlinkContacts {
      others = List.copyOf(others);
    }
  }

  /// Tell the person's other conversations of an appeal: [Event.AppealShared].
  record ShareAppeal(OwnAppeal appeal, List<ContactUrn> to) implements OfContact {
    public ShareAppeal {
      to = List.copyOf(to);
    }
  }

  /// Tell the person's other conversations where news is wanted: [Event.PreferenceShared].
  record SharePreference(@Nullable String preferred, List<ContactUrn> to) implements OfContact {
    public SharePreference {
      to = List.copyOf(to);
    }
  }
}
