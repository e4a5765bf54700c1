package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.form.Point;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Understanding;

/// Something that happened in a conversation. Past tense; carries its own time.
public sealed interface Event {

  Instant at();

  /// The citizen wrote, chose, sent. `understanding` is what was read out of the text or caption
  /// ([Understanding#NOTHING] where there is no text); `nearest` the known address near a location.
  record MessageReceived(
      Instant at,
      Content content,
      String messageId,
      @Nullable String displayName,
      Understanding understanding,
      @Nullable AddressMention nearest)
      implements Event {}

  /// The citizen changed a message sent before.
  record MessageEdited(Instant at, Content content, String messageId, Understanding understanding)
      implements Event {}

  /// The citizen blocked the bot.
  record ContactStopped(Instant at) implements Event {}

  /// The citizen unblocked the bot.
  record ContactReturned(Instant at) implements Event {}

  /// A followed message left. `externalIds` are the platform's, one for each part; `receiptDue` is
  /// by when it should be known to have arrived, null where nothing more will be heard.
  record MessageSent(Instant at, String key, List<String> externalIds, @Nullable Instant receiptDue)
      implements Event {
    public MessageSent {
      externalIds = List.copyOf(externalIds);
    }
  }

  /// A message will not be sent; `reason` is `gone`, `rejected`, `expired`, `quiet` (it is night:
  /// to be said again in the morning), `held` (an operator had taken the conversation meanwhile: to
  /// be said again when they are done), `superseded` (a later one of its topic says it all).
  record SendFailed(Instant at, String key, String reason) implements Event {}

  /// The platform tells what became of a message, or of one part of it. May come before
  /// [MessageSent], and more than once.
  record DeliveryReported(Instant at, String externalId, MessageStatus status, String reason)
      implements Event {}

  /// The core system registered an appeal.
  record AppealFiled(Instant at, String reference, String number, @Nullable Instant expectedAt)
      implements Event {}

  /// The core system can't be reached now; filing goes on in the background.
  record FilingDelayed(Instant at, String reference) implements Event {}

  /// The core system refused an appeal for good.
  record FilingRefused(Instant at, String reference, String code, String reason) implements Event {}

  /// An appeal's status changed in the core system; `note` is the department's words, `responsible`
  /// who is competent when this one isn't; both may be empty. `updateId` is unique.
  record StatusChanged(
      Instant at,
      String number,
      String updateId,
      AppealStatus status,
      String note,
      String responsible,
      @Nullable Instant expectedAt)
      implements Event, AppealNews {}

  /// The department corrected what an appeal is about, or where it is; null is what stays as it
  /// was. `streetId` is the register's id where the address was found in it. `updateId` is unique.
  record AppealCorrected(
      Instant at,
      String number,
      String updateId,
      @Nullable String category,
      @Nullable String address,
      @Nullable String streetId,
      @Nullable String house,
      String note)
      implements Event, AppealNews {}

  /// News that didn't arrive in another channel of the person is to be told here. `home` is where
  /// the appeal lives; `tried` are the contacts where it was tried, this one the last.
  record NewsPassedOn(
      Instant at, OwnAppeal appeal, StatusChanged change, ContactUrn home, List<ContactUrn> tried)
      implements Event {
    public NewsPassedOn {
      tried = List.copyOf(tried);
    }
  }

  /// News of an appeal that lives here, of the state since `since`, reached the person in none of
  /// their channels.
  record NewsUndelivered(Instant at, String number, Instant since) implements Event {}

  /// There is something newer of an appeal, from `since`: what was passed on to this channel and is
  /// only a state or a date isn't to be told any more.
  record NewsOutdated(Instant at, String number, Instant since) implements Event {}

  /// People sent again what was given up: `effect` is to be done once more, as of now. `key` is the
  /// one under which it was given up.
  record EffectRedriven(Instant at, String key, Effect effect) implements Event {}

  /// A timer that an earlier transition set has run out.
  record TimerElapsed(Instant at, String name) implements Event {}

  /// What concerns the several channels of one person.
  sealed interface OfContact extends Event {}

  /// Who else has proved the same number, without this conversation.
  ///
  /// @param sms whether the number can be reached by SMS
  /// @param asked whether the person asked for it
  record ContactsFound(
      Instant at, String phone, List<ContactUrn> others, boolean sms, boolean asked)
      implements OfContact {
    public ContactsFound {
      others = List.copyOf(others);
    }
  }

  /// Somebody who says that this conversation's number is theirs is to prove it by a code.
  ///
  /// @param code six digits
  /// @param channel the scheme of the channel where they said so
  record CodeRequested(Instant at, String code, String channel) implements OfContact {
    /// Without the code.
    @Override
    public String toString() {
      return "CodeRequested[channel=" + channel + "]";
    }
  }

  /// Whether a code was sent, and where to.
  record CodeSent(Instant at, String phone, Way way) implements OfContact {
    public enum Way {
      SMS,
      /// To a chat that has proved the number, if there is one: whether there is isn't told.
      CHAT,
      TOO_OFTEN,
      IMPOSSIBLE
    }
  }

  /// Whether a typed code was the right one; `triesLeft` is 0 when it counts no more.
  record CodeChecked(Instant at, String phone, boolean right, int triesLeft) implements OfContact {}

  /// Another conversation of the person was joined with this one, and introduces itself. Comes
  /// again when the other has learned of a further one.
  ///
  /// @param contact the id of the person that both have in the record
  /// @param since when the person agreed
  /// @param appeals what was filed there
  /// @param preferred where the person there wants news
  record ContactLinked(
      Instant at,
      UUID contact,
      ContactUrn other,
      String phone,
      Instant since,
      List<OwnAppeal> appeals,
      @Nullable String preferred)
      implements OfContact {
    public ContactLinked {
      appeals = List.copyOf(appeals);
    }
  }

  /// Another conversation was taken out of the joined ones; `alone` when only this one remains.
  record ContactUnlinked(Instant at, ContactUrn other, boolean alone) implements OfContact {}

  /// An appeal changed in another conversation of the person.
  record AppealShared(Instant at, ContactUrn from, OwnAppeal appeal) implements OfContact {}

  /// The person said in another conversation where they want news.
  record PreferenceShared(Instant at, ContactUrn from, @Nullable String preferred)
      implements OfContact {}

  /// Where the conversation stands in the operators' queue, as [Effect.FindQueuePlace] or
  /// [Effect.CallOperator] asked.
  ///
  /// @param place from 1; 0 when it isn't in the queue any more
  /// @param minutes the wait to be expected, null when nothing tells
  /// @param staffed whether anybody is at the desk who may take it
  record QueuePlaceFound(Instant at, int place, @Nullable Integer minutes, boolean staffed)
      implements Event {}

  /// What operators do. Each has the desk's own id, `request`, under which [Effect.AnswerDesk] says
  /// what became of it.
  sealed interface OfDesk extends Event {
    String request();

    /// Who does it; for [OperatorVanished], who is gone.
    Operator operator();
  }

  /// An operator takes the conversation: out of the queue, or from the bot.
  record ConversationClaimed(Instant at, String request, Operator operator) implements OfDesk {}

  /// The conversation is given to an operator, by a supervisor even when another holds it, by
  /// routing (`by` is null) only while it waits.
  record ConversationAssigned(Instant at, String request, Operator operator, @Nullable Operator by)
      implements OfDesk {}

  /// An operator answers the citizen.
  record OperatorReplied(
      Instant at, String request, Operator operator, String text, List<Attachment> attachments)
      implements OfDesk {
    public OperatorReplied {
      attachments = List.copyOf(attachments);
    }
  }

  /// An operator leaves a note that the citizen never sees. Anybody may.
  record NoteWritten(Instant at, String request, Operator operator, String text)
      implements OfDesk {}

  /// Whoever holds the conversation offers it to another; it counts when they accept until `until`.
  record TransferOffered(
      Instant at, String request, Operator operator, Destination to, String note, Instant until)
      implements OfDesk {}

  /// The offer was accepted: `operator` holds the conversation from now on.
  record TransferAccepted(Instant at, String request, Operator operator) implements OfDesk {}

  /// The offer was declined by whom it was made to, or taken back by who made it.
  record TransferDeclined(Instant at, String request, Operator operator) implements OfDesk {}

  /// Whoever holds the conversation lets it go: to the bot, which goes on where it was, or back
  /// into the queue.
  record ConversationReleased(Instant at, String request, Operator operator, boolean toBot)
      implements OfDesk {}

  /// The matter is settled. A supervisor may close what another holds (`forced`).
  record ConversationClosed(Instant at, String request, Operator operator, boolean forced)
      implements OfDesk {}

  /// The operator's browser was gone for too long: what they held goes back to the front of the
  /// queue. Nothing when they don't hold it any more, or took it anew after `since`.
  record OperatorVanished(Instant at, String request, Operator operator, Instant since)
      implements OfDesk {}

  /// An operator registers an appeal of this conversation.
  ///
  /// @param description the citizen's words, or the operator's
  /// @param street the register's, null when there is none
  /// @param place words for a place beside or instead of street and house, null when none
  record AppealRegistered(
      Instant at,
      String request,
      Operator operator,
      String category,
      String description,
      @Nullable Street street,
      @Nullable String house,
      @Nullable String place,
      @Nullable Point point,
      Map<Detail, String> details,
      List<Attachment> attachments,
      @Nullable String phone,
      @Nullable String name)
      implements OfDesk {
    public AppealRegistered {
      details = Map.copyOf(details);
      attachments = List.copyOf(attachments);
    }
  }

  /// An operator corrects what the bot understood of the draft; null is what stays.
  ///
  /// @param text the citizen's words that it is about
  record ReadingCorrected(
      Instant at,
      String request,
      Operator operator,
      String text,
      @Nullable String category,
      @Nullable Street street,
      @Nullable String house)
      implements OfDesk {}
}
