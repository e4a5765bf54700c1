package ua.holos.bot.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;

/// When and where news of appeals is told: at once, or in the morning; here, or in the person's
/// preferred channel. What becomes of it afterwards is the business of [Receipts].
final class Newsroom {
  /// How long a message may wait to be sent while there is another channel to try …
  private static final Duration PATIENCE = Duration.ofHours(2);

  /// … and how long when there is none.
  private static final Duration WORTH_TELLING = Duration.ofDays(7);

  /// How soon it is looked at again whether an operator still holds the conversation.
  private static final Duration HELD_BACK = Duration.ofMinutes(30);

  private static final int MOST = 20;

  private final Announcements announcements;

  Newsroom(Announcements announcements) {
    this.announcements = announcements;
  }

  /// Takes up news of an appeal that lives here.
  void tell(Turn turn, AppealNews change) {
    tell(turn, News.of(change));
  }

  /// Tells it as and when it is right.
  void tell(Turn turn, News fresh) {
    News news = withHeld(turn, fresh);
    callBack(turn, news.change());
    if (turn.held()) {
      // An operator speaks now; it is told when they have finished.
      add(turn, news.held(turn.at.plus(HELD_BACK)));
    } else if (turn.person.stopped()) {
      passOn(turn, news, true);
    } else if (elsewhere(turn, news)) {
      passOn(turn, news, false);
    } else if (turn.setting.policy().quiet().at(turn.at) && !urgent(turn, news) && !awake(turn)) {
      add(turn, news.held(turn.setting.policy().quiet().end(turn.at)));
    } else {
      say(turn, news);
    }
  }

  /// The person has written, and so is awake: what waited for the morning is told.
  void tellHeld(Turn turn) {
    for (News news : List.copyOf(turn.news)) {
      // What was held is told together with what came later of the same appeal.
      if (news.is(News.Stage.HELD) && turn.news.remove(news)) {
        tell(turn, news);
      }
    }
  }

  /// Tells how an appeal stands of which nothing could be told while it changed.
  void tellMissed(Turn turn) {
    if (turn.person.stopped() || turn.held()) {
      return;
    }
    for (OwnAppeal appeal : List.copyOf(turn.appeals)) {
      if (appeal.news()) {
        turn.remember(appeal.news(false));
        News news = News.of(standing(appeal));
        Map<String, Object> arguments =
            Map.of(
                "number", appeal.number(),
                "status", turn.words("state." + Announcements.name(appeal.status())));
        Reply reply =
            new Reply(
                turn.words("status.missed", arguments),
                List.of(),
                Priority.REPLY,
                turn.words("status.missed" + WordingKeys.BRIEF, arguments));
        add(turn, news.sending(turn.follow(reply, terms(turn, news, topic(news)))));
      }
    }
  }

  /// The person acts on an appeal, and so has seen what was said of it.
  void seen(Turn turn, String number) {
    turn.news.removeIf(
        news -> news.of(number) && (news.is(News.Stage.SENT) || news.is(News.Stage.SENDING)));
  }

  /// It won't be told here: it is told in another of the person's channels, or when they come back.
  ///
  /// @param tried whether it was tried here
  void passOn(Turn turn, News news, boolean tried) {
    if (!(news.change() instanceof Event.StatusChanged change)) {
      // A correction is of use where the appeal lives; how it stands is told when they are back.
      missed(turn, news.change().number());
      return;
    }
    OwnAppeal appeal = turn.appeal(change.number());
    if (outdated(change, appeal) && change.disposable()) {
      return;
    }
    ContactUrn here = turn.id().contact();
    ContactUrn home = Objects.requireNonNullElse(news.home(), here);
    if (turn.person.links().isEmpty() && home.equals(here)) {
      missed(turn, change.number());
      return;
    }
    List<ContactUrn> all = new ArrayList<>(news.tried());
    if (tried && !all.contains(here)) {
      all.add(here);
    }
    withdraw(turn, change.number(), change.at());
    OwnAppeal shown = appeal == null ? OwnAppeal.of(change) : appeal;
    turn.effect(new Effect.PassOn(shown.from(home), change, home, all));
    if (change.disposable()) {
      add(turn, news.passed(turn.at.plus(WORTH_TELLING)));
    }
  }

  /// Takes an earlier state that still waits to be sent out of the lane. Where something newer
  /// waits behind it, that does so already, and must not be taken out itself.
  static void withdraw(Turn turn, String number, Instant since) {
    boolean earlier = false;
    for (News news : turn.news) {
      if (news.is(News.Stage.SENDING) && news.of(number) && topic(news) != null) {
        if (!news.change().at().isBefore(since)) {
          return;
        }
        earlier |= news.change().disposable();
      }
    }
    if (earlier) {
      turn.effect(new Effect.Withdraw(topic(number)));
    }
  }

  /// Whether there is another place to tell it.
  static boolean somewhereElse(Turn turn, News news) {
    return news.home() != null || !turn.person.links().isEmpty();
  }

  static boolean awake(Turn turn) {
    return Terms.awake(turn.person.heardAt(), turn.at);
  }

  void missed(Turn turn, String number) {
    OwnAppeal appeal = turn.appeal(number);
    if (appeal != null) {
      turn.remember(appeal.news(true));
    }
  }

  private void say(Turn turn, News news) {
    AppealNews change = news.change();
    boolean old = outdated(change, turn.appeal(change.number()));
    if (old && change.disposable()) {
      return;
    }
    // Words about an earlier state don't make what was said of the present one superfluous.
    Terms terms = terms(turn, news, old ? null : topic(news));
    add(turn, news.sending(announcements.say(turn, change, terms, !old)));
  }

  /// A correction says nothing of the state, and makes no state superfluous.
  private static @Nullable String topic(News news) {
    return news.change() instanceof Event.StatusChanged change ? topic(change.number()) : null;
  }

  static String topic(String number) {
    return "appeal:" + number;
  }

  private static Terms terms(Turn turn, News news, @Nullable String topic) {
    boolean another =
        turn.person.links().stream().anyMatch(link -> !news.tried().contains(link.to()));
    return new Terms(
        topic,
        news.change().disposable(),
        urgent(turn, news),
        true,
        turn.at.plus(another ? PATIENCE : WORTH_TELLING),
        turn.person.heardAt());
  }

  private static void add(Turn turn, News news) {
    turn.news.add(news);
    if (turn.news.size() > MOST) {
      turn.news.remove(leastNeeded(turn.news));
    }
  }

  /// What was told somewhere can be spared sooner than what wasn't yet.
  private static News leastNeeded(List<News> all) {
    for (News.Stage stage : List.of(News.Stage.PASSED, News.Stage.SENT)) {
      for (News news : all) {
        if (news.is(stage)) {
          return news;
        }
      }
    }
    return all.getFirst();
  }

  /// Adds what is held of the same appeal, so that it is told once.
  private static News withHeld(Turn turn, News news) {
    if (!(news.change() instanceof Event.StatusChanged change)) {
      return news;
    }
    for (News held : List.copyOf(turn.news)) {
      if (held.is(News.Stage.HELD)
          && held.of(change.number())
          && held.change() instanceof Event.StatusChanged earlier) {
        turn.news.remove(held);
        return earlier.at().isAfter(change.at()) ? news.with(held) : held.with(news);
      }
    }
    return news;
  }

  /// An earlier state that was passed on to another channel isn't to be told there after this.
  private static void callBack(Turn turn, AppealNews change) {
    if (!(change instanceof Event.StatusChanged)) {
      return;
    }
    boolean any =
        turn.news.removeIf(news ->
            news.is(News.Stage.PASSED)
                && news.of(change.number())
                && news.change().at().isBefore(change.at()));
    if (any) {
      turn.effect(new Effect.Outdate(change.number(), change.at()));
    }
  }

  private static boolean elsewhere(Turn turn, News news) {
    String preferred = turn.person.preferred();
    boolean answersAtOnce = news.change().updateId().equals(Announcements.FILED) && awake(turn);
    return preferred != null
        && news.home() == null
        && news.tried().isEmpty()
        && !answersAtOnce
        && news.change() instanceof Event.StatusChanged
        && !preferred.equals(turn.id().contact().scheme())
        && turn.person.links().stream().anyMatch(link -> link.to().scheme().equals(preferred));
  }

  private static boolean urgent(Turn turn, News news) {
    OwnAppeal appeal = turn.appeal(news.change().number());
    return appeal != null
        && turn.category(appeal.category()).map(Category::emergency).orElse(false);
  }

  static boolean outdated(AppealNews change, @Nullable OwnAppeal appeal) {
    return change instanceof Event.StatusChanged
        && appeal != null
        && change.at().isBefore(appeal.statusAt());
  }

  private static Event.StatusChanged standing(OwnAppeal appeal) {
    String update = appeal.updates().isEmpty() ? Announcements.FILED : appeal.updates().getLast();
    return new Event.StatusChanged(
        appeal.statusAt(), appeal.number(), update, appeal.status(), "", "", appeal.due());
  }
}
