package ua.holos.gateway.desk.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Transfer;
import ua.holos.gateway.desk.LiveCase;
import ua.holos.gateway.desk.Presence.Present;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// The queue as a member of staff sees it.
final class QueueViews {
  /// As many of a part are shown: nobody reads further down, and a page that is drawn anew whenever
  /// something happens must stay small on a bad day.
  private static final int MOST_SHOWN = 40;

  private final Catalogue catalogue;
  private final Suitability suitability;
  private final DeskPageSettings settings;

  QueueViews(Catalogue catalogue, Suitability suitability, DeskPageSettings settings) {
    this.catalogue = catalogue;
    this.suitability = suitability;
    this.settings = settings;
  }

  /// One conversation of the queue.
  ///
  /// @param id of the element
  /// @param since from when the shown time counts
  /// @param late class of style and end of the word's key
  /// @param holder who has it, null when nobody
  /// @param offeredBy who offers it to this member, null when nobody
  /// @param offeredTo to whom it is offered by this member, null when to nobody
  /// @param wanted for whom it waits, null when for anybody
  /// @param request for the form that takes it
  /// @param others colleagues who look at it
  record CaseView(
      String id,
      String conversation,
      @Nullable String name,
      String channel,
      String reason,
      boolean front,
      @Nullable String language,
      @Nullable String category,
      @Nullable String district,
      String since,
      String late,
      boolean unanswered,
      boolean mine,
      boolean fits,
      @Nullable String holder,
      @Nullable String offeredBy,
      @Nullable String offeredTo,
      String note,
      @Nullable String warning,
      @Nullable String wanted,
      boolean open,
      String request,
      List<String> others) {}

  /// Part of the queue.
  ///
  /// @param key of its heading, and of its element
  /// @param count how many there are, which may be more than are shown
  record Section(String key, List<CaseView> cases, int count) {}

  /// All of it.
  ///
  /// @param waiting how many wait
  /// @param calling how many of mine, or offered to me, wait for an answer
  record QueueView(
      List<Section> sections, int waiting, int calling, boolean mayTake, long answerWithin) {}

  /// @param own without what colleagues hold
  QueueView of(
      List<LiveCase> cases,
      List<Present> present,
      StaffMember member,
      @Nullable String opened,
      boolean own,
      Instant now) {
    List<LiveCase> offered = new ArrayList<>();
    List<LiveCase> waiting = new ArrayList<>();
    List<LiveCase> mine = new ArrayList<>();
    List<LiveCase> held = new ArrayList<>();
    for (LiveCase live : cases) {
      if (!(live.shown().mode() instanceof Mode.WithOperator with)) {
        waiting.add(live);
      } else if (with.operator().id().equals(member.id().toString())) {
        mine.add(live);
      } else if (offered(with.transfer(), member)) {
        offered.add(live);
      } else if (!own) {
        held.add(live);
      }
    }
    Section toMe = section("offered", offered, present, member, opened, now);
    Section my = section("mine", mine, present, member, opened, now);
    int calling = offered.size() + (int) my.cases().stream().filter(CaseView::unanswered).count();
    return new QueueView(
        List.of(
            toMe,
            section("waiting", waiting, present, member, opened, now),
            my,
            section("held", held, present, member, opened, now)),
        waiting.size(),
        calling,
        member.is(Role.OPERATOR),
        settings.answerWithin().toMillis());
  }

  private Section section(
      String key,
      List<LiveCase> cases,
      List<Present> present,
      StaffMember member,
      @Nullable String opened,
      Instant now) {
    return new Section(
        key,
        cases.stream()
            .limit(MOST_SHOWN)
            .map(live -> view(live, present, member, opened, now))
            .toList(),
        cases.size());
  }

  private boolean offered(@Nullable Transfer transfer, StaffMember member) {
    return transfer != null && member.is(Role.OPERATOR) && suitability.meant(member, transfer.to());
  }

  private CaseView view(
      LiveCase live,
      List<Present> present,
      StaffMember member,
      @Nullable String opened,
      Instant now) {
    DeskCase shown = live.shown();
    HandOff handOff = shown.handOff();
    Mode.WithOperator held = shown.mode() instanceof Mode.WithOperator with ? with : null;
    String me = member.id().toString();
    boolean mine = held != null && held.operator().id().equals(me);
    Instant unanswered = held == null ? handOff.calledAt() : held.unansweredSince();
    Transfer transfer = held == null ? null : held.transfer();
    boolean toMe = !mine && offered(transfer, member);
    Instant since = unanswered == null && held != null ? held.since() : unanswered;
    Instant counted = since == null ? handOff.calledAt() : since;
    String conversation = live.conversation().value();
    return new CaseView(
        elementId(conversation),
        conversation,
        shown.name(),
        live.conversation().contact().scheme(),
        handOff.reason(),
        handOff.front(),
        shown.language() == null ? null : shown.language().name(),
        shown.category() == null ? null : category(shown.category()),
        shown.district(),
        counted.toString(),
        unanswered == null ? "" : Lateness.of(unanswered, now, settings.answerWithin()).css(),
        unanswered != null,
        mine,
        suitability.fits(member, shown),
        held == null ? null : held.operator().name(),
        toMe && held != null ? held.operator().name() : null,
        mine && transfer != null ? transfer.to().name() : null,
        transfer == null ? "" : transfer.note(),
        mine && held != null ? held.warning() : null,
        handOff.wanted() == null ? null : handOff.wanted().name(),
        conversation.equals(opened),
        UUID.randomUUID().toString(),
        present.stream()
            .filter(one -> live.conversation().equals(one.looking()))
            .map(Present::operator)
            .filter(one -> !one.id().equals(me))
            .map(one -> one.name())
            .toList());
  }

  private String category(String code) {
    return catalogue.category(code).map(Category::name).orElse(code);
  }

  /// The same for the same conversation, so that the focus stays where it is.
  static String elementId(String conversation) {
    return "c-" + UUID.nameUUIDFromBytes(conversation.getBytes(StandardCharsets.UTF_8));
  }
}
