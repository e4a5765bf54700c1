package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// What every channel keeps. A channel's test extends this and says how to make its platform act.
public abstract class ChannelContractTest {

  /// How the platform answers the next message.
  public enum Platform {
    ACCEPTS,
    /// Asks to wait for 7 seconds.
    THROTTLES,
    /// Has a fault of its own.
    FAILS,
    /// Refuses the message for good.
    REFUSES,
    /// Says that the person has blocked us.
    IS_BLOCKED,
    /// Doesn't accept our credentials.
    DENIES_US
  }

  /// A message as the platform got it.
  ///
  /// @param text without links to its files
  /// @param files their ids in [RememberedFiles]
  public record Sent(String to, String text, List<String> buttons, List<String> files) {
    public Sent {
      buttons = List.copyOf(buttons);
      files = List.copyOf(files);
    }

    /// A message without files.
    public Sent(String to, String text, List<String> buttons) {
      this(to, text, buttons, List.of());
    }

    /// A message whose files are links, each on a line of its own behind the text.
    public static Sent linked(String to, String text, List<String> buttons) {
      List<String> words = new ArrayList<>();
      List<String> files = new ArrayList<>();
      for (String line : text.split("\n", -1)) {
        if (line.startsWith("https://city.example/media/")) {
          files.add(RememberedFiles.idIn(line));
        } else {
          words.add(line);
        }
      }
      return new Sent(to, String.join("\n", words), buttons, files);
    }
  }

  /// The channel under test, connected to the platform's stand-in and to [#sink()].
  protected abstract ChannelAdapter adapter();

  /// The files that the channel under test can send; the same during a test.
  protected abstract RememberedFiles files();

  /// Whether people get files by their address, so that there has to be one.
  protected boolean addressesFiles() {
    return false;
  }

  /// Where the channel puts what it receives; the same one during a test.
  protected abstract RecordingSink sink();

  /// Somebody who has written before.
  protected abstract ContactUrn somebody();

  /// Lets [#somebody()] send a text; the platform gives the update this id and this time, and
  /// learns whether it was accepted.
  protected abstract boolean arrives(String id, Instant at, String text);

  /// Sets how the platform answers from now on.
  protected abstract void platform(Platform behaviour);

  /// What the platform got, in order.
  protected abstract List<Sent> sent();

  /// How this platform can answer at all.
  protected Set<Platform> possible() {
    return EnumSet.allOf(Platform.class);
  }

  /// Whether people can write in this channel at all.
  protected boolean receives() {
    return true;
  }

  /// How many ids the platform gives to a message that it got with this text: one, but an SMS of
  /// several parts may have one for each.
  protected int ids(String text) {
    return 1;
  }

  /// Whether there is an id for everything that the platform counts and charges.
  protected boolean idForEachPart() {
    return true;
  }

  /// Lets somebody who doesn't know our secret bring an update; whether it was accepted. Empty for
  /// a channel that has no door to strangers (it asks for its updates itself).
  protected Optional<Boolean> forged() {
    return Optional.empty();
  }

  /// Lets the platform report what became of a message that it took under this id; for a channel
  /// whose platform reports at all.
  protected void reports(String externalId, MessageStatus status) {
    throw new UnsupportedOperationException(
        "A channel with receipts says how its platform reports them");
  }

  private SendOutcome send(String text, List<List<QuickReply>> rows) {
    return adapter()
        .send(
            new OutboundMessage(
                somebody() + ":1:0", somebody(), new Reply(text, rows, Priority.REPLY)));
  }

  private SendOutcome sendsFiles(String text, Attachment... attachments) {
    platform(Platform.ACCEPTS);
    Reply reply = Reply.of("Олена", text, List.of(attachments));
    SendOutcome outcome =
        adapter().send(new OutboundMessage(somebody() + ":2:0", somebody(), reply));
    if (outcome instanceof SendOutcome.Accepted accepted && idForEachPart()) {
      assertThat(accepted.externalIds()).hasSize(adapter().parts(reply)).doesNotHaveDuplicates();
    }
    return outcome;
  }

  private String words() {
    return String.join(" ", sent().stream().map(Sent::text).filter(t -> !t.isEmpty()).toList());
  }

  private List<String> filesSent() {
    return sent().stream().flatMap(one -> one.files().stream()).toList();
  }

  private List<String> accepted(String text) {
    platform(Platform.ACCEPTS);
    SendOutcome outcome = send(text, List.of());
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    return ((SendOutcome.Accepted) outcome).externalIds();
  }

  private List<MessageStatus> reported(String externalId) {
    return sink().stored().stream()
        .filter(InboundUpdate.DeliveryReported.class::isInstance)
        .map(InboundUpdate.DeliveryReported.class::cast)
        .filter(report -> report.externalId().equals(externalId))
        .peek(report -> assertThat(report.contact()).isEqualTo(somebody()))
        .map(InboundUpdate.DeliveryReported::status)
        .toList();
  }

  private SendOutcome sendWhen(Platform behaviour) {
    assumeTrue(possible().contains(behaviour));
    platform(behaviour);
    return send("Дякуємо.", List.of());
  }

  @Test
  void storesWhatSomebodyWrites() {
    assumeTrue(receives());
    Instant at = Instant.ofEpochSecond(1_790_000_000);

    assertThat(arrives("17", at, "Немає води 😀")).isTrue();

    assertThat(sink().stored()).hasSize(1);
    assertThat(sink().stored().getFirst())
        .isInstanceOfSatisfying(
            InboundUpdate.MessageArrived.class,
            message -> {
              assertThat(message.channel()).isEqualTo(adapter().type());
              assertThat(message.contact()).isEqualTo(somebody());
              assertThat(message.at()).isEqualTo(at);
              assertThat(message.content()).isEqualTo(new Content.Text("Немає води 😀"));
            });
  }

  @Test
  void storesADuplicateOnceAndAcceptsItAgain() {
    assumeTrue(receives());
    Instant at = Instant.ofEpochSecond(1_790_000_000);
    assertThat(arrives("17", at, "Немає води")).isTrue();
    assertThat(arrives("17", at, "Немає води")).isTrue();
    assertThat(sink().stored()).hasSize(1);
  }

  @Test
  void keepsTheOrder() {
    assumeTrue(receives());
    Instant at = Instant.ofEpochSecond(1_790_000_000);
    arrives("17", at, "один");
    arrives("18", at, "два");
    arrives("19", at, "три");
    assertThat(sink().stored())
        .extracting(update -> ((InboundUpdate.MessageArrived) update).content())
        .containsExactly(
            new Content.Text("один"), new Content.Text("два"), new Content.Text("три"));
  }

  @Test
  void doesNotAcceptWhatTheInboxDoesNotTake() {
    assumeTrue(receives());
    sink().unavailable(1);
    assertThat(arrives("17", Instant.ofEpochSecond(1_790_000_000), "Немає води")).isFalse();
    assertThat(sink().stored()).isEmpty();
  }

  @Test
  void sendsATextWithItsButtons() {
    platform(Platform.ACCEPTS);
    SendOutcome outcome =
        send(
            "Усе правильно?\nвул. Хрещатик, 25 <б> & *в* _г_",
            List.of(List.of(QuickReply.of("confirm", "Так"), QuickReply.of("edit", "Змінити"))));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class, accepted -> assertThat(accepted.externalIds()).hasSize(1));
    assertThat(sent())
        .containsExactly(
            new Sent(
                somebody().path(),
                "Усе правильно?\nвул. Хрещатик, 25 <б> & *в* _г_",
                adapter().capabilities().can(Feature.BUTTONS)
                    ? List.of("Так", "Змінити")
                    : List.of()));
  }

  @Test
  void splitsATextThatIsTooLongAndPutsTheButtonsUnderItsEnd() {
    platform(Platform.ACCEPTS);
    int limit = adapter().capabilities().maxTextUnits();
    String sentence = "Довге речення про батареї 😀 у під’їзді. ";
    String text = sentence.repeat(limit * 2 / sentence.length() + 1).strip();

    SendOutcome outcome = send(text, List.of(List.of(QuickReply.of("ok", "Гаразд"))));

    assertThat(sent()).hasSizeGreaterThan(1);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class,
            accepted ->
                assertThat(accepted.externalIds())
                    .hasSize(sent().stream().mapToInt(part -> ids(part.text())).sum()));
    assertThat(String.join(" ", sent().stream().map(Sent::text).toList())).isEqualTo(text);
    assertThat(sent())
        .allSatisfy(part -> assertThat(part.text().length()).isLessThanOrEqualTo(limit));
    if (adapter().capabilities().can(Feature.BUTTONS)) {
      assertThat(sent().subList(0, sent().size() - 1))
          .allSatisfy(part -> assertThat(part.buttons()).isEmpty());
      assertThat(sent().getLast().buttons()).containsExactly("Гаразд");
    }
  }

  @Test
  void sendsAPhotoWithItsText() {
    assertThat(sendsFiles("Ось схема.", RememberedFiles.PHOTO))
        .isInstanceOf(SendOutcome.Accepted.class);
    assertThat(words()).isEqualTo("Ось схема.");
    assertThat(filesSent()).containsExactly("roof");
    assertThat(sent()).allSatisfy(one -> assertThat(one.to()).isEqualTo(somebody().path()));
  }

  @Test
  void sendsADocumentWithItsText() {
    assertThat(sendsFiles("Ось рахунок.", RememberedFiles.DOCUMENT))
        .isInstanceOf(SendOutcome.Accepted.class);
    assertThat(words()).isEqualTo("Ось рахунок.");
    assertThat(filesSent()).containsExactly("bill");
  }

  @Test
  void sendsATextWithTwoFiles() {
    assertThat(sendsFiles("Ось обидва.\nОлена", RememberedFiles.PHOTO, RememberedFiles.DOCUMENT))
        .isInstanceOf(SendOutcome.Accepted.class);
    assertThat(words()).isEqualTo("Ось обидва.\nОлена");
    assertThat(filesSent()).containsExactly("roof", "bill");
  }

  @Test
  void sendsAFileWithoutAText() {
    assertThat(sendsFiles("", RememberedFiles.DOCUMENT)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(words()).isEmpty();
    assertThat(filesSent()).containsExactly("bill");
  }

  @Test
  void sendsALongTextBeforeItsFile() {
    String text = "Довге пояснення про опалення. ".repeat(40).strip();
    assertThat(sendsFiles(text, RememberedFiles.PHOTO)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(words()).isEqualTo(text);
    assertThat(filesSent()).containsExactly("roof");
    assertThat(sent().getLast().files()).containsExactly("roof");
  }

  @Test
  void sendsTheTextAndSaysThatTheFileIsMissingWhereItHasNoAddress() {
    assumeTrue(addressesFiles());
    files().haveNoAddress();
    assertThat(sendsFiles("Ось рахунок.", RememberedFiles.DOCUMENT))
        .isInstanceOfSatisfying(
            SendOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("file-not-sent");
              assertThat(rejected.reason()).contains("holos.public-url");
            });
    assertThat(words()).isEqualTo("Ось рахунок.");
    assertThat(filesSent()).isEmpty();
  }

  @Test
  void sendsNothingWhereThereIsOnlyAFileWithoutAnAddress() {
    assumeTrue(addressesFiles());
    files().haveNoAddress();
    assertThat(sendsFiles("", RememberedFiles.PHOTO)).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(sent()).isEmpty();
  }

  @Test
  void typingNeitherFailsNorIsAMessage() {
    platform(Platform.ACCEPTS);
    adapter().typing(somebody(), "Олена");
    assertThat(sent()).isEmpty();
  }

  @Test
  void tellsExactlyHowLongThePlatformWantsUsToWait() {
    assertThat(sendWhen(Platform.THROTTLES))
        .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(7)));
  }

  @Test
  void callsAFaultOfThePlatformUnreachable() {
    assertThat(sendWhen(Platform.FAILS)).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void callsARefusalRejected() {
    assertThat(sendWhen(Platform.REFUSES)).isInstanceOf(SendOutcome.Rejected.class);
  }

  @Test
  void noticesThatThePersonIsGone() {
    assertThat(sendWhen(Platform.IS_BLOCKED)).isInstanceOf(SendOutcome.RecipientGone.class);
  }

  @Test
  void namesTheSettingWhenOurCredentialsAreRefused() {
    assertThat(sendWhen(Platform.DENIES_US))
        .isInstanceOfSatisfying(
            SendOutcome.Misconfigured.class,
            wrong -> assertThat(wrong.setting()).startsWith("holos."));
  }

  @Test
  void countsAMessageAsManyTimesAsThePlatformDoes() {
    assumeTrue(idForEachPart());
    int limit = adapter().capabilities().maxTextUnits();
    for (String text : List.of("Дякуємо.", "Немає світла у під’їзді. ".repeat(limit / 12))) {
      Reply reply = new Reply(text, List.of(), Priority.REPLY);
      assertThat(accepted(text)).hasSize(adapter().parts(reply)).doesNotHaveDuplicates();
    }
  }

  @Test
  void tellsWhatBecameOfAMessageOnce() {
    assumeTrue(adapter().capabilities().receipts() != Receipts.NONE);
    String id = accepted("Дякуємо.").getFirst();

    reports(id, MessageStatus.DELIVERED);
    reports(id, MessageStatus.DELIVERED);

    assertThat(reported(id)).containsExactly(MessageStatus.DELIVERED);
  }

  @Test
  void tellsOfAFailureThatComesAfterTheMessageWasTaken() {
    assumeTrue(adapter().capabilities().receipts() != Receipts.NONE);
    String id = accepted("Дякуємо.").getFirst();

    reports(id, MessageStatus.FAILED);

    assertThat(reported(id)).containsExactly(MessageStatus.FAILED);
  }

  @Test
  void tellsThatAMessageWasReadWhereThePlatformKnows() {
    assumeTrue(adapter().capabilities().receipts() == Receipts.READ);
    String id = accepted("Дякуємо.").getFirst();

    reports(id, MessageStatus.DELIVERED);
    reports(id, MessageStatus.READ);

    assertThat(reported(id)).containsExactly(MessageStatus.DELIVERED, MessageStatus.READ);
  }

  @Test
  void losesNoReportWhileTheInboxIsAway() {
    assumeTrue(adapter().capabilities().receipts() != Receipts.NONE);
    String id = accepted("Дякуємо.").getFirst();

    sink().unavailable(1);
    reports(id, MessageStatus.DELIVERED);
    reports(id, MessageStatus.DELIVERED);

    assertThat(reported(id)).containsExactly(MessageStatus.DELIVERED);
  }

  @Test
  void storesNothingFromSomebodyWhoDoesNotKnowTheSecret() {
    Optional<Boolean> taken = forged();
    assumeTrue(taken.isPresent());
    assertThat(taken).contains(false);
    assertThat(sink().stored()).isEmpty();
  }

  @Test
  void declaresNothingThatItCannotKeep() {
    ChannelCapabilities can = adapter().capabilities();
    assertThat(adapter().type().code()).matches("[a-z]+").isEqualTo(somebody().scheme());
    assertThat(can.maxTextUnits()).isGreaterThanOrEqualTo(70);
    if (can.can(Feature.SHARE_LOCATION) || can.can(Feature.SHARE_PHONE)) {
      assertThat(can.features()).contains(Feature.BUTTONS);
    }
  }

  @Test
  void refusesABlankTextWithoutAskingThePlatform() {
    platform(Platform.ACCEPTS);
    assertThat(send("  ", List.of())).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(sent()).isEmpty();
  }

  @Test
  void sendsHalfASurrogatePairAsSomethingReadable() {
    platform(Platform.ACCEPTS);
    assertThat(send("Ваш текст: \uD83D…", List.of())).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(sent()).extracting(Sent::text).containsExactly("Ваш текст: \uFFFD…");
  }

  @Test
  void opensNoFileOfAnotherChannel() {
    assertThatThrownBy(() ->
            adapter()
                .open(new Attachment(Attachment.Kind.PHOTO, "elsewhere:1", "image/jpeg", "", 0)))
        .isInstanceOf(IOException.class);
  }
}
