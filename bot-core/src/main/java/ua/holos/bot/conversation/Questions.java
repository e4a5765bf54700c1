package ua.holos.bot.conversation;

import java.util.List;
import java.util.Map;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Category.Where;
import ua.holos.bot.form.ContactRule;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.NextQuestion;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Problem;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;

/// Puts questions into words and buttons; after an interruption in a shorter form.
final class Questions {
  static final int MENU_PAGE = 8;

  /// Asks the next question of the form.
  void next(Turn turn, Draft draft) {
    Question question =
        NextQuestion.of(
            draft,
            turn.categoryOf(draft),
            turn.setting.policy().contact(),
            turn.person.phone() != null);
    turn.asked = question;
    put(turn, question, "ask.");
  }

  /// Asks once more, shortly, what was asked before an interruption.
  void again(Turn turn) {
    Question question = turn.asked;
    if (question != null) {
      put(turn, question, "again.");
    }
  }

  /// Asks in full what is set as asked.
  void put(Turn turn) {
    Question question = turn.asked;
    if (question != null) {
      put(turn, question, "ask.");
    }
  }

  /// What the form needs next is waited for, without asking.
  void await(Turn turn) {
    Draft draft = turn.draft;
    if (turn.asked == null || turn.asked.ofForm()) {
      turn.asked =
          draft == null
              ? null
              : NextQuestion.of(
                  draft,
                  turn.categoryOf(draft),
                  turn.setting.policy().contact(),
                  turn.person.phone() != null);
    }
  }

  /// Returns to the form after a question about another appeal.
  void resume(Turn turn, Draft draft) {
    turn.asked =
        NextQuestion.of(
            draft,
            turn.categoryOf(draft),
            turn.setting.policy().contact(),
            turn.person.phone() != null);
    again(turn);
  }

  private void put(Turn turn, Question question, String form) {
    if (!(turn.mode instanceof Mode.WithBot)) {
      // It waits until the bot has the conversation again.
      return;
    }
    switch (question) {
      case Question.HowWasIt _ -> {
        // Asked once, with the words that the conversation is over.
      }
      case Question.IsItDone(var number) ->
          ask(
              turn,
              form + "done",
              Map.of("number", number),
              Announcements.doneButtons(turn, number));
      case Question.WhatIsWrong(var number) ->
          ask(
              turn,
              form + "wrong",
              Map.of("number", number),
              new Buttons(turn)
                  .row(Tap.ofAppeal(Tap.Verb.NO_COMMENT, number), "button.no-comment"));
      case Question.DepartmentAsks(var number) ->
          ask(
              turn,
              form + "department",
              Map.of("number", number),
              new Buttons(turn).row(Tap.ofAppeal(Tap.Verb.LATER, number), "button.later"));
      case Question.OfChannels channels -> {
        // It stands in nobody's way: asked once.
        if (form.equals("ask.")) {
          Channels.ask(turn, channels);
        }
      }
      case Question.WhatHappened _,
          Question.WhichCategory _,
          Question.WhichPlace _,
          Question.WhichStreet _,
          Question.WhichHouse _,
          Question.IsHouseRight _,
          Question.IsItHere _,
          Question.WhichDetail _,
          Question.WhichPhone _,
          Question.IsAllRight _,
          Question.WhatToChange _,
          Question.OtherWords _ -> {
        Draft draft = turn.draft;
        if (draft != null) {
          ofForm(turn, draft, question, form);
        }
      }
    }
  }

  private void ofForm(Turn turn, Draft draft, Question question, String form) {
    Buttons buttons = new Buttons(turn);
    Place place = draft.place();
    String street = place.streetName() == null ? "" : place.streetName();
    String house = place.house() == null ? "" : place.house();
    switch (question) {
      case Question.WhatHappened _ -> {
        String address = place.address();
        if (address == null) {
          ask(turn, form + "what", Map.of(), keep(buttons, draft));
        } else {
          ask(turn, form + "what-at", Map.of("place", address), keep(buttons, draft));
        }
      }
      case Question.OtherWords _ -> ask(turn, form + "other-words", Map.of(), keep(buttons, draft));
      case Question.WhichCategory _ -> category(turn, draft, form, buttons);
      case Question.WhichPlace _ -> place(turn, draft, form, buttons);
      case Question.WhichStreet _ -> streets(turn, draft, form, buttons);
      case Question.WhichHouse _ -> {
        String key = whereOf(turn, draft) == Where.PLACE ? "house-or-landmark" : "house";
        ask(turn, form + key, Map.of("street", street), keep(buttons, draft));
      }
      case Question.IsHouseRight _ ->
          ask(
              turn,
              form + "house-right",
              Map.of("house", house, "street", street),
              buttons.rowOf(
                  Tap.of(Tap.Verb.HOUSE_RIGHT, draft.number()),
                  turn.words("button.house-right", Map.of("house", house))));
      case Question.IsItHere _ -> here(turn, draft, form, buttons);
      case Question.WhichDetail(var detail) -> {
        String text =
            form.equals("ask.")
                ? Details.question(turn, detail)
                : Details.questionAgain(turn, detail);
        buttons.row(Tap.of(Tap.Verb.SKIP, draft.number()), "button.unknown");
        turn.reply(text, keep(buttons, draft).rows(), Priority.REPLY);
      }
      case Question.WhichPhone _ -> phone(turn, draft, form, buttons);
      case Question.IsAllRight _ -> {
        String text = form.equals("ask.") ? Card.text(turn, draft) : turn.words("again.confirm");
        turn.reply(text, Card.buttons(turn, draft).rows(), Priority.REPLY);
      }
      case Question.WhatToChange _ ->
          ask(
              turn,
              form + "change",
              Map.of(),
              keep(buttons.inPairs(Card.edits(turn, draft)), draft));
      case Question.IsItDone _,
          Question.WhatIsWrong _,
          Question.DepartmentAsks _,
          Question.HowWasIt _,
          Question.OfChannels _ ->
          throw new IllegalStateException("not a question of the form: " + question);
    }
  }

  private void category(Turn turn, Draft draft, String form, Buttons buttons) {
    Problem problem = draft.problem();
    boolean offers =
        problem.search() == Problem.Search.LIKELY
            || problem.search() == Problem.Search.LIKELY_AGAIN;
    if (problem.search() == Problem.Search.REPHRASE) {
      ask(turn, form + "rephrase", Map.of(), keep(buttons, draft));
    } else if (offers && !problem.likely().isEmpty()) {
      for (String code : problem.likely()) {
        buttons.rowOf(Tap.of(Tap.Verb.CATEGORY, draft.number(), code), turn.nameOf(code));
      }
      buttons.row(Tap.of(Tap.Verb.NONE_OF_THESE, draft.number()), "button.none-of-these");
      ask(turn, form + "category", Map.of(), keep(buttons, draft));
    } else {
      menu(turn, draft, form, buttons);
    }
  }

  private void menu(Turn turn, Draft draft, String form, Buttons buttons) {
    List<Category> all = turn.setting.catalogue().categories();
    int pages = Math.max(1, (all.size() + MENU_PAGE - 1) / MENU_PAGE);
    int page = Math.clamp(draft.problem().page(), 0, pages - 1);
    all.stream()
        .skip((long) page * MENU_PAGE)
        .limit(MENU_PAGE)
        .forEach(category ->
            buttons.rowOf(
                Tap.of(Tap.Verb.CATEGORY, draft.number(), category.code()), category.name()));
    Tap later = Tap.of(Tap.Verb.MENU_PAGE, draft.number(), Integer.toString(page + 1));
    Tap earlier = Tap.of(Tap.Verb.MENU_PAGE, draft.number(), Integer.toString(page - 1));
    if (page > 0 && page < pages - 1) {
      buttons.pair(earlier, "button.page-before", later, "button.page-after");
    } else if (page > 0) {
      buttons.row(earlier, "button.page-before");
    } else if (page < pages - 1) {
      buttons.row(later, "button.page-after");
    }
    ask(turn, form + "menu", Map.of("page", page + 1, "pages", pages), keep(buttons, draft));
  }

  private void place(Turn turn, Draft draft, String form, Buttons buttons) {
    boolean pointIsNotEnough = draft.place().point() != null && whereOf(turn, draft) == Where.HOUSE;
    if (!pointIsNotEnough) {
      buttons.share(QuickReply.Kind.SHARE_LOCATION, "button.location");
    }
    String written = draft.place().written();
    if (draft.place().attempts() > 0 && written != null && !draft.place().asWritten()) {
      buttons.row(Tap.of(Tap.Verb.STREET_AS_WRITTEN, draft.number()), "button.as-written");
      ask(turn, form + "street-unknown", Map.of("written", written), keep(buttons, draft));
      return;
    }
    String key = whereOf(turn, draft) == Where.HOUSE ? "address" : "place";
    ask(turn, form + key, Map.of(), keep(buttons, draft));
  }

  private void streets(Turn turn, Draft draft, String form, Buttons buttons) {
    Place place = draft.place();
    for (Street street : place.candidates()) {
      String label =
          street.district().isEmpty()
              ? street.officialName()
              : turn.words(
                  "button.street",
                  Map.of("street", street.officialName(), "district", street.district()));
      buttons.rowOf(Tap.of(Tap.Verb.STREET, draft.number(), street.id()), label);
    }
    buttons.row(Tap.of(Tap.Verb.WRITE_STREET, draft.number()), "button.write-street");
    if (!place.sameName() && place.attempts() > 1) {
      buttons.row(Tap.of(Tap.Verb.STREET_AS_WRITTEN, draft.number()), "button.as-written");
    }
    String written = place.written() == null ? "" : place.written();
    String key = place.sameName() ? "street-which" : "street-nearest";
    ask(turn, form + key, Map.of("written", written), buttons);
  }

  private void here(Turn turn, Draft draft, String form, Buttons buttons) {
    Place.Nearest nearest = draft.place().nearest();
    if (nearest == null) {
      return;
    }
    String house = nearest.house();
    String street = nearest.street().officialName();
    ask(
        turn,
        form + "here",
        Map.of("place", house == null ? street : street + ", " + house),
        buttons.pair(
            Tap.of(Tap.Verb.HERE, draft.number(), "yes"),
            "button.here",
            Tap.of(Tap.Verb.HERE, draft.number(), "no"),
            "button.not-here"));
  }

  private void phone(Turn turn, Draft draft, String form, Buttons buttons) {
    buttons.share(QuickReply.Kind.SHARE_PHONE, "button.phone");
    if (turn.setting.policy().contact() == ContactRule.REQUIRED) {
      ask(turn, form + "phone-required", Map.of(), buttons);
    } else {
      ask(
          turn,
          form + "phone",
          Map.of(),
          buttons.row(Tap.of(Tap.Verb.SKIP, draft.number()), "button.skip"));
    }
  }

  /// An edited field can be left as it is.
  private static Buttons keep(Buttons buttons, Draft draft) {
    return draft.course().reopened() == null
        ? buttons
        : buttons.row(Tap.of(Tap.Verb.KEEP, draft.number()), "button.keep");
  }

  private static void ask(Turn turn, String key, Map<String, ?> arguments, Buttons buttons) {
    turn.reply(
        turn.words(key, arguments), buttons.rows(), Priority.REPLY, turn.brief(key, arguments));
  }

  private static Where whereOf(Turn turn, Draft draft) {
    Category category = turn.categoryOf(draft);
    return category == null ? Where.PLACE : category.where();
  }
}
