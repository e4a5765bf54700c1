package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Understander;
import ua.holos.bot.understanding.Understanding;

/// Reads the steps of a dialogue file, plays them and compares.
final class Script {
  private static final Set<String> KNOWN =
      Set.of(
          "says",
          "taps",
          "taps-old",
          "sends",
          "edits",
          "contact",
          "core",
          "after",
          "at",
          "linked",
          "preferred",
          "sent",
          "report",
          "failed",
          "passed-on",
          "undelivered",
          "outdated",
          "brief",
          "urgent",
          "topics",
          "news",
          "understood",
          "bot",
          "not",
          "buttons",
          "no-buttons",
          "effects",
          "filed",
          "asks",
          "messages",
          "silent",
          "begins",
          "waiting",
          "repeat",
          "comment",
          "in",
          "there",
          "nothing-there",
          "operator",
          "queue",
          "mode",
          "holder",
          "front",
          "warning",
          "appeals",
          "draft");

  private final @Nullable Town town;
  private Stage stage;
  private final @Nullable Understander understander;
  private final OperatorSteps desk = new OperatorSteps();
  private int messages;

  /// @param understander reads what has no `understood`; null: then nothing is read out of it
  Script(Stage stage, @Nullable Understander understander) {
    this(null, stage, understander);
  }

  /// A dialogue in several conversations of one person, or of several.
  Script(@Nullable Town town, Stage stage, @Nullable Understander understander) {
    this.town = town;
    this.stage = stage;
    this.understander = understander;
  }

  void play(List<Map<String, Object>> steps) {
    int number = 0;
    for (Map<String, Object> step : steps) {
      number++;
      assertThat(KNOWN).as("step %d", number).containsAll(step.keySet());
      try {
        begin(step);
        act(step);
        if (town != null) {
          town.settle();
        }
        compare(step);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "step %d %s\nthe bot said:\n%s\neffects: %s\nasked: %s\n%s"
                .formatted(
                    number, step, transcript(), stage.effects, stage.state.asked(), e.getMessage()),
            e);
      }
    }
  }

  private void begin(Map<String, Object> step) {
    if (town == null) {
      stage.begin();
      return;
    }
    Instant now = stage.now;
    if (step.get("in") != null) {
      stage = town.stage(step.get("in").toString());
    }
    for (Stage one : town.all()) {
      one.begin();
      one.now = one.now.isAfter(now) ? one.now : now;
    }
  }

  private String transcript() {
    return stage.replies.stream()
        .map(reply ->
            reply.text() + "\n   " + reply.quickReplies().stream().map(QuickReply::label).toList())
        .collect(Collectors.joining("\n---\n"));
  }

  private void act(Map<String, Object> step) {
    if (step.get("after") instanceof String time) {
      stage.pass(duration(time));
    }
    if (step.get("at") != null) {
      stage.passUntil(LocalTime.parse(step.get("at").toString()));
    }
    if (step.get("linked") != null) {
      List<ContactUrn> contacts =
          Understood.list(step.get("linked")).stream()
              .map(contact -> ContactUrn.parse(contact.toString()))
              .toList();
      Object preferred = step.get("preferred");
      stage.link(contacts, preferred == null ? null : preferred.toString());
    }
    int times = step.get("repeat") instanceof Integer repeat ? repeat : 1;
    for (int i = 0; i < times; i++) {
      once(step);
    }
  }

  private void once(Map<String, Object> step) {
    if (step.get("says") != null) {
      says(step.get("says").toString(), step.get("understood"));
    }
    if (step.get("taps") != null) {
      tap(stage.button(step.get("taps").toString()));
    }
    if (step.get("taps-old") != null) {
      tap(stage.oldButton(step.get("taps-old").toString()));
    }
    if (step.get("sends") instanceof Map<?, ?> what) {
      sends(what, step.get("understood"));
    }
    if (step.get("edits") instanceof Map<?, ?> edit) {
      String text = Understood.need(edit, "text");
      stage.play(
          new Event.MessageEdited(
              tick(),
              new Content.Text(text),
              Understood.need(edit, "message"),
              read(text, step.get("understood"))));
    }
    if (step.get("contact") != null) {
      contact(step.get("contact").toString());
    }
    if (step.get("core") instanceof Map<?, ?> news) {
      stage.play(core(news));
    }
    if (step.get("operator") instanceof Map<?, ?> deed) {
      stage.play(desk.event(tick(), deed));
    }
    if (step.get("queue") instanceof Map<?, ?> queue) {
      stage.play(OperatorSteps.place(tick(), queue));
    }
    delivery(step);
  }

  /// What delivery and the person's other channels tell.
  private void delivery(Map<String, Object> step) {
    if (step.get("sent") instanceof Map<?, ?> sent) {
      Object receipt = sent.get("receipt");
      Instant at = tick();
      stage.play(
          new Event.MessageSent(
              at,
              stage.followed.getLast(),
              Understood.list(sent.get("ids")).stream().map(Object::toString).toList(),
              receipt == null ? null : at.plus(duration(receipt.toString()))));
    }
    if (step.get("report") instanceof Map<?, ?> report) {
      stage.play(
          new Event.DeliveryReported(
              tick(),
              Understood.need(report, "id"),
              MessageStatus.valueOf(Understood.need(report, "status").toUpperCase(Locale.ROOT)),
              ""));
    }
    if (step.get("failed") != null) {
      stage.play(
          new Event.SendFailed(tick(), stage.followed.getLast(), step.get("failed").toString()));
    }
    if (step.get("passed-on") instanceof Map<?, ?> news
        && core(news) instanceof Event.StatusChanged change) {
      List<ContactUrn> tried = new ArrayList<>();
      Understood.list(news.get("tried"))
          .forEach(contact -> tried.add(ContactUrn.parse(contact.toString())));
      tried.add(stage.state.id().contact());
      ContactUrn home = ContactUrn.parse(Understood.need(news, "home"));
      stage.play(
          new Event.NewsPassedOn(
              tick(),
              new OwnAppeal(
                  change.number(),
                  3,
                  news.get("category") == null ? "roads" : news.get("category").toString(),
                  "вулиця Прорізна, 8",
                  change.status(),
                  null,
                  change.at(),
                  List.of(change.updateId()),
                  false),
              change,
              home,
              tried));
    }
    if (step.get("undelivered") instanceof Map<?, ?> news) {
      Instant at = tick();
      Object ago = news.get("ago");
      stage.play(
          new Event.NewsUndelivered(
              at,
              Understood.need(news, "number"),
              ago == null ? at : at.minus(duration(ago.toString()))));
    }
    if (step.get("outdated") != null) {
      Instant at = tick();
      stage.play(new Event.NewsOutdated(at, step.get("outdated").toString(), at));
    }
  }

  private void says(String written, @Nullable Object understood) {
    String text = written;
    if (town != null && !town.code.isEmpty()) {
      String wrong = town.code.equals("111111") ? "222222" : "111111";
      text = written.replace("{code}", town.code).replace("{wrong}", wrong);
    }
    Content content =
        text.startsWith("/") ? new Content.Command(text.substring(1), "") : new Content.Text(text);
    receive(content, read(text, understood), null);
  }

  private void tap(QuickReply button) {
    receive(new Content.Choice(button.payload(), button.label()), Understanding.NOTHING, null);
  }

  private void receive(
      Content content, Understanding understanding, @Nullable AddressMention nearest) {
    messages++;
    stage.play(
        new Event.MessageReceived(
            tick(), content, Integer.toString(messages), "Олена", understanding, nearest));
  }

  private void sends(Map<?, ?> what, @Nullable Object understood) {
    Object photos = what.get("photo");
    if (photos != null) {
      String caption = what.get("caption") == null ? "" : what.get("caption").toString();
      List<Attachment> all = new ArrayList<>();
      for (int i = 0; i < (int) photos; i++) {
        all.add(
            new Attachment(
                Attachment.Kind.PHOTO,
                "telegram:photo-" + messages + "-" + i,
                "image/jpeg",
                "",
                1000));
      }
      Object album = what.get("album");
      receive(
          new Content.Media(all, caption, album == null ? null : album.toString()),
          read(caption, understood),
          null);
    } else if (what.get("location") != null) {
      Object near = what.get("near");
      receive(
          new Content.Location(50.4501, 30.5234, 12),
          Understanding.NOTHING,
          near == null ? null : Understood.mention("", (Map<?, ?>) near));
    } else if (what.get("phone") != null) {
      boolean own = !Boolean.FALSE.equals(what.get("own"));
      boolean vouched = own && stage.state.id().value().startsWith("telegram:");
      receive(
          new Content.SharedContact(what.get("phone").toString(), own, vouched),
          Understanding.NOTHING,
          null);
    } else {
      receive(
          new Content.Unsupported(Understood.need(what, "unsupported")),
          Understanding.NOTHING,
          null);
    }
  }

  private void contact(String what) {
    stage.play(
        switch (what) {
          case "stopped" -> new Event.ContactStopped(tick());
          case "returned" -> new Event.ContactReturned(tick());
          case "gone" -> new Event.SendFailed(tick(), "telegram:4711:1:0", "gone");
          default -> throw new IllegalArgumentException(what);
        });
  }

  private Event core(Map<?, ?> news) {
    Instant at = tick();
    Object draft = news.get("draft");
    Object due = news.get("due");
    Instant expected = due == null ? null : Instant.parse(due.toString());
    if (news.get("filed") != null) {
      return new Event.AppealFiled(
          at, stage.reference(draft), news.get("filed").toString(), expected);
    }
    if (news.get("delayed") != null) {
      return new Event.FilingDelayed(at, stage.reference(draft));
    }
    if (news.get("refused") != null) {
      return new Event.FilingRefused(
          at, stage.reference(draft), "400", news.get("refused").toString());
    }
    if (news.get("corrects") != null) {
      return new Event.AppealCorrected(
          at,
          Understood.need(news, "number"),
          Understood.need(news, "update"),
          news.get("category") == null ? null : news.get("category").toString(),
          news.get("place") == null ? null : news.get("place").toString(),
          null,
          null,
          news.get("note") == null ? "" : news.get("note").toString());
    }
    if (news.get("ago") != null) {
      at = at.minus(duration(news.get("ago").toString()));
    }
    return new Event.StatusChanged(
        at,
        Understood.need(news, "number"),
        Understood.need(news, "update"),
        AppealStatus.valueOf(
            Understood.need(news, "status").toUpperCase(Locale.ROOT).replace('-', '_')),
        news.get("note") == null ? "" : news.get("note").toString(),
        news.get("responsible") == null ? "" : news.get("responsible").toString(),
        expected);
  }

  private Understanding read(String text, @Nullable Object understood) {
    if (understood == null && understander != null) {
      return understander.understand(text, stage.state.expectation());
    }
    return Understood.read(text, understood);
  }

  /// Every event has its own moment.
  private Instant tick() {
    stage.now = stage.now.plusMillis(100);
    return stage.now;
  }

  private void compare(Map<String, Object> step) {
    String said = stage.replies.stream().map(Reply::text).collect(Collectors.joining("\n"));
    for (Object expected : Understood.list(step.get("bot"))) {
      assertThat(said).contains(expected.toString());
    }
    if (step.get("begins") != null) {
      assertThat(said).startsWith(step.get("begins").toString());
    }
    for (Object unwanted : Understood.list(step.get("not"))) {
      assertThat(said).doesNotContain(unwanted.toString());
    }
    String briefs =
        stage.replies.stream()
            .map(Reply::brief)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
    for (Object expected : Understood.list(step.get("brief"))) {
      assertThat(briefs).contains(expected.toString());
    }
    if (step.get("urgent") != null) {
      assertThat(stage.terms.stream().map(Terms::urgent)).contains((boolean) step.get("urgent"));
    }
    if (step.get("topics") != null) {
      assertThat(stage.terms.stream().map(Terms::topic).filter(Objects::nonNull).toList())
          .isEqualTo(Understood.list(step.get("topics")));
    }
    if (step.get("news") != null) {
      assertThat(
              stage.state.news().stream()
                  .map(news -> news.stage().name().toLowerCase(Locale.ROOT))
                  .toList())
          .isEqualTo(Understood.list(step.get("news")));
    }
    List<String> labels =
        stage.replies.stream()
            .flatMap(reply -> reply.quickReplies().stream())
            .map(QuickReply::label)
            .toList();
    for (Object label : Understood.list(step.get("buttons"))) {
      assertThat(labels).contains(label.toString());
    }
    for (Object label : Understood.list(step.get("no-buttons"))) {
      assertThat(labels).doesNotContain(label.toString());
    }
    assertThat(stage.effects.stream().map(Script::name).filter(name -> !name.isEmpty()).toList())
        .as("effects besides messages and timers")
        .isEqualTo(Understood.list(step.get("effects")));
    if (step.get("filed") instanceof Map<?, ?> filed) {
      filed(filed);
    }
    if (step.get("comment") != null) {
      assertThat(stage.effects.stream().map(Script::comment).toList())
          .contains(step.get("comment").toString());
    }
    if (step.get("asks") != null) {
      Object asked = stage.state.asked();
      String name = asked == null ? "Nothing" : asked.getClass().getSimpleName();
      assertThat(name).isEqualTo(step.get("asks").toString());
    }
    if (step.get("messages") != null) {
      assertThat(stage.replies).hasSize((int) step.get("messages"));
    }
    if (step.get("silent") != null) {
      assertThat(stage.replies).isEmpty();
    } else if (step.get("says") != null || step.get("sends") != null || step.get("taps") != null) {
      boolean filed = stage.effects.stream().anyMatch(Effect.FileAppeal.class::isInstance);
      // Whoever waits is told as soon as the queue was looked at.
      boolean queued =
          stage.effects.stream()
              .anyMatch(effect ->
                  effect instanceof Effect.CallOperator || effect instanceof Effect.FindQueuePlace);
      boolean held = stage.state.mode() instanceof Mode.WithOperator;
      assertThat(filed || queued || held || !stage.replies.isEmpty())
          .as("the citizen gets an answer")
          .isTrue();
    }
    OperatorSteps.compare(step, stage.state);
    if (town != null && step.get("there") instanceof Map<?, ?> others) {
      others.forEach((other, words) -> {
        for (Object expected : Understood.list(words)) {
          assertThat(heard(town.stage(other.toString()))).contains(expected.toString());
        }
      });
    }
    if (town != null) {
      for (Object silent : Understood.list(step.get("nothing-there"))) {
        assertThat(heard(town.stage(silent.toString()))).isEmpty();
      }
    }
    if (step.get("waiting") != null) {
      assertThat(stage.state.waiting()).hasSize((int) step.get("waiting"));
    }
  }

  private static String heard(Stage other) {
    return other.replies.stream().map(Reply::text).collect(Collectors.joining("\n"));
  }

  private void filed(Map<?, ?> expected) {
    AppealDraft draft =
        stage.effects.stream()
            .filter(Effect.FileAppeal.class::isInstance)
            .map(effect -> ((Effect.FileAppeal) effect).draft())
            .findFirst()
            .orElseThrow();
    expected.forEach((field, value) -> {
      Object found =
          switch (field.toString()) {
            case "category" -> draft.category();
            case "address" -> draft.address();
            case "description" -> draft.description();
            case "length" -> draft.description().length();
            case "photos" -> draft.attachments().size();
            case "phone" -> draft.phone();
            case "flags" -> draft.flags();
            case "point" -> draft.latitude() != null;
            case "house" -> draft.house();
            case "heard" -> draft.heard().categories();
            case "heard-certain" -> draft.heard().certain();
            case "heard-address" ->
                draft.heard().address() == null ? "" : address(draft.heard().address());
            case "details" ->
                draft.details().entrySet().stream()
                    .collect(Collectors.toMap(e -> e.getKey().code(), Map.Entry::getValue));
            default -> {
              String value1 = draft.details().get(new Detail(field.toString()));
              yield value1 == null ? "" : value1;
            }
          };
      assertThat(found).as("filed %s", field).isEqualTo(value);
    });
  }

  /// Words, how many streets, house: `Садовій, 2 streets, 5`.
  private static String address(Heard.Address address) {
    String streets = address.certain() ? "certain" : address.streets().size() + " streets";
    return address.words()
        + ", "
        + streets
        + (address.house() == null ? "" : ", " + address.house());
  }

  private static String name(Effect effect) {
    return switch (effect) {
      case Effect.FileAppeal _ -> "file";
      case Effect.ReopenAppeal(var number, _, _) -> "reopen " + number;
      case Effect.CommentAppeal(var number, _, _) -> "comment " + number;
      case Effect.CallOperator(var reason) -> "operator " + reason;
      case Effect.DismissOperator _ -> "dismiss operator";
      case Effect.FindQueuePlace _ -> "find place";
      case Effect.KeepRating(int rating) -> "rating " + rating;
      case Effect.AnswerDesk(_, var answer) ->
          "answer " + answer.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
      case Effect.ShowOnDesk _, Effect.LeaveDesk _ -> "";
      case Effect.PassOn(_, var change, var home, var tried) ->
          "pass on "
              + change.number()
              + " "
              + change.updateId()
              + " of "
              + home
              + " tried "
              + tried.stream().map(ContactUrn::scheme).toList();
      case Effect.Outdate(var number, _) -> "outdate " + number;
      case Effect.Withdraw(var topic) -> "withdraw " + topic;
      case Effect.FindContacts _ -> "find contacts";
      case Effect.LinkContacts _ -> "link contacts";
      case Effect.UnlinkContacts _ -> "unlink contacts";
      case Effect.SendCode _ -> "send code";
      case Effect.CheckCode _ -> "check code";
      // What only keeps the person's conversations and the index of numbers up to date.
      case Effect.KeepContact _, Effect.ShareAppeal _, Effect.SharePreference _ -> "";
      case Effect.SendMessage _, Effect.SetTimer _, Effect.CancelTimer _ -> "";
    };
  }

  private static String comment(Effect effect) {
    return switch (effect) {
      case Effect.ReopenAppeal(_, var comment, _) -> comment;
      case Effect.CommentAppeal(_, var comment, _) -> comment;
      default -> "";
    };
  }

  private static Duration duration(String time) {
    return Duration.parse("PT" + time.toUpperCase(Locale.ROOT));
  }
}
