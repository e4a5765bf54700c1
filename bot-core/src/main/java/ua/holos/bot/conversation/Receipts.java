package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.News.Stage;
import ua.holos.bot.message.ContactUrn;

/// Follows news after it was said: sent, delivered, read, failed, or not heard of in time. What
/// didn't arrive is told elsewhere, once.
final class Receipts {
  static final String TIMER = "news";

  private static final int MOST_EARLY = 20;

  private final Newsroom newsroom;

  Receipts(Newsroom newsroom) {
    this.newsroom = newsroom;
  }

  /// The channel took a message.
  void sent(Turn turn, Event.MessageSent event) {
    News waiting = withKey(turn, event.key());
    if (waiting != null) {
      News sent = waiting.sent(event.externalIds(), event.receiptDue());
      turn.news.set(turn.news.indexOf(waiting), sent);
      early(turn, sent);
      afterSending(turn, event);
    }
    forgetEarly(turn);
  }

  private void afterSending(Turn turn, Event.MessageSent event) {
    News sent = withKey(turn, event.key());
    if (sent == null) {
      return;
    }
    Instant due = event.receiptDue();
    if (due == null) {
      turn.news.remove(sent);
    } else if (!due.isAfter(turn.at)) {
      // It lies where only somebody who looks will see it.
      turn.news.remove(sent);
      if (!Newsroom.awake(turn) && Newsroom.somewhereElse(turn, sent)) {
        newsroom.passOn(turn, sent, true);
      }
    }
  }

  /// The platform says what became of a message or a part of it.
  void reported(Turn turn, Event.DeliveryReported report) {
    News news = withPart(turn, report.externalId());
    if (news == null) {
      if (turn.news.stream().anyMatch(one -> one.is(Stage.SENDING))) {
        turn.early.add(report);
        if (turn.early.size() > MOST_EARLY) {
          turn.early.removeFirst();
        }
      }
      return;
    }
    switch (report.status()) {
      case QUEUED, ACCEPTED, SENT -> {}
      case DELIVERED -> {
        News rest = news.without(report.externalId());
        if (rest.externalIds().isEmpty()) {
          turn.news.remove(news);
        } else {
          turn.news.set(turn.news.indexOf(news), rest);
        }
      }
      case READ -> {
        List<News> before = turn.news.subList(0, turn.news.indexOf(news) + 1);
        before.removeIf(one -> one.is(Stage.SENT));
      }
      case FAILED -> {
        turn.news.remove(news);
        newsroom.passOn(turn, news, true);
      }
    }
  }

  /// A message will not be sent.
  void failed(Turn turn, Event.SendFailed event) {
    if (event.reason().equals("gone")) {
      turn.person = turn.person.stopped(true);
    }
    News news = withKey(turn, event.key());
    if (news != null) {
      turn.news.remove(news);
      switch (event.reason()) {
        case "superseded" -> {}
        // It is night, or an operator had taken the conversation: later.
        case "quiet", "held" -> newsroom.tell(turn, news);
        default -> newsroom.passOn(turn, news, true);
      }
    }
    forgetEarly(turn);
    if (turn.person.stopped()) {
      stopped(turn);
    }
  }

  /// The person blocked us: what waits for the morning can't be told here any more.
  void stopped(Turn turn) {
    newsroom.tellHeld(turn);
  }

  /// The person has written: what the platform kept for them, without telling us of it, they have.
  void heard(Turn turn) {
    turn.news.removeIf(news -> news.is(Stage.SENT) && news.due() == null);
    newsroom.tellHeld(turn);
  }

  /// It is time for something.
  void elapsed(Turn turn) {
    for (News news : List.copyOf(turn.news)) {
      Instant due = news.due();
      if (due == null || due.isAfter(turn.at)) {
        continue;
      }
      switch (news.stage()) {
        case HELD -> {
          if (turn.news.remove(news)) {
            newsroom.tell(turn, news);
          }
        }
        case SENT -> {
          if (Newsroom.somewhereElse(turn, news)) {
            turn.news.remove(news);
            newsroom.passOn(turn, news, true);
          } else {
            // The platform goes on trying, and there is nowhere else: it may still arrive.
            turn.news.set(turn.news.indexOf(news), news.sent(news.externalIds(), null));
          }
        }
        case PASSED, SENDING -> turn.news.remove(news);
      }
    }
  }

  /// News of another of the person's channels is to be told here.
  void passedOn(Turn turn, Event.NewsPassedOn event) {
    turn.toldByAnother = true;
    boolean homeIsHere = event.home().equals(turn.id().contact());
    if (!homeIsHere && !turn.person.linkedTo(event.home())) {
      // It was on its way when the person parted the two.
      OwnAppeal shown = event.appeal().from(event.home());
      turn.effect(Links.home(turn, shown, event.change(), event.home(), event.tried()));
      return;
    }
    Event.StatusChanged change = event.change();
    boolean known =
        turn.news.stream().anyMatch(news -> news.same(change) && !news.is(Stage.PASSED));
    OwnAppeal mine = turn.appeal(change.number());
    boolean old = Newsroom.outdated(change, mine);
    if (known || old && change.disposable()) {
      return;
    }
    // Back where it began: nowhere else is better.
    turn.news.removeIf(news -> news.same(change));
    if (!old) {
      OwnAppeal appeal = mine == null ? event.appeal().from(event.home()) : mine;
      turn.remember(
          appeal
              .seen(change.updateId())
              .now(change.status(), change.at(), change.expectedAt())
              .news(false));
    }
    ContactUrn home = homeIsHere ? null : event.home();
    newsroom.tell(turn, new News(change, Stage.HELD, null, List.of(), home, event.tried(), null));
  }

  /// News of an appeal that lives here arrived nowhere; it is told when the person writes again.
  void undelivered(Turn turn, Event.NewsUndelivered event) {
    OwnAppeal appeal = turn.appeal(event.number());
    if (appeal != null && !appeal.statusAt().isAfter(event.since())) {
      newsroom.missed(turn, event.number());
    }
  }

  /// There is something newer than what was passed on to here.
  void outdated(Turn turn, Event.NewsOutdated event) {
    boolean forward = false;
    for (News news : List.copyOf(turn.news)) {
      if (!news.of(event.number())
          || !news.change().disposable()
          || !news.change().at().isBefore(event.since())) {
        continue;
      }
      switch (news.stage()) {
        case SENDING -> {}
        case PASSED -> {
          turn.news.remove(news);
          forward = true;
        }
        case HELD, SENT -> turn.news.remove(news);
      }
    }
    OwnAppeal mine = turn.appeal(event.number());
    if (mine != null && mine.statusAt().isBefore(event.since())) {
      turn.remember(mine.now(mine.status(), event.since(), null));
    }
    Newsroom.withdraw(turn, event.number(), event.since());
    if (forward) {
      turn.effect(new Effect.Outdate(event.number(), event.since()));
    }
  }

  /// Sets the timer for whatever is due first.
  ///
  /// @param elapsed whether the timer has just run out
  void watch(Turn turn, boolean elapsed) {
    Instant first = first(turn.news);
    if (first != null && (elapsed || !first.equals(first(turn.newsBefore())))) {
      turn.effect(new Effect.SetTimer(TIMER, first));
    } else if (first == null && !elapsed && first(turn.newsBefore()) != null) {
      turn.effect(new Effect.CancelTimer(TIMER));
    }
  }

  private static @Nullable Instant first(List<News> all) {
    return all.stream()
        .map(News::due)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static @Nullable News withKey(Turn turn, String key) {
    for (News news : turn.news) {
      if (key.equals(news.key())) {
        return news;
      }
    }
    return null;
  }

  private static @Nullable News withPart(Turn turn, String externalId) {
    for (News news : turn.news) {
      if (news.is(Stage.SENT) && news.externalIds().contains(externalId)) {
        return news;
      }
    }
    return null;
  }

  /// Reports that came before the answer to the sending.
  private void early(Turn turn, News sent) {
    for (Event.DeliveryReported report : List.copyOf(turn.early)) {
      if (sent.externalIds().contains(report.externalId())) {
        turn.early.remove(report);
        reported(turn, report);
      }
    }
  }

  private static void forgetEarly(Turn turn) {
    if (turn.news.stream().noneMatch(news -> news.is(Stage.SENDING))) {
      turn.early.clear();
    }
  }
}
