package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Point;

/// From the confirmation to the number: files a draft, and tells what came of it.
final class Filings {
  /// The flag of an appeal that an operator registered.
  static final String BY_OPERATOR = "by-operator";

  private final FormDialogue form;
  private final Newsroom newsroom;

  Filings(FormDialogue form, Newsroom newsroom) {
    this.form = form;
    this.newsroom = newsroom;
  }

  /// Files the current draft. The number is told when the core has given it; the citizen can go on
  /// in the meantime.
  void confirm(Turn turn, Draft draft) {
    turn.effect(
        new Effect.FileAppeal(appeal(turn, draft, turn.person.phone(), turn.person.name(), null)));
    turn.filings.add(new Filing(draft, false));
    form.drop(turn);
    form.nextWaiting(turn);
  }

  void filed(Turn turn, Event.AppealFiled event) {
    Filing filing = take(turn, event.reference());
    if (filing == null) {
      return;
    }
    Draft draft = filing.draft();
    String address = draft.place().address();
    String code = draft.problem().category();
    OwnAppeal known = turn.appeal(event.number());
    OwnAppeal filed =
        new OwnAppeal(
            event.number(),
            draft.number(),
            code == null ? "" : code,
            address == null ? "" : address,
            AppealStatus.REGISTERED,
            event.expectedAt(),
            event.at(),
            known == null ? List.of() : known.updates(),
            false);
    if (known != null && known.home() == null && known.status() != AppealStatus.REGISTERED) {
      // A department was faster than the core's answer to us, and the person knows the number.
      Instant due = known.due() == null ? event.expectedAt() : known.due();
      turn.remember(filed.now(known.status(), known.statusAt(), due).news(known.news()));
      return;
    }
    turn.remember(filed);
    newsroom.tell(
        turn,
        new Event.StatusChanged(
            event.at(),
            event.number(),
            Announcements.FILED,
            AppealStatus.REGISTERED,
            "",
            "",
            event.expectedAt()));
  }

  void delayed(Turn turn, Event.FilingDelayed event) {
    for (int i = 0; i < turn.filings.size(); i++) {
      Filing filing = turn.filings.get(i);
      if (reference(turn, filing.draft()).equals(event.reference())
          && !filing.delayTold()
          && !turn.held()) {
        turn.filings.set(i, new Filing(filing.draft(), true));
        turn.say("filing.delayed");
        againIfAsked(turn);
      }
    }
  }

  /// The core refused: the draft comes back, so that the citizen can change it or ask an operator.
  void refused(Turn turn, Event.FilingRefused event) {
    Filing filing = take(turn, event.reference());
    if (filing == null) {
      return;
    }
    turn.drafts++;
    Draft returned = filing.draft().again(turn.drafts, turn.at);
    turn.say("filing.refused", Map.of("reason", event.reason()));
    if (turn.draft == null) {
      form.takeUp(turn, returned);
    } else {
      turn.waiting.addFirst(returned);
      turn.say("filing.refused-later");
      form.again(turn);
    }
  }

  private void againIfAsked(Turn turn) {
    if (turn.asked != null && turn.mode instanceof Mode.WithBot) {
      form.again(turn);
    }
  }

  private static @Nullable Filing take(Turn turn, String reference) {
    for (Filing filing : turn.filings) {
      if (reference(turn, filing.draft()).equals(reference)) {
        turn.filings.remove(filing);
        return filing;
      }
    }
    return null;
  }

  private static String reference(Turn turn, Draft draft) {
    return turn.id().value() + ":" + draft.number();
  }

  static AppealDraft appeal(
      Turn turn,
      Draft draft,
      @Nullable String phone,
      @Nullable String name,
      @Nullable String flag) {
    Place place = draft.place();
    Point point = place.point();
    String code = draft.problem().category();
    return new AppealDraft(
        reference(turn, draft),
        turn.id().contact(),
        code == null ? "" : code,
        draft.problem().description(),
        place.address(),
        place.street() == null ? null : place.street().id(),
        point == null ? null : point.latitude(),
        point == null ? null : point.longitude(),
        draft.extras().details(),
        draft.extras().attachments(),
        phone,
        name,
        flags(draft, flag),
        turn.at,
        place.house(),
        draft.heard());
  }

  private static List<String> flags(Draft draft, @Nullable String flag) {
    List<String> flags = new ArrayList<>();
    if (flag != null) {
      flags.add(flag);
    }
    if (draft.place().check() == Place.HouseCheck.ACCEPTED) {
      flags.add("house-not-in-register");
    }
    if (draft.place().asWritten()) {
      flags.add("street-not-in-register");
    }
    if (!draft.extras().unknown().isEmpty()) {
      flags.add("detail-unknown");
    }
    return flags;
  }
}
