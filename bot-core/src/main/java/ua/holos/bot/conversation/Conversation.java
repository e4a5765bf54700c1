package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Question;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Expectation;

/// The state of one conversation between two turns.
///
/// @param turn counts the turns from 0
/// @param mode who answers
/// @param draft the appeal that is being made, null when none
/// @param waiting further complaints, handled after it
/// @param asked the question that waits for an answer, null when none
/// @param offered the buttons shown last
/// @param filings confirmed drafts without a number yet
/// @param appeals the person's own appeals, the latest last, at most 20
/// @param news of the appeals that is on its way, in the order of telling, at most 20
/// @param early reports of messages whose sending isn't known here yet, at most 20
/// @param album parts of an album that is still arriving
/// @param drafts how many drafts there were
/// @param misunderstood messages in a row that weren't understood
public record Conversation(
    ConversationId id,
    long turn,
    Mode mode,
    @Nullable Draft draft,
    List<Draft> waiting,
    @Nullable Question asked,
    List<Offer> offered,
    List<Filing> filings,
    List<OwnAppeal> appeals,
    Person person,
    List<News> news,
    List<Event.DeliveryReported> early,
    @Nullable Album album,
    int drafts,
    int misunderstood) {

  /// 1 January 2026, in seconds since 1970.
  private static final long COUNTED_SINCE = 1_767_225_600L;

  public Conversation {
    waiting = List.copyOf(waiting);
    offered = List.copyOf(offered);
    filings = List.copyOf(filings);
    appeals = List.copyOf(appeals);
    news = List.copyOf(news);
    early = List.copyOf(early);
  }

  /// A conversation in which nothing was said yet.
  public static Conversation begin(ConversationId id) {
    return new Conversation(
        id,
        0,
        new Mode.WithBot(),
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        Person.STRANGER,
        List.of(),
        List.of(),
        null,
        0,
        0);
  }

  /// The same with its turns and drafts counted on from a moment (in seconds), for a conversation
  /// that begins. Whoever is forgotten and comes back begins again, and the keys of turns and the
  /// references of appeals, which are made of these numbers, must be others than the first time.
  public Conversation countedFrom(Instant moment) {
    int first = Math.clamp(moment.getEpochSecond() - COUNTED_SINCE, 0, Integer.MAX_VALUE / 2);
    return new Conversation(
        id,
        first,
        mode,
        draft,
        waiting,
        asked,
        offered,
        filings,
        appeals,
        person,
        news,
        early,
        album,
        first,
        misunderstood);
  }

  /// What the next message is expected to be.
  public Expectation expectation() {
    return expectation(asked);
  }

  private static Expectation expectation(@Nullable Question question) {
    return switch (question) {
      case null -> Expectation.ANYTHING;
      case Question.HowWasIt(var before) -> expectation(before);
      case Question.WhatHappened _,
          Question.OtherWords _,
          Question.WhatToChange _,
          Question.WhatIsWrong _,
          Question.DepartmentAsks _,
          Question.WhichCode _ ->
          Expectation.ANYTHING;
      case Question.WhichCategory _ -> Expectation.CATEGORY;
      case Question.WhichPlace _, Question.WhichStreet _ -> Expectation.STREET;
      case Question.WhichHouse _, Question.IsHouseRight _ -> Expectation.HOUSE;
      case Question.WhichDetail(var detail) ->
          detail.equals(Detail.ENTRANCE) ? Expectation.ENTRANCE : Expectation.DETAIL;
      case Question.WhichPhone _, Question.WhichOwnNumber _ -> Expectation.PHONE;
      case Question.IsAllRight _,
          Question.IsItHere _,
          Question.IsItDone _,
          Question.MayJoin _,
          Question.MaySendCode _ ->
          Expectation.CONFIRMATION;
    };
  }
}
