package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.ContactUrn;

/// News of an appeal on its way to the person: kept until it has arrived, or nothing more will be
/// heard of it.
///
/// @param change what there is to tell
/// @param stage how far it has come
/// @param key of the message that tells it, null while there is none
/// @param externalIds the platform's ids of the parts that haven't arrived yet
/// @param home the contact where the appeal lives, null when it is this conversation
/// @param tried other contacts of the person where it was tried in vain
/// @param due when something is to be done about it: told (held), given up waiting for a receipt
///   (sent), forgotten (passed on); null when nothing is
public record News(
    AppealNews change,
    Stage stage,
    @Nullable String key,
    List<String> externalIds,
    @Nullable ContactUrn home,
    List<ContactUrn> tried,
    @Nullable Instant due) {

  /// How far news has come.
  public enum Stage {
    /// It waits for the morning, or until an operator has finished.
    HELD,
    /// Its message waits to be sent.
    SENDING,
    /// The platform took it, and a receipt is awaited.
    SENT,
    /// It was passed on to another channel; kept only so that it can be called back when there is
    /// something newer.
    PASSED
  }

  public News {
    externalIds = List.copyOf(externalIds);
    tried = List.copyOf(tried);
  }

  static News of(AppealNews change) {
    return new News(change, Stage.HELD, null, List.of(), null, List.of(), null);
  }

  News held(Instant until) {
    return new News(change, Stage.HELD, null, List.of(), home, tried, until);
  }

  News sending(String newKey) {
    return new News(change, Stage.SENDING, newKey, List.of(), home, tried, null);
  }

  News sent(List<String> parts, @Nullable Instant receiptDue) {
    return new News(change, Stage.SENT, key, parts, home, tried, receiptDue);
  }

  News passed(Instant forgetAt) {
    return new News(change, Stage.PASSED, null, List.of(), home, tried, forgetAt);
  }

  News without(String part) {
    List<String> rest = new ArrayList<>(externalIds);
    rest.remove(part);
    return new News(change, stage, key, rest, home, tried, due);
  }

  /// One piece of news of both: the later state with the words of both, because what departments
  /// wrote is told however many states have come and gone.
  News with(News later) {
    if (!(change instanceof Event.StatusChanged first)
        || !(later.change instanceof Event.StatusChanged last)) {
      throw new IllegalStateException("Corrections are told by themselves");
    }
    String note =
        first.note().isBlank() || first.note().equals(last.note())
            ? last.note()
            : (first.note() + "\n" + last.note()).strip();
    String responsible = last.responsible().isBlank() ? first.responsible() : last.responsible();
    Event.StatusChanged both =
        new Event.StatusChanged(
            last.at(),
            last.number(),
            last.updateId(),
            last.status(),
            note,
            responsible,
            last.expectedAt());
    List<ContactUrn> everywhere = new ArrayList<>(tried);
    later.tried.stream().filter(one -> !tried.contains(one)).forEach(everywhere::add);
    return new News(both, Stage.HELD, null, List.of(), home, everywhere, null);
  }

  /// Whether it has come this far.
  public boolean is(Stage one) {
    return stage == one;
  }

  boolean of(String number) {
    return change.number().equals(number);
  }

  boolean same(AppealNews other) {
    return of(other.number()) && change.updateId().equals(other.updateId());
  }
}
