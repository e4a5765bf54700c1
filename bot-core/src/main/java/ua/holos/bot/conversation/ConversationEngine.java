package ua.holos.bot.conversation;

import ua.holos.bot.address.HouseRegister;
import ua.holos.bot.appeal.Catalogue;

/// Decides what a conversation does. One pure function: the same state and event give the same
/// transition; time comes with the event, look-ups were done before. Thread safe.
public final class ConversationEngine {
  private final Setting setting;
  private final Messages messages;
  private final Edits edits;
  private final Filings filings;
  private final Newsroom newsroom;
  private final Receipts receipts;
  private final Statuses statuses;
  private final Reminders reminders;
  private final Questions questions;
  private final Links links;
  private final Proofs proofs;
  private final Channels channels;
  private final Operators operators;
  private final Desk desk;

  /// An engine with the standard policy.
  public ConversationEngine(Catalogue catalogue, Wording wording) {
    this(catalogue, wording, Policy.STANDARD);
  }

  /// An engine for a city without a list of houses.
  public ConversationEngine(Catalogue catalogue, Wording wording, Policy policy) {
    this(catalogue, wording, policy, HouseRegister.UNKNOWN);
  }

  public ConversationEngine(
      Catalogue catalogue, Wording wording, Policy policy, HouseRegister houses) {
    setting = Setting.of(catalogue, wording, policy, houses);
    questions = new Questions();
    newsroom = new Newsroom(new Announcements(questions));
    receipts = new Receipts(newsroom);
    links = new Links(questions);
    proofs = new Proofs(links);
    channels = new Channels(questions, proofs, links);
    reminders = new Reminders(questions);
    FormDialogue form = new FormDialogue(questions);
    filings = new Filings(form, newsroom);
    operators = new Operators(questions, form);
    statuses = new Statuses(questions, newsroom, operators);
    Ratings ratings = new Ratings();
    desk = new Desk(operators, newsroom, questions, ratings);
    OwnAppeals appeals = new OwnAppeals();
    Emergencies emergencies = new Emergencies(operators);
    Several several = new Several(form);
    Taps taps = new Taps(form, questions, filings, statuses, operators, appeals, channels, ratings);
    Words words = new Words(form, questions, taps, filings, statuses, operators, appeals, channels);
    Texts texts = new Texts(form, several, taps, words, statuses, operators, appeals, channels);
    messages =
        new Messages(
            emergencies,
            reminders,
            operators,
            newsroom,
            receipts,
            form,
            questions,
            taps,
            words,
            texts,
            new Media(form, questions, several, statuses),
            new Places(form),
            proofs,
            channels,
            ratings);
    edits = new Edits(emergencies, reminders, form);
  }

  /// What an event leads to.
  public Transition handle(Conversation conversation, Event event) {
    Turn turn = new Turn(conversation, event.at(), setting);
    switch (event) {
      case Event.MessageReceived received -> messages.received(turn, received);
      case Event.MessageEdited edited -> edits.edited(turn, edited);
      case Event.ContactStopped _ -> {
        turn.person = turn.person.stopped(true);
        receipts.stopped(turn);
      }
      case Event.ContactReturned _ -> returned(turn);
      case Event.MessageSent sent -> receipts.sent(turn, sent);
      case Event.SendFailed failed -> receipts.failed(turn, failed);
      case Event.DeliveryReported report -> receipts.reported(turn, report);
      case Event.AppealFiled filed -> {
        filings.filed(turn, filed);
        channels.offer(turn);
      }
      case Event.FilingDelayed delayed -> filings.delayed(turn, delayed);
      case Event.FilingRefused refused -> filings.refused(turn, refused);
      case Event.StatusChanged changed -> statuses.changed(turn, changed);
      case Event.AppealCorrected corrected -> statuses.corrected(turn, corrected);
      case Event.NewsPassedOn passedOn -> receipts.passedOn(turn, passedOn);
      case Event.NewsUndelivered undelivered -> receipts.undelivered(turn, undelivered);
      case Event.NewsOutdated outdated -> receipts.outdated(turn, outdated);
      case Event.EffectRedriven redriven -> turn.effect(anew(turn, redriven.effect()));
      case Event.TimerElapsed elapsed -> elapsed(turn, elapsed.name());
      case Event.OfContact contact -> ofContact(turn, contact);
      case Event.QueuePlaceFound found -> operators.placed(turn, found);
      case Event.OfDesk done -> desk.act(turn, done);
    }
    boolean waited =
        event instanceof Event.TimerElapsed(_, String name) && name.equals(Receipts.TIMER);
    receipts.watch(turn, waited);
    return turn.finish();
  }

  private void ofContact(Turn turn, Event.OfContact event) {
    switch (event) {
      case Event.ContactsFound found -> channels.found(turn, found);
      case Event.CodeRequested requested -> proofs.requested(turn, requested);
      case Event.CodeSent sent -> proofs.sent(turn, sent);
      case Event.CodeChecked checked -> proofs.checked(turn, checked);
      case Event.ContactLinked linked -> links.linked(turn, linked);
      case Event.ContactUnlinked unlinked -> links.unlinked(turn, unlinked);
      case Event.AppealShared shared -> links.shared(turn, shared);
      case Event.PreferenceShared preferred -> links.preferred(turn, preferred);
    }
  }

  private void returned(Turn turn) {
    turn.person = turn.person.stopped(false);
    newsroom.tellMissed(turn);
    reminders.forgetOld(turn);
    if (turn.mode instanceof Mode.WithBot) {
      questions.again(turn);
    }
  }

  /// A message that was given up had its time; what is sent again starts a new one.
  private static Effect anew(Turn turn, Effect effect) {
    return effect instanceof Effect.SendMessage(var reply, var terms)
        ? new Effect.SendMessage(reply, terms.anew(turn.person.heardAt()))
        : effect;
  }

  private void elapsed(Turn turn, String timer) {
    switch (timer) {
      case Reminders.REMINDER -> reminders.elapsed(turn);
      case Albums.TIMER -> messages.albumEnded(turn);
      case Receipts.TIMER -> receipts.elapsed(turn);
      case Operators.QUEUE -> operators.elapsed(turn);
      case Desk.TRANSFER -> desk.transferExpired(turn);
      default -> {
        // A timer of an older version: nothing waits for it any more.
      }
    }
  }
}
