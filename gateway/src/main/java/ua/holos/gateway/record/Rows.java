package ua.holos.gateway.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.NumberedList;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.JournalEntry;

/// What a batch of journal entries means as rows, so far as it can be merged beforehand: a message
/// and its delivery in the same batch are one insert, a conversation's many turns one update.
final class Rows {
  static final String QUEUED = "queued";

  /// Kinds of lines that only the desk sees.
  static final String NOTE = "note";

  static final String DESK = "desk";
  private static final String ACCEPTED = "accepted";
  private static final String FAILED = "failed";

  /// Stands for a one-time code.
  static final String HIDDEN = "••••••";

  private final Set<String> touched = new LinkedHashSet<>();
  final Map<String, ConversationSeen> conversations = new LinkedHashMap<>();
  final Map<MessageId, Message> messages = new LinkedHashMap<>();
  final List<Sent> sent = new ArrayList<>();
  final List<Accepted> accepted = new ArrayList<>();
  final List<Report> reports = new ArrayList<>();
  final List<AttachmentRow> attachments = new ArrayList<>();
  final Map<String, String> names = new LinkedHashMap<>();
  final List<Reached> phones = new ArrayList<>();
  final Map<String, Membership> memberships = new TreeMap<>();
  final List<Stopped> stops = new ArrayList<>();
  final List<AppealRow> appeals = new ArrayList<>();
  final List<Event.AppealFiled> filed = new ArrayList<>();
  final List<Event.FilingRefused> refused = new ArrayList<>();
  final List<Event.StatusChanged> statuses = new ArrayList<>();
  final List<Event.AppealCorrected> corrected = new ArrayList<>();
  final DeskRows desk = new DeskRows();

  record ConversationSeen(String id, Instant first, Instant last, long turn) {
    ConversationSeen and(ConversationSeen later) {
      return new ConversationSeen(id, first, later.last, Math.max(turn, later.turn));
    }
  }

  /// A message: of the person when `ordinal` is [#INCOMING], otherwise the answer whose key is
  /// `conversation:turn:ordinal`.
  record MessageId(String conversation, long turn, int ordinal) {
    static final int INCOMING = -1;

    static MessageId parse(String key) {
      int second = key.lastIndexOf(':');
      int first = key.lastIndexOf(':', second - 1);
      return new MessageId(
          key.substring(0, first),
          Long.parseLong(key, first + 1, second, 10),
          Integer.parseInt(key, second + 1, key.length(), 10));
    }

    boolean incoming() {
      return ordinal == INCOMING;
    }
  }

  /// A message as it was said or received.
  ///
  /// @param externalId the platform's id of one that was received, null of one that is sent
  /// @param smsParts how many parts one that is sent would be as SMS
  /// @param sent how it left or failed, when that is known already
  /// @param author the operator who wrote it, null for the person and the bot
  record Message(
      MessageId id,
      String kind,
      String words,
      Instant at,
      @Nullable String externalId,
      @Nullable Integer smsParts,
      @Nullable Sent sent,
      @Nullable Author author) {
    Message with(Sent delivery) {
      return new Message(id, kind, words, at, externalId, smsParts, delivery, author);
    }

    /// How far it has come, as long as its delivery tells nothing.
    String status() {
      if (kind.equals(NOTE) || kind.equals(DESK)) {
        return "noted";
      }
      return id.incoming() ? "received" : QUEUED;
    }
  }

  /// An operator.
  ///
  /// @param id of the account, null where only the name is known
  record Author(@Nullable String id, String name) {}

  /// How a message left, or failed.
  record Sent(
      MessageId message,
      String status,
      Instant at,
      @Nullable String failure,
      @Nullable String externalIds,
      int parts,
      BigDecimal cost) {
    boolean left() {
      return !status.equals(FAILED);
    }
  }

  /// A message that a platform took and of which it will report.
  record Accepted(MessageId message, List<String> externalIds, Instant at) {}

  /// What a platform reported of a part of a message.
  record Report(DeliveryWriter.PartId part, Arrival arrival, Instant heardAt) {}

  record AttachmentRow(MessageId message, int ordinal, Attachment attachment) {}

  /// @param proved whether the number is the person's for sure
  record Reached(String conversation, String phone, boolean proved) {}

  /// Whose a conversation is: a person's with several of them, or, with null, nobody else's.
  record Membership(
      String conversation, @Nullable UUID contact, @Nullable String phone, Instant since) {
    UUID id() {
      return contact == null ? contactId(conversation) : contact;
    }
  }

  record Stopped(String conversation, boolean stopped) {}

  record AppealRow(String conversation, AppealDraft draft, Instant at) {}

  /// A contact's id follows from the URN it was first met under.
  static UUID contactId(String urn) {
    return UUID.nameUUIDFromBytes(urn.getBytes(StandardCharsets.UTF_8));
  }

  /// The conversations of which there is something new.
  Set<String> touched() {
    return Collections.unmodifiableSet(touched);
  }

  void add(JournalEntry entry) {
    touched.add(entry.conversation().value());
    switch (entry) {
      case JournalEntry.TurnTaken turn -> turn(turn);
      case JournalEntry.MessageDelivered delivered -> delivered(delivered);
    }
  }

  private void turn(JournalEntry.TurnTaken turn) {
    String conversation = turn.conversation().value();
    conversations.merge(
        conversation,
        new ConversationSeen(conversation, turn.at(), turn.at(), turn.turn()),
        ConversationSeen::and);
    event(turn, conversation);
    desk.add(turn).ifPresent(line -> messages.put(line.id(), line));
    int index = 0;
    for (Effect effect : turn.effects()) {
      effect(turn, new MessageId(conversation, turn.turn(), index), effect);
      index++;
    }
  }

  private void event(JournalEntry.TurnTaken turn, String conversation) {
    switch (turn.event()) {
      case Event.MessageReceived e -> {
        incoming(turn, conversation, e.content(), kind(e.content()), e.messageId());
        if (e.displayName() != null) {
          names.put(conversation, clean(e.displayName()));
        }
        if (e.content() instanceof Content.SharedContact(var phone, var own, var vouched) && own) {
          phones.add(new Reached(conversation, clean(phone), vouched));
        }
      }
      case Event.MessageEdited e ->
          incoming(turn, conversation, e.content(), "edit", e.messageId());
      case Event.ContactStopped _ -> stops.add(new Stopped(conversation, true));
      case Event.ContactReturned _ -> stops.add(new Stopped(conversation, false));
      case Event.AppealFiled e -> filed.add(e);
      case Event.FilingRefused e -> refused.add(e);
      case Event.StatusChanged e -> statuses.add(e);
      case Event.AppealCorrected e -> corrected.add(e);
      case Event.DeliveryReported e -> report(turn, e);
      // What became of the message itself is told by its delivery note; what is sent again is
      // among the effects.
      case Event.MessageSent _,
          Event.SendFailed _,
          Event.EffectRedriven _,
          Event.FilingDelayed _,
          Event.NewsPassedOn _,
          Event.NewsUndelivered _,
          Event.NewsOutdated _,
          Event.TimerElapsed _,
          Event.ContactsFound _,
          Event.CodeRequested _,
          Event.CodeSent _,
          Event.CodeChecked _,
          Event.AppealShared _,
          Event.PreferenceShared _,
          Event.QueuePlaceFound _,
          Event.OfDesk _ -> {}
      // A conversation that takes it answers by introducing itself.
      case Event.ContactLinked e -> {
        if (turn.effects().stream().anyMatch(Effect.LinkContacts.class::isInstance)) {
          memberships.put(
              conversation, new Membership(conversation, e.contact(), clean(e.phone()), e.since()));
        }
      }
      case Event.ContactUnlinked e -> {
        if (e.alone()) {
          memberships.put(conversation, new Membership(conversation, null, null, e.at()));
        }
      }
    }
  }

  private void incoming(
      JournalEntry.TurnTaken turn,
      String conversation,
      Content content,
      String kind,
      String externalId) {
    MessageId id = new MessageId(conversation, turn.turn(), MessageId.INCOMING);
    messages.put(
        id,
        new Message(
            id,
            kind,
            codeTyped(turn) ? HIDDEN : clean(words(content)),
            turn.event().at(),
            clean(externalId),
            null,
            null,
            null));
    if (content instanceof Content.Media media) {
      for (int i = 0; i < media.attachments().size(); i++) {
        attachments.add(new AttachmentRow(id, i, media.attachments().get(i)));
      }
    }
  }

  private void effect(JournalEntry.TurnTaken turn, MessageId id, Effect effect) {
    String conversation = id.conversation();
    switch (effect) {
      case Effect.SendMessage(var reply, _) -> {
        messages.put(
            id,
            new Message(
                id,
                reply.attachments().isEmpty() ? "text" : "media",
                clean(withoutCode(turn, reply.text())),
                turn.at(),
                null,
                smsParts(reply),
                null,
                author(turn.event(), reply)));
        outgoing(turn, id, reply);
      }
      case Effect.FileAppeal(var draft) ->
          appeals.add(new AppealRow(conversation, draft, turn.at()));
      case Effect.UnlinkContacts _ ->
          memberships.put(conversation, new Membership(conversation, null, null, turn.at()));
      // A reopened appeal gets its status from the core; words to it are among the messages. What
      // concerns the desk is told by the whole turn.
      case Effect.ReopenAppeal _,
          Effect.CommentAppeal _,
          Effect.PassOn _,
          Effect.Outdate _,
          Effect.Withdraw _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.KeepContact _,
          Effect.FindContacts _,
          Effect.SendCode _,
          Effect.CheckCode _,
          Effect.LinkContacts _,
          Effect.ShareAppeal _,
          Effect.SharePreference _,
          Effect.OfDesk _ -> {}
    }
  }

  private static @Nullable Author author(Event event, Reply reply) {
    String name = reply.author();
    if (name == null) {
      return null;
    }
    // What is sent again by hand has only the name.
    return event instanceof Event.OperatorReplied replied
        ? new Author(replied.operator().id(), clean(name))
        : new Author(null, clean(name));
  }

  /// A turn's files are counted through, whoever sent them.
  private void outgoing(JournalEntry.TurnTaken turn, MessageId id, Reply reply) {
    if (reply.attachments().isEmpty()) {
      return;
    }
    int next = 0;
    for (AttachmentRow row : attachments) {
      if (row.message().turn() == turn.turn()
          && row.message().conversation().equals(id.conversation())) {
        next++;
      }
    }
    for (Attachment attachment : reply.attachments()) {
      attachments.add(new AttachmentRow(id, next++, attachment));
    }
  }

  private static int smsParts(Reply reply) {
    return SmsLength.parts(
        reply.brief() == null ? NumberedList.render(reply).text() : reply.brief());
  }

  /// A one-time code is nobody's business, not even when it is used.
  private static boolean codeTyped(JournalEntry.TurnTaken turn) {
    return turn.effects().stream().anyMatch(Effect.CheckCode.class::isInstance);
  }

  private static String withoutCode(JournalEntry.TurnTaken turn, String text) {
    return turn.event() instanceof Event.CodeRequested requested
        ? text.replace(requested.code(), HIDDEN)
        : text;
  }

  private void delivered(JournalEntry.MessageDelivered entry) {
    DeliveryNote note = entry.delivery();
    List<String> externalIds = note.externalIds().stream().map(Rows::clean).toList();
    Sent delivery =
        new Sent(
            MessageId.parse(note.key()),
            clean(note.status()),
            entry.at(),
            note.reason().isEmpty() ? null : clean(note.reason()),
            externalIds.isEmpty() ? null : String.join(" ", externalIds),
            note.parts(),
            note.cost());
    Message queued = messages.get(delivery.message());
    if (queued == null) {
      sent.add(delivery);
    } else if (queued.sent() == null) {
      messages.put(delivery.message(), queued.with(delivery));
    }
    if (delivery.status().equals(ACCEPTED) && !externalIds.isEmpty()) {
      accepted.add(new Accepted(delivery.message(), externalIds, entry.at()));
    }
  }

  private void report(JournalEntry.TurnTaken turn, Event.DeliveryReported report) {
    reports.add(
        new Report(
            new DeliveryWriter.PartId(clean(report.externalId()), turn.conversation().value()),
            Arrival.reported(
                report.status(),
                report.at().truncatedTo(ChronoUnit.MILLIS),
                clean(report.reason())),
            turn.at()));
  }

  private static String kind(Content content) {
    return switch (content) {
      case Content.Text _ -> "text";
      case Content.Choice _ -> "choice";
      case Content.Media _ -> "media";
      case Content.Location _ -> "location";
      case Content.SharedContact _ -> "contact";
      case Content.Command _ -> "command";
      case Content.Unsupported _ -> "unsupported";
    };
  }

  private static String words(Content content) {
    return switch (content) {
      case Content.Text(var text) -> text;
      case Content.Choice(_, var label) -> label;
      case Content.Media media -> media.caption();
      case Content.Location(var latitude, var longitude, _) -> latitude + ", " + longitude;
      case Content.SharedContact(var phone, _, _) -> phone;
      case Content.Command(var name, var argument) -> ("/" + name + " " + argument).strip();
      case Content.Unsupported(var kind) -> kind;
    };
  }

  /// PostgreSQL takes no NUL in a text, and a text is no reason to stop the record.
  static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  static @Nullable String cleanOrNull(@Nullable String text) {
    return text == null ? null : clean(text);
  }
}
