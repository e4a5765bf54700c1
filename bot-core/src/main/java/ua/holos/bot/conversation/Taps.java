package ua.holos.bot.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.Street;
import ua.holos.bot.form.BareAnswer;
import ua.holos.bot.form.ContactRule;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Place.HouseCheck;
import ua.holos.bot.form.Question;
import ua.holos.bot.understanding.Detail;

/// Pressed buttons. A button of an earlier card or draft changes nothing: the citizen is told, and
/// shown what is current.
final class Taps {
  private static final int LEAST_PART = 4;

  private final FormDialogue form;
  private final Questions questions;
  private final Filings filings;
  private final Statuses statuses;
  private final Operators operators;
  private final OwnAppeals appeals;
  private final Channels channels;
  private final Ratings ratings;

  Taps(
      FormDialogue form,
      Questions questions,
      Filings filings,
      Statuses statuses,
      Operators operators,
      OwnAppeals appeals,
      Channels channels,
      Ratings ratings) {
    this.form = form;
    this.questions = questions;
    this.filings = filings;
    this.statuses = statuses;
    this.operators = operators;
    this.appeals = appeals;
    this.channels = channels;
    this.ratings = ratings;
  }

  /// The button that a text means: its number, its label, or, where there is a list to choose from,
  /// a part of one label only.
  static @Nullable String meant(Turn turn, String text) {
    Question asked = turn.asked;
    if (BareAnswer.isNumber(text)) {
      String digits = text.replaceAll("\\D", "");
      int number = digits.length() > 2 ? 0 : Integer.parseInt(digits);
      boolean choice = number >= 1 && number <= turn.offered.size();
      // Whoever waits for an operator isn't asked anything.
      boolean answer = turn.mode instanceof Mode.WithBot && wantsNumber(asked);
      return choice && !answer ? turn.offered.get(number - 1).payload() : null;
    }
    String plain = Word.plain(text);
    if (plain.isEmpty()) {
      return null;
    }
    String containing = null;
    int found = 0;
    for (Offer offer : turn.offered) {
      String label = Word.plain(offer.label());
      if (label.equals(plain)) {
        return offer.payload();
      }
      if (label.contains(plain)) {
        containing = offer.payload();
        found++;
      }
    }
    boolean list = asked instanceof Question.WhichStreet || asked instanceof Question.WhichCategory;
    return list && found == 1 && plain.length() >= LEAST_PART ? containing : null;
  }

  /// Whether a bare number answers the question itself, so that it can't choose a button.
  static boolean wantsNumber(@Nullable Question asked) {
    return asked instanceof Question.WhichHouse
        || asked instanceof Question.IsHouseRight
        || asked instanceof Question.WhichDetail
        || asked instanceof Question.WhichPlace
        || asked instanceof Question.WhichPhone
        || asked instanceof Question.DepartmentAsks;
  }

  void press(Turn turn, String payload) {
    Tap tap = Tap.read(payload);
    if (tap == null) {
      old(turn);
      return;
    }
    if (ofAppeal(tap.verb()) && turn.appeal(tap.number()) == null) {
      // A payload comes from outside and can name anybody's appeal.
      old(turn);
      return;
    }
    switch (tap.verb()) {
      case OPERATOR -> operators.call(turn, turn.misunderstood >= 2 ? "misunderstood" : "asked");
      case BOT -> operators.dismiss(turn);
      case MY_APPEALS -> appeals.list(turn);
      case RATE -> {
        if (!ratings.rated(turn, tap)) {
          old(turn);
        }
      }
      case DONE -> statuses.confirmedDone(turn, tap.number());
      case NOT_DONE -> statuses.notDone(turn, tap.number(), "", List.of());
      case NO_COMMENT, LATER -> statuses.later(turn, tap.number());
      case ANSWER -> statuses.answer(turn, tap.number());
      case JOIN, JOIN_CHATS, NO_JOIN, SEND_CODE, OTHER_NUMBER, MORE_CHANNELS, PREFER, UNLINK -> {
        if (!channels.pressed(turn, tap)) {
          old(turn);
        }
      }
      case CONFIRM,
          EDIT,
          CATEGORY,
          NONE_OF_THESE,
          MENU_PAGE,
          STREET,
          WRITE_STREET,
          STREET_AS_WRITTEN,
          HOUSE_RIGHT,
          HERE,
          SKIP,
          KEEP,
          CANCEL -> {
        Draft draft = turn.draft;
        if (draft != null && tap.isFor(draft.number())) {
          ofForm(turn, draft, tap);
        } else {
          stale(turn, tap);
        }
      }
    }
  }

  private static boolean ofAppeal(Tap.Verb verb) {
    return switch (verb) {
      case DONE, NOT_DONE, NO_COMMENT, ANSWER, LATER -> true;
      default -> false;
    };
  }

  private void ofForm(Turn turn, Draft draft, Tap tap) {
    Place place = draft.place();
    switch (tap.verb()) {
      case CONFIRM -> confirm(turn, draft, tap);
      case EDIT -> edit(turn, draft, tap.argument());
      case CATEGORY -> {
        if (turn.category(tap.argument()).isPresent()) {
          form.proceedAnswered(
              turn,
              draft.with(draft.problem().ofCategory(tap.argument())),
              new Question.WhichCategory());
        } else {
          old(turn);
        }
      }
      case NONE_OF_THESE -> form.proceed(turn, draft.with(draft.problem().noneOfThese()));
      case MENU_PAGE -> {
        int page = tap.argument().matches("[0-9]{1,4}") ? Integer.parseInt(tap.argument()) : 0;
        form.proceed(turn, draft.with(draft.problem().menu(page)));
      }
      case STREET -> {
        Optional<Street> street =
            place.candidates().stream().filter(s -> s.id().equals(tap.argument())).findFirst();
        if (street.isPresent()) {
          form.proceedAnswered(
              turn,
              draft.with(turn.setting.filling().checked(place, place.on(street.get()))),
              new Question.WhichStreet());
        } else {
          old(turn);
        }
      }
      case WRITE_STREET -> form.proceed(turn, draft.with(place.writeAgain()));
      case STREET_AS_WRITTEN -> {
        String written = place.written();
        form.proceedAnswered(
            turn,
            written == null ? draft : draft.with(place.asWritten(written)),
            new Question.WhichPlace());
      }
      case HOUSE_RIGHT -> houseIsRight(turn, draft);
      case HERE -> here(turn, draft, tap.argument().equals("yes"));
      case SKIP -> skip(turn, draft);
      case KEEP -> form.proceed(turn, draft.with(draft.course().reopening(null)));
      case CANCEL -> form.cancel(turn);
      case OPERATOR,
          BOT,
          MY_APPEALS,
          DONE,
          NOT_DONE,
          NO_COMMENT,
          ANSWER,
          LATER,
          JOIN,
          JOIN_CHATS,
          NO_JOIN,
          SEND_CODE,
          OTHER_NUMBER,
          MORE_CHANNELS,
          PREFER,
          UNLINK,
          RATE ->
          throw new IllegalStateException("not a button of the form: " + tap.verb());
    }
  }

  private void confirm(Turn turn, Draft draft, Tap tap) {
    if (tap.argument().equals(Integer.toString(draft.course().revision()))) {
      filings.confirm(turn, draft);
    } else {
      turn.say("stale.card");
      form.proceed(turn, draft);
    }
  }

  void houseIsRight(Turn turn, Draft draft) {
    Place place = draft.place();
    form.proceedAnswered(
        turn,
        draft.with(place.house(place.house(), HouseCheck.ACCEPTED)),
        new Question.IsHouseRight());
  }

  /// Whether the problem is at the house nearest to the point.
  void here(Turn turn, Draft draft, boolean yes) {
    Place place = draft.place();
    Place.Nearest nearest = place.nearest();
    if (nearest == null) {
      old(turn);
      return;
    }
    Place next =
        yes
            ? place.on(nearest.street()).house(nearest.house(), HouseCheck.FINE)
            : Place.NOWHERE.at(place.point(), null);
    form.proceedAnswered(turn, draft.with(next), new Question.IsItHere());
  }

  /// The citizen can't or won't answer.
  void skip(Turn turn, Draft draft) {
    Question asked = turn.asked;
    if (asked instanceof Question.WhichDetail(Detail detail)) {
      form.proceedAnswered(turn, draft.with(draft.extras().without(detail)), asked);
    } else if (asked instanceof Question.WhichPhone
        && turn.setting.policy().contact() != ContactRule.REQUIRED) {
      form.proceedAnswered(turn, draft.with(draft.extras().phoneSettled()), asked);
    } else if (draft.course().reopened() != null) {
      form.proceed(turn, draft.with(draft.course().reopening(null)));
    } else {
      turn.say("skip.impossible");
      questions.again(turn);
    }
  }

  private void edit(Turn turn, Draft draft, String field) {
    switch (field) {
      case Card.Field.CATEGORY -> form.edit(turn, draft, new Question.WhichCategory());
      case Card.Field.PLACE -> form.edit(turn, draft, new Question.WhichPlace());
      case Card.Field.TEXT -> form.edit(turn, draft, new Question.OtherWords());
      case Card.Field.PHONE -> form.edit(turn, draft, new Question.WhichPhone());
      case Card.Field.PHOTOS -> form.proceed(turn, draft.with(draft.extras().withoutAttachments()));
      default -> {
        Detail detail = Card.Field.detail(field);
        if (detail == null || !draft.extras().settled(detail)) {
          old(turn);
        } else {
          form.edit(turn, draft, new Question.WhichDetail(detail));
        }
      }
    }
  }

  private void stale(Turn turn, Tap tap) {
    boolean pending = turn.filings.stream().anyMatch(f -> tap.isFor(f.draft().number()));
    Optional<OwnAppeal> filed =
        turn.appeals.stream().filter(appeal -> tap.isFor(appeal.draft())).findFirst();
    if (pending) {
      turn.say("stale.filing");
      questions.again(turn);
    } else if (filed.isPresent()) {
      turn.say("stale.filed", Map.of("number", filed.get().number()));
      questions.again(turn);
    } else {
      old(turn);
    }
  }

  private void old(Turn turn) {
    turn.say("stale.button");
    if (turn.draft != null && turn.asked instanceof Question.IsAllRight) {
      questions.next(turn, turn.draft);
    } else {
      questions.again(turn);
    }
  }
}
