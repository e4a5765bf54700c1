package ua.holos.bot.conversation;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Category.Where;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Point;
import ua.holos.bot.form.Question;
import ua.holos.bot.understanding.AddressMention;

/// Shared locations.
final class Places {
  private final FormDialogue form;

  Places(FormDialogue form) {
    this.form = form;
  }

  /// Takes a point; the known house nearest to it is offered, unless the address is known already.
  void shared(Turn turn, Point point, @Nullable AddressMention near) {
    Draft draft = turn.draft;
    Place.Nearest nearest = nearest(near);
    if (draft == null) {
      Draft begun = turn.begin();
      form.begin(turn, begun.with(begun.place().at(point, nearest)));
      return;
    }
    Category category = turn.categoryOf(draft);
    boolean known = category != null && draft.place().enoughFor(category.where());
    Question asked = turn.asked;
    if (!known && nearest == null && category != null && category.where() == Where.HOUSE) {
      turn.say("location.no-house");
    }
    if (known && !(asked instanceof Question.WhichPlace)) {
      form.proceed(turn, draft.with(draft.place().at(point, null)));
    } else if (asked instanceof Question.WhichPlace || asked instanceof Question.WhichHouse) {
      form.proceedAnswered(turn, draft.with(draft.place().at(point, nearest)), asked);
    } else {
      form.proceed(turn, draft.with(draft.place().at(point, nearest)));
    }
  }

  private static Place.@Nullable Nearest nearest(@Nullable AddressMention near) {
    return near == null || near.streets().isEmpty()
        ? null
        : new Place.Nearest(near.streets().getFirst(), near.house());
  }
}
