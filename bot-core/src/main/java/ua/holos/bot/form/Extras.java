package ua.holos.bot.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.understanding.Detail;

/// What goes with a complaint besides the problem and the place.
///
/// @param details what is known of the details
/// @param unknown details that the citizen was asked for and doesn't know
/// @param attachments photos and files, at most [#MOST_ATTACHMENTS]
/// @param phoneAsked whether the question for a phone number is settled
public record Extras(
    Map<Detail, String> details,
    Set<Detail> unknown,
    List<Attachment> attachments,
    boolean phoneAsked) {

  /// As many photos as an album of a messenger holds.
  public static final int MOST_ATTACHMENTS = 10;

  static final Extras NONE = new Extras(Map.of(), Set.of(), List.of(), false);

  public Extras {
    details = Map.copyOf(details);
    unknown = Set.copyOf(unknown);
    attachments = List.copyOf(attachments);
  }

  public Extras with(Detail detail, String value) {
    Map<Detail, String> next = new HashMap<>(details);
    next.put(detail, value);
    Set<Detail> stillUnknown = new LinkedHashSet<>(unknown);
    stillUnknown.remove(detail);
    return new Extras(next, stillUnknown, attachments, phoneAsked);
  }

  public Extras without(Detail detail) {
    Map<Detail, String> next = new HashMap<>(details);
    next.remove(detail);
    Set<Detail> nowUnknown = new LinkedHashSet<>(unknown);
    nowUnknown.add(detail);
    return new Extras(next, nowUnknown, attachments, phoneAsked);
  }

  /// Adds photos; what is beyond the limit is left out.
  public Extras attaching(List<Attachment> more) {
    List<Attachment> next = new ArrayList<>(attachments);
    for (Attachment one : more) {
      if (next.size() < MOST_ATTACHMENTS && !next.contains(one)) {
        next.add(one);
      }
    }
    return new Extras(details, unknown, next, phoneAsked);
  }

  public Extras withoutAttachments() {
    return new Extras(details, unknown, List.of(), phoneAsked);
  }

  public Extras phoneSettled() {
    return new Extras(details, unknown, attachments, true);
  }

  public boolean settled(Detail detail) {
    return details.containsKey(detail) || unknown.contains(detail);
  }
}
