package ua.holos.bot.conversation;

import java.time.Duration;
import java.util.List;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Filling.Message;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.understanding.Understanding;

/// Photos and files, with or without a caption.
final class Media {
  /// A photo that comes this soon after the filing belongs to the appeal that was filed.
  private static final Duration AFTERTHOUGHT = Duration.ofMinutes(30);

  private final FormDialogue form;
  private final Questions questions;
  private final Several several;
  private final Statuses statuses;

  Media(FormDialogue form, Questions questions, Several several, Statuses statuses) {
    this.form = form;
    this.questions = questions;
    this.several = several;
    this.statuses = statuses;
  }

  static boolean recent(Turn turn, OwnAppeal appeal) {
    return appeal.draft() > 0 && turn.at.isBefore(appeal.statusAt().plus(AFTERTHOUGHT));
  }

  void received(
      Turn turn,
      List<Attachment> attachments,
      String caption,
      String messageId,
      Understanding read) {
    Reading reading = Reading.of(messageId, caption, read);
    boolean describes = reading.readable() && reading.describes(turn.asked, turn.draft != null);
    Message message = new Message(messageId, caption, read, describes);
    String appeal = turn.asked == null ? null : turn.asked.appeal();
    Draft draft = turn.draft;
    if (appeal != null && !(describes && !read.addresses().isEmpty())) {
      statuses.comment(turn, appeal, caption.strip(), attachments);
    } else if (draft != null) {
      inForm(turn, draft, attachments, message);
    } else if (describes && read.parts().size() > 1) {
      several.begin(turn, message, attachments);
    } else if (!describes && read.addresses().isEmpty() && commented(turn, attachments, caption)) {
      // It went to the appeal that was filed a moment ago.
      return;
    } else {
      Draft begun = turn.begin();
      begun = form.attach(turn, begun, attachments);
      form.begin(turn, turn.setting.filling().fill(begun, null, message));
    }
  }

  private void inForm(Turn turn, Draft draft, List<Attachment> attachments, Message message) {
    Draft attached = form.attach(turn, draft, attachments);
    turn.draft = attached;
    if (!message.text().isBlank() && form.fill(turn, attached, message)) {
      return;
    }
    turn.draft = attached.with(attached.course().touched(turn.at));
    if (turn.asked instanceof Question.IsAllRight) {
      questions.next(turn, turn.draft);
    } else {
      questions.again(turn);
    }
  }

  private boolean commented(Turn turn, List<Attachment> attachments, String caption) {
    OwnAppeal latest = turn.appeals.isEmpty() ? null : turn.appeals.getLast();
    if (latest == null || !recent(turn, latest)) {
      return false;
    }
    statuses.comment(turn, latest.number(), caption.strip(), attachments);
    return true;
  }
}
