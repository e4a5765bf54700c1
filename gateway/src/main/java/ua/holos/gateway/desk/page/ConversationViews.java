package ua.holos.gateway.desk.page;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.Transfer;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.form.Point;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// An opened conversation as a member of staff sees it.
final class ConversationViews {
  private final Catalogue catalogue;
  private final Suitability suitability;
  private final DeskClock clock;
  private final Wording wording;

  ConversationViews(
      Catalogue catalogue, Suitability suitability, DeskClock clock, Wording wording) {
    this.wording = wording;
    this.catalogue = catalogue;
    this.suitability = suitability;
    this.clock = clock;
  }

  /// Who has the conversation, and what may be done with it.
  ///
  /// @param state `bot`, `waiting`, `mine`, `held`
  /// @param reason why it is with people, null when it isn't
  /// @param place in the queue, 0 when it doesn't wait
  /// @param danger service that the citizen's words called for, null when none did
  /// @param marked what the composer depends on: when it changes, the pane is drawn anew
  record HeadView(
      String conversation,
      String title,
      String channel,
      String state,
      @Nullable String holder,
      @Nullable String reason,
      @Nullable String since,
      int place,
      @Nullable String danger,
      @Nullable String offeredTo,
      @Nullable String offeredUntil,
      boolean offeredToMe,
      String transferNote,
      @Nullable String warning,
      boolean mayClaim,
      boolean mayReply,
      boolean mayNote,
      boolean mayAssign,
      boolean mayForce,
      String marked,
      Requests requests) {}

  /// Ids for the forms: each does once what it is sent for, however often it is sent.
  record Requests(
      String claim,
      String release,
      String queue,
      String close,
      String reply,
      String note,
      String transfer,
      String answer,
      String assign) {
    static Requests fresh() {
      return new Requests(id(), id(), id(), id(), id(), id(), id(), id(), id());
    }

    private static String id() {
      return UUID.randomUUID().toString();
    }
  }

  /// What is known of the matter.
  ///
  /// @param confidence of the category in percent, null when the model doesn't say
  /// @param point on the map, null when unknown
  record MatterView(
      String text,
      @Nullable String category,
      @Nullable String categoryName,
      boolean certain,
      @Nullable Integer confidence,
      @Nullable String address,
      @Nullable String streetId,
      @Nullable String street,
      @Nullable String house,
      @Nullable String district,
      @Nullable Point point,
      boolean approximate,
      List<DetailView> details,
      int photos,
      boolean correctable) {}

  record DetailView(String code, String answer) {}

  /// @param tell what the citizen is told of its number, null while there is none
  record AppealView(
      @Nullable String number,
      String category,
      @Nullable String address,
      String status,
      String date,
      @Nullable String expected,
      @Nullable String tell) {}

  HeadView head(String id, @Nullable Conversation conversation, StaffMember member, int place) {
    Mode mode = conversation == null ? new Mode.WithBot() : conversation.mode();
    Person person = conversation == null ? null : conversation.person();
    String me = member.id().toString();
    boolean operator = member.is(Role.OPERATOR);
    boolean supervisor = member.is(Role.SUPERVISOR);
    Mode.WithOperator held = mode instanceof Mode.WithOperator with ? with : null;
    HandOff handOff =
        switch (mode) {
          case Mode.WithBot _ -> null;
          case Mode.AwaitingOperator waiting -> waiting.handOff();
          case Mode.WithOperator with -> with.handOff();
        };
    boolean mine = held != null && held.operator().id().equals(me);
    String state = held == null ? (handOff == null ? "bot" : "waiting") : mine ? "mine" : "held";
    Transfer transfer = held == null ? null : held.transfer();
    boolean offeredToMe =
        transfer != null && !mine && operator && suitability.meant(member, transfer.to());
    return new HeadView(
        id,
        person == null || person.name() == null ? "" : person.name(),
        new ConversationId(id).contact().scheme(),
        state,
        held == null ? null : held.operator().name(),
        handOff == null ? null : handOff.reason(),
        handOff == null ? null : handOff.calledAt().toString(),
        place,
        held == null ? null : held.danger(),
        transfer == null ? null : transfer.to().name(),
        transfer == null ? null : clock.time(transfer.until()),
        offeredToMe,
        transfer == null ? "" : transfer.note(),
        held == null ? null : held.warning(),
        operator && held == null,
        operator && mine,
        operator || supervisor,
        supervisor,
        supervisor && !mine && handOff != null,
        state + (held == null ? "" : held.operator().id() + held.since()),
        Requests.fresh());
  }

  MatterView matter(Understood found, boolean correctable) {
    return new MatterView(
        found.text(),
        found.category(),
        found.category() == null ? null : category(found.category()),
        found.certain(),
        found.confidence() == null ? null : (int) Math.round(100 * found.confidence()),
        found.address(),
        found.street() == null ? null : found.street().id(),
        found.street() == null ? found.written() : found.street().officialName(),
        found.house(),
        found.street() == null || found.street().district().isEmpty()
            ? null
            : found.street().district(),
        found.point(),
        found.approximate(),
        found.details().entrySet().stream()
            .map(one -> new DetailView(one.getKey().code(), one.getValue()))
            .sorted((one, other) -> one.code().compareTo(other.code()))
            .toList(),
        found.photos(),
        correctable);
  }

  AppealView appeal(PersonReader.Appeal appeal) {
    Instant expected = appeal.expectedAt();
    return new AppealView(
        appeal.number(),
        category(appeal.category()),
        appeal.address(),
        appeal.status(),
        clock.date(appeal.confirmedAt()),
        expected == null ? null : clock.date(expected),
        appeal.number() == null
            ? null
            : wording.say("operator.number", Map.of("number", appeal.number())));
  }

  String category(String code) {
    return catalogue.category(code).map(Category::name).orElse(code);
  }

  /// All categories by name, for choosing one.
  Map<String, String> categories() {
    Map<String, String> all = new LinkedHashMap<>();
    catalogue.categories().forEach(one -> all.put(one.code(), one.name()));
    return all;
  }
}
