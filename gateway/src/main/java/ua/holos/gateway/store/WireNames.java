package ua.holos.gateway.store;

import java.util.LinkedHashMap;
import java.util.Map;
import ua.holos.bot.conversation.AppealNews;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Content;

/// The names by which stored records are known. They are written down here, not taken from the
/// classes, so that a class can be renamed while old events are still in the log. Never change one;
/// a test demands a name for every type.
final class WireNames {

  private WireNames() {}

  static final Map<Class<?>, Map<Class<?>, String>> BY_FAMILY = families();

  private static Map<Class<?>, Map<Class<?>, String>> families() {
    Map<Class<?>, Map<Class<?>, String>> all = new LinkedHashMap<>();
    all.put(
        Event.class,
        Map.ofEntries(
            Map.entry(Event.MessageReceived.class, "message-received"),
            Map.entry(Event.MessageEdited.class, "message-edited"),
            Map.entry(Event.ContactStopped.class, "contact-stopped"),
            Map.entry(Event.ContactReturned.class, "contact-returned"),
            Map.entry(Event.MessageSent.class, "message-sent"),
            Map.entry(Event.SendFailed.class, "send-failed"),
            Map.entry(Event.DeliveryReported.class, "delivery-reported"),
            Map.entry(Event.AppealFiled.class, "appeal-filed"),
            Map.entry(Event.FilingDelayed.class, "filing-delayed"),
            Map.entry(Event.FilingRefused.class, "filing-refused"),
            Map.entry(Event.StatusChanged.class, "status-changed"),
            Map.entry(Event.AppealCorrected.class, "appeal-corrected"),
            Map.entry(Event.NewsPassedOn.class, "news-passed-on"),
            Map.entry(Event.NewsUndelivered.class, "news-undelivered"),
            Map.entry(Event.NewsOutdated.class, "news-outdated"),
            Map.entry(Event.EffectRedriven.class, "effect-redriven"),
            Map.entry(Event.TimerElapsed.class, "timer-elapsed"),
            Map.entry(Event.ContactsFound.class, "contacts-found"),
            Map.entry(Event.CodeRequested.class, "code-requested"),
            Map.entry(Event.CodeSent.class, "code-sent"),
            Map.entry(Event.CodeChecked.class, "code-checked"),
            Map.entry(Event.ContactLinked.class, "contact-linked"),
            Map.entry(Event.ContactUnlinked.class, "contact-unlinked"),
            Map.entry(Event.AppealShared.class, "appeal-shared"),
            Map.entry(Event.PreferenceShared.class, "preference-shared"),
            Map.entry(Event.QueuePlaceFound.class, "queue-place-found"),
            Map.entry(Event.ConversationClaimed.class, "conversation-claimed"),
            Map.entry(Event.ConversationAssigned.class, "conversation-assigned"),
            Map.entry(Event.OperatorReplied.class, "operator-replied"),
            Map.entry(Event.NoteWritten.class, "note-written"),
            Map.entry(Event.TransferOffered.class, "transfer-offered"),
            Map.entry(Event.TransferAccepted.class, "transfer-accepted"),
            Map.entry(Event.TransferDeclined.class, "transfer-declined"),
            Map.entry(Event.ConversationReleased.class, "conversation-released"),
            Map.entry(Event.ConversationClosed.class, "conversation-closed"),
            Map.entry(Event.OperatorVanished.class, "operator-vanished"),
            Map.entry(Event.AppealRegistered.class, "appeal-registered"),
            Map.entry(Event.ReadingCorrected.class, "reading-corrected")));
    all.put(
        AppealNews.class,
        Map.ofEntries(
            Map.entry(Event.StatusChanged.class, "status-changed"),
            Map.entry(Event.AppealCorrected.class, "appeal-corrected")));
    all.put(
        Effect.class,
        Map.ofEntries(
            Map.entry(Effect.SendMessage.class, "send-message"),
            Map.entry(Effect.FileAppeal.class, "file-appeal"),
            Map.entry(Effect.ReopenAppeal.class, "reopen-appeal"),
            Map.entry(Effect.CommentAppeal.class, "comment-appeal"),
            Map.entry(Effect.CallOperator.class, "call-operator"),
            Map.entry(Effect.DismissOperator.class, "dismiss-operator"),
            Map.entry(Effect.PassOn.class, "pass-on"),
            Map.entry(Effect.Outdate.class, "outdate"),
            Map.entry(Effect.Withdraw.class, "withdraw"),
            Map.entry(Effect.SetTimer.class, "set-timer"),
            Map.entry(Effect.CancelTimer.class, "cancel-timer"),
            Map.entry(Effect.KeepContact.class, "keep-contact"),
            Map.entry(Effect.FindContacts.class, "find-contacts"),
            Map.entry(Effect.SendCode.class, "send-code"),
            Map.entry(Effect.CheckCode.class, "check-code"),
            Map.entry(Effect.LinkContacts.class, "link-contacts"),
            Map.entry(Effect.UnlinkContacts.class, "unlink-contacts"),
            Map.entry(Effect.ShareAppeal.class, "share-appeal"),
            Map.entry(Effect.SharePreference.class, "share-preference"),
            Map.entry(Effect.FindQueuePlace.class, "find-queue-place"),
            Map.entry(Effect.ShowOnDesk.class, "show-on-desk"),
            Map.entry(Effect.LeaveDesk.class, "leave-desk"),
            Map.entry(Effect.AnswerDesk.class, "answer-desk"),
            Map.entry(Effect.KeepRating.class, "keep-rating")));
    all.put(
        Content.class,
        Map.ofEntries(
            Map.entry(Content.Text.class, "text"),
            Map.entry(Content.Choice.class, "choice"),
            Map.entry(Content.Media.class, "media"),
            Map.entry(Content.Location.class, "location"),
            Map.entry(Content.SharedContact.class, "shared-contact"),
            Map.entry(Content.Command.class, "command"),
            Map.entry(Content.Unsupported.class, "unsupported")));
    all.put(
        Mode.class,
        Map.ofEntries(
            Map.entry(Mode.WithBot.class, "with-bot"),
            Map.entry(Mode.AwaitingOperator.class, "awaiting-operator"),
            Map.entry(Mode.WithOperator.class, "with-operator")));
    all.put(
        Question.class,
        Map.ofEntries(
            Map.entry(Question.WhatHappened.class, "what-happened"),
            Map.entry(Question.WhichCategory.class, "which-category"),
            Map.entry(Question.WhichPlace.class, "which-place"),
            Map.entry(Question.WhichStreet.class, "which-street"),
            Map.entry(Question.WhichHouse.class, "which-house"),
            Map.entry(Question.IsHouseRight.class, "is-house-right"),
            Map.entry(Question.IsItHere.class, "is-it-here"),
            Map.entry(Question.WhichDetail.class, "which-detail"),
            Map.entry(Question.WhichPhone.class, "which-phone"),
            Map.entry(Question.IsAllRight.class, "is-all-right"),
            Map.entry(Question.WhatToChange.class, "what-to-change"),
            Map.entry(Question.OtherWords.class, "other-words"),
            Map.entry(Question.IsItDone.class, "is-it-done"),
            Map.entry(Question.WhatIsWrong.class, "what-is-wrong"),
            Map.entry(Question.DepartmentAsks.class, "department-asks"),
            Map.entry(Question.HowWasIt.class, "how-was-it"),
            Map.entry(Question.MayJoin.class, "may-join"),
            Map.entry(Question.WhichOwnNumber.class, "which-own-number"),
            Map.entry(Question.MaySendCode.class, "may-send-code"),
            Map.entry(Question.WhichCode.class, "which-code")));
    return all;
  }
}
