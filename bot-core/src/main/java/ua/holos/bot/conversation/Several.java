package ua.holos.bot.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Filling.Message;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understanding;

/// Several complaints: in one message, or a further one in the middle of a form. Each becomes a
/// draft of its own; they are handled one after another.
final class Several {
  private static final int MOST_WAITING = 5;
  private static final int EXCERPT = 60;

  private final FormDialogue form;

  Several(FormDialogue form) {
    this.form = form;
  }

  /// Begins with the first complaint of a message, which gets the photos, and keeps the others.
  void begin(Turn turn, Message message, List<Attachment> photos) {
    List<Draft> all = new ArrayList<>();
    for (Part part : message.understanding().parts()) {
      if (all.size() < MOST_WAITING) {
        all.add(draft(turn, message, part));
      }
    }
    turn.say(
        "several.seen",
        Map.of("count", all.size(), "list", list(turn, all), "first", name(turn, all.getFirst())));
    turn.waiting.addAll(all.subList(1, all.size()));
    Draft first = all.getFirst();
    form.begin(turn, photos.isEmpty() ? first : form.attach(turn, first, photos));
  }

  /// Keeps a further complaint for later and asks on about the current one.
  void keep(Turn turn, Draft current, Message message) {
    if (turn.waiting.size() >= MOST_WAITING) {
      turn.say("several.too-many");
      form.again(turn);
      return;
    }
    Draft further = turn.setting.filling().fill(turn.begin(), null, message);
    if (further.place().empty() && !current.place().undecided()) {
      further = further.with(current.place());
    }
    turn.waiting.add(further);
    turn.say("several.noted", Map.of("category", name(turn, further)));
    form.again(turn);
  }

  /// The first words of what was said.
  static String excerpt(Draft draft) {
    String text = draft.problem().description();
    if (text.length() <= EXCERPT) {
      return text;
    }
    int space = text.lastIndexOf(' ', EXCERPT);
    int end = space > EXCERPT / 2 ? space : EXCERPT;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static Draft draft(Turn turn, Message message, Part part) {
    Understanding all = message.understanding();
    List<AddressMention> own = addresses(all, part);
    Understanding read =
        new Understanding(
            all.language(),
            all.intent(),
            all.intentConfidence(),
            null,
            part.categories(),
            part.certain(),
            List.of(),
            all.details(),
            List.of(),
            null);
    Message piece = new Message(message.messageId(), slice(message.text(), part), read, true);
    Draft draft = turn.setting.filling().fill(turn.begin(), null, piece);
    Understanding where = read.withAddresses(own.isEmpty() ? shared(all) : own);
    // Positions of addresses count in the whole text, so they are read against it.
    Message place = new Message(message.messageId(), message.text(), where, false);
    return turn.setting.filling().fill(draft, null, place);
  }

  private static List<AddressMention> addresses(Understanding all, Part part) {
    return all.addresses().stream()
        .filter(mention -> mention.start() >= part.start() && mention.start() < part.end())
        .toList();
  }

  /// The addresses of a part without its own: those outside all parts, else all.
  private static List<AddressMention> shared(Understanding all) {
    List<AddressMention> outside =
        all.addresses().stream()
            .filter(mention ->
                all.parts().stream()
                    .noneMatch(
                        part -> mention.start() >= part.start() && mention.start() < part.end()))
            .toList();
    if (!outside.isEmpty() || all.addresses().isEmpty()) {
      return outside;
    }
    return List.of(all.addresses().getFirst());
  }

  private static String slice(String text, Part part) {
    int length = text.codePointCount(0, text.length());
    int start = Math.clamp(part.start(), 0, length);
    int end = Math.clamp(part.end(), start, length);
    return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end))
        .strip()
        .replaceAll("[\\s,;]+$", "");
  }

  private static String list(Turn turn, List<Draft> all) {
    return String.join(", ", all.stream().map(draft -> name(turn, draft)).toList());
  }

  private static String name(Turn turn, Draft draft) {
    String code = draft.problem().category();
    return "«" + (code == null ? excerpt(draft) : turn.nameOf(code)) + "»";
  }
}
