package ua.holos.bot.form;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.address.HouseRegister;
import ua.holos.bot.address.Street;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Category.Where;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.form.Place.HouseCheck;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;

/// Fills a form from a message: everything that it says goes into its slot, whatever was asked.
public final class Filling {
  private static final int OFFERED = 3;
  private static final int LONGEST_PLACE = 300;

  private final Catalogue catalogue;
  private final HouseRegister houses;

  public Filling(Catalogue catalogue, HouseRegister houses) {
    this.catalogue = catalogue;
    this.houses = houses;
  }

  /// A message to read: its text, and whether it describes the problem (its words then belong to
  /// the description) rather than answers a question.
  public record Message(
      String messageId, String text, Understanding understanding, boolean describes) {

    boolean corrects() {
      return understanding.intent().equals(Intent.CORRECTION);
    }
  }

  /// The draft after a message; the same draft when the message said nothing for it.
  public Draft fill(Draft draft, @Nullable Question asked, Message message) {
    Draft next = describe(draft, asked, message);
    next = address(next, asked, message);
    next = details(next, asked, message);
    boolean open = !(asked instanceof Question.IsAllRight) || next.equals(draft);
    if (asked != null && open && !answers(asked, draft, next)) {
      next = bare(next, asked, message);
    }
    next = next.with(checked(draft.place(), next.place()));
    if (asked != null && answers(asked, draft, next)) {
      next = next.with(next.course().answered(asked, message.messageId()));
    }
    return next;
  }

  /// Doubts a house that the register doesn't have, when street and house came one by one: the
  /// reader of the text could not compare them then.
  public Place checked(Place before, Place after) {
    Street street = after.street();
    String house = after.house();
    boolean changed =
        !Objects.equals(street, before.street()) || !Objects.equals(house, before.house());
    boolean open = after.check() == HouseCheck.FINE && before.check() == HouseCheck.FINE;
    if (street == null || house == null || !changed || !open || houses.has(street, house)) {
      return after;
    }
    return after.house(house, HouseCheck.DOUBTFUL);
  }

  /// Whether a question that was open is now answered.
  public static boolean answers(Question asked, Draft before, Draft after) {
    return switch (asked) {
      case Question.WhatHappened _, Question.OtherWords _ ->
          !after.problem().said().equals(before.problem().said());
      case Question.WhichCategory _ ->
          after.problem().category() != null && !after.problem().equals(before.problem());
      case Question.WhichPlace _, Question.WhichStreet _ -> !after.place().equals(before.place());
      case Question.WhichHouse _ ->
          !after.place().equals(before.place())
              && (after.place().house() != null || after.place().words() != null);
      case Question.IsHouseRight _ -> after.place().check() != HouseCheck.DOUBTFUL;
      case Question.IsItHere _ -> after.place().nearest() == null;
      case Question.WhichDetail(var detail) ->
          after.extras().settled(detail) && !after.extras().equals(before.extras());
      case Question.WhichPhone _ -> after.extras().phoneAsked();
      case Question.IsAllRight _,
          Question.WhatToChange _,
          Question.IsItDone _,
          Question.WhatIsWrong _,
          Question.DepartmentAsks _,
          Question.HowWasIt _,
          Question.OfChannels _ ->
          false;
    };
  }

  private Draft describe(Draft draft, @Nullable Question asked, Message message) {
    Understanding read = message.understanding();
    Problem problem = draft.problem();
    if (asked instanceof Question.OtherWords) {
      return draft.with(problem.onlySaying(message.messageId(), message.text()));
    }
    String best = best(read);
    if (best != null && message.corrects() && read.certain() && problem.category() != null) {
      return draft.with(problem.ofCategory(best));
    }
    if (!message.describes()) {
      return draft;
    }
    boolean named =
        asked instanceof Question.WhichCategory
            && !problem.said().isEmpty()
            && best != null
            && read.certain()
            && !message.text().strip().contains(" ");
    if (!named) {
      problem = problem.saying(message.messageId(), message.text());
    }
    Heard heard = draft.heard();
    if (problem.category() == null || asked instanceof Question.WhichCategory) {
      String taken = best != null && sure(read, best) ? best : null;
      if (problem.category() == null && !named && !heard.certain()) {
        heard = heard.ofCategories(known(read).toList(), taken != null);
      }
      problem = taken != null ? problem.ofCategory(taken) : offer(problem, read);
    }
    return draft.with(problem).with(heard);
  }

  /// Whether the best category may be taken without asking. Where there is danger it has to be one
  /// that the city treats as an emergency: a smell of gas isn't an entrance to be repaired.
  private boolean sure(Understanding read, String best) {
    return read.certain() && (read.emergency() == null || emergency(best));
  }

  private boolean emergency(String code) {
    return catalogue.category(code).map(Category::emergency).orElse(false);
  }

  private Problem offer(Problem problem, Understanding read) {
    Stream<String> known = known(read);
    if (read.emergency() != null) {
      known = known.sorted(Comparator.comparing(this::emergency).reversed());
    }
    List<String> likely = known.limit(OFFERED).toList();
    if (likely.isEmpty() && problem.search() == Problem.Search.REPHRASE) {
      return problem.menu(0);
    }
    return problem.likely(likely);
  }

  /// The categories read that the city has, likeliest first.
  private Stream<String> known(Understanding read) {
    return read.categories().stream()
        .map(CategoryGuess::code)
        .filter(code -> catalogue.category(code).isPresent());
  }

  private @Nullable String best(Understanding read) {
    return read.categories().stream()
        .map(CategoryGuess::code)
        .findFirst()
        .filter(code -> catalogue.category(code).isPresent())
        .orElse(null);
  }

  private static Draft address(Draft draft, @Nullable Question asked, Message message) {
    List<AddressMention> mentions = message.understanding().addresses();
    if (mentions.isEmpty()) {
      return draft;
    }
    boolean numberForSomethingElse =
        asked instanceof Question.WhichDetail
            && !message.corrects()
            && mentions.stream().noneMatch(PlaceReading::namesStreet);
    if (numberForSomethingElse) {
      return draft;
    }
    Place place = PlaceReading.read(draft.place(), message.text(), mentions, message.corrects());
    if (asked instanceof Question.WhichPlace && !place.equals(draft.place())) {
      place = withoutOldWords(place, draft.place());
    }
    Heard heard = draft.heard();
    if (heard.address() == null) {
      Heard.Address read =
          PlaceReading.heard(draft.place(), place, message.text(), mentions, message.corrects());
      heard = read == null ? heard : heard.at(read);
    }
    return draft.with(place).with(heard);
  }

  private static Place withoutOldWords(Place place, Place before) {
    return place.words() != null && place.words().equals(before.words())
        ? place.inWords(null)
        : place;
  }

  private static Draft details(Draft draft, @Nullable Question asked, Message message) {
    Extras extras = draft.extras();
    for (AddressMention mention : message.understanding().addresses()) {
      if (mention.primary() && mention.entrance() != null) {
        extras = extras.with(Detail.ENTRANCE, mention.entrance());
      }
      if (mention.primary() && mention.apartment() != null) {
        extras = extras.with(Detail.APARTMENT, mention.apartment());
      }
    }
    boolean bareNumber = BareAnswer.isNumber(message.text());
    for (Map.Entry<Detail, String> said : message.understanding().details().entrySet()) {
      boolean other = bareNumber && !new Question.WhichDetail(said.getKey()).equals(asked);
      boolean landmark = said.getKey().equals(Detail.LANDMARK);
      if (!other && !(landmark && draft.place().words() != null) && !said.getValue().isBlank()) {
        extras = extras.with(said.getKey(), said.getValue());
      }
    }
    return landmark(draft.with(extras));
  }

  /// A landmark is words for a place when there is no house.
  private static Draft landmark(Draft draft) {
    String landmark = draft.extras().details().get(Detail.LANDMARK);
    Place place = draft.place();
    boolean useful =
        landmark != null && place.house() == null && place.words() == null && !place.undecided();
    return useful ? draft.with(place.inWords(landmark)) : draft;
  }

  private Draft bare(Draft draft, Question asked, Message message) {
    String text = message.text().strip();
    Place place = draft.place();
    return switch (asked) {
      case Question.WhichHouse _, Question.IsHouseRight _ -> {
        String house = BareAnswer.house(text);
        if (house != null) {
          boolean doubtful = place.check() == HouseCheck.DOUBTFUL && house.equals(place.house());
          yield draft.with(place.house(house, doubtful ? HouseCheck.ACCEPTED : HouseCheck.FINE));
        }
        yield asked instanceof Question.WhichHouse ? words(draft, message) : draft;
      }
      case Question.WhichPlace _ -> words(draft, message);
      case Question.IsAllRight _ -> {
        // «Ой, 46»: a number with a word is no button.
        String house = BareAnswer.house(text);
        boolean another = house != null && place.house() != null && !BareAnswer.isNumber(text);
        yield another ? draft.with(place.house(house, HouseCheck.FINE)) : draft;
      }
      case Question.WhichDetail(var detail) -> {
        String value = BareAnswer.detail(detail, text);
        yield value == null ? draft : draft.with(draft.extras().with(detail, value));
      }
      case Question.WhichCategory _,
          Question.WhichStreet _,
          Question.IsItHere _,
          Question.WhatHappened _,
          Question.WhichPhone _,
          Question.WhatToChange _,
          Question.OtherWords _,
          Question.IsItDone _,
          Question.WhatIsWrong _,
          Question.DepartmentAsks _,
          Question.HowWasIt _,
          Question.OfChannels _ ->
          draft;
    };
  }

  /// Words for a place, where the category is content with them.
  private Draft words(Draft draft, Message message) {
    String text = message.text().strip();
    long letters = text.codePoints().filter(Character::isLetter).count();
    boolean possible =
        letters >= 3
            && text.length() <= LONGEST_PLACE
            && !message.describes()
            && whereOf(draft) == Where.PLACE;
    return possible ? draft.with(draft.place().inWords(text)) : draft;
  }

  private @Nullable Where whereOf(Draft draft) {
    String code = draft.problem().category();
    return code == null ? null : catalogue.category(code).map(Category::where).orElse(null);
  }
}
