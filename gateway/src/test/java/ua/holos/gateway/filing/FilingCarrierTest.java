package ua.holos.gateway.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealRegistry;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.media.MediaStore;

class FilingCarrierTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ConversationId CITIZEN = new ConversationId("telegram:4711");

  private final ScriptedRegistry core = new ScriptedRegistry();
  private final RememberedLinks links = new RememberedLinks();
  private final FilingsInFlight inFlight = new FilingsInFlight();
  private final FilingCarrier carrier =
      new FilingCarrier(
          core,
          links,
          new Attachments(new MemoryMedia(), List.of(new OnePhotoChannel())),
          inFlight,
          () -> NOW,
          new Random(7),
          new SimpleMeterRegistry());

  @Test
  void knowsTheConversationBeforeTheCitizenKnowsTheNumber() {
    core.next(new AppealRegistry.RegistryOutcome.Registered("6-000001", NOW.plusSeconds(60)));
    Carried carried = carrier.carry(entry(new Effect.FileAppeal(draft("telegram:photo")), 1));
    assertThat(carried)
        .isEqualTo(
            new Carried.Finished(
                List.of(
                    new Event.AppealFiled(NOW, "telegram:4711:1", "6-000001", NOW.plusSeconds(60))),
                null));
    assertThat(links.find("6-000001"))
        .hasValueSatisfying(link -> assertThat(link.conversation()).isEqualTo(CITIZEN));
    assertThat(core.inFlightSeen).isTrue();
    assertThat(inFlight.any()).isFalse();
  }

  @Test
  void tellsADelayAndFilesWhenTheCoreIsBack() {
    for (int attempt = 1; attempt <= 40; attempt++) {
      core.next(new AppealRegistry.RegistryOutcome.Unavailable("away"));
      Carried carried =
          carrier.carry(entry(new Effect.FileAppeal(draft("telegram:photo")), attempt));
      assertThat(carried).isInstanceOf(Carried.Later.class);
      Carried.Later later = (Carried.Later) carried;
      assertThat(later.events()).containsExactly(new Event.FilingDelayed(NOW, "telegram:4711:1"));
      assertThat(later.delay()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }
    core.next(new AppealRegistry.RegistryOutcome.Registered("6-000002", null));
    assertThat(carrier.carry(entry(new Effect.FileAppeal(draft("telegram:photo")), 41)))
        .isEqualTo(
            new Carried.Finished(
                List.of(new Event.AppealFiled(NOW, "telegram:4711:1", "6-000002", null)), null));
  }

  @Test
  void bringsPhotosIntoTheMediaStore() {
    core.next(new AppealRegistry.RegistryOutcome.Registered("6-000003", null));
    carrier.carry(entry(new Effect.FileAppeal(draft("telegram:photo")), 1));
    assertThat(core.drafts.getFirst().attachments())
        .singleElement()
        .satisfies(photo -> assertThat(photo.reference()).isEqualTo("media:telegram:photo"));
    assertThat(core.drafts.getFirst().flags()).isEmpty();
  }

  @Test
  void doesNotHoldAnAppealBackForALostPhoto() {
    core.next(new AppealRegistry.RegistryOutcome.Registered("6-000003", null));
    carrier.carry(entry(new Effect.FileAppeal(draft("telegram:gone")), 1));
    assertThat(core.drafts.getFirst().attachments()).isEmpty();
    assertThat(core.drafts.getFirst().flags()).containsExactly("attachment-lost");
  }

  @Test
  void tellsARefusal() {
    core.next(new AppealRegistry.RegistryOutcome.Refused("17", "Поза межами міста"));
    assertThat(carrier.carry(entry(new Effect.FileAppeal(draft("telegram:photo")), 1)))
        .isEqualTo(
            new Carried.Finished(
                List.of(new Event.FilingRefused(NOW, "telegram:4711:1", "17", "Поза межами міста")),
                null));
  }

  @Test
  void reopensAndCommentsUnderTheKeyOfTheEffect() {
    core.next(new AppealRegistry.RegistryOutcome.Unavailable("away"));
    Effect reopen = new Effect.ReopenAppeal("6-000001", "Ні", List.of());
    assertThat(carrier.carry(entry(reopen, 1))).isInstanceOf(Carried.Later.class);
    core.next(new AppealRegistry.RegistryOutcome.Registered("6-000001", null));
    assertThat(carrier.carry(entry(reopen, 2))).isEqualTo(new Carried.Finished(List.of(), null));
    core.next(new AppealRegistry.RegistryOutcome.Registered("6-000001", null));
    carrier.carry(entry(new Effect.CommentAppeal("6-000001", "Під'їзд 2", List.of()), 1));
    assertThat(core.updates)
        .containsExactly(
            "reopen 6-000001 telegram:4711:5:0 Ні",
            "reopen 6-000001 telegram:4711:5:0 Ні",
            "comment 6-000001 telegram:4711:5:0 Під'їзд 2");
  }

  @Test
  void carriesNothingElse() {
    assertThat(carrier.carries(new Effect.DismissOperator())).isFalse();
    assertThat(carrier.carries(new Effect.FileAppeal(draft("telegram:photo")))).isTrue();
  }

  private static OutboxEntry entry(Effect effect, int attempt) {
    return new OutboxEntry("telegram:4711:5:0", CITIZEN, effect, NOW, attempt);
  }

  private static AppealDraft draft(String photo) {
    return new AppealDraft(
        "telegram:4711:1",
        ContactUrn.parse("telegram:4711"),
        "roads",
        "Яма",
        "вулиця Тиха, 1",
        null,
        null,
        null,
        Map.of(),
        List.of(new Attachment(Attachment.Kind.PHOTO, photo, "image/jpeg", "", 0)),
        null,
        null,
        List.of(),
        NOW);
  }

  private final class ScriptedRegistry implements AppealRegistry {
    final List<AppealDraft> drafts = new ArrayList<>();
    final List<String> updates = new ArrayList<>();
    private final Deque<RegistryOutcome> outcomes = new ArrayDeque<>();
    boolean inFlightSeen;

    void next(RegistryOutcome outcome) {
      outcomes.add(outcome);
    }

    @Override
    public RegistryOutcome file(AppealDraft draft) {
      inFlightSeen = inFlight.any();
      drafts.add(draft);
      return outcomes.remove();
    }

    @Override
    public RegistryOutcome reopen(
        String number, String key, String comment, List<Attachment> attachments) {
      updates.add("reopen " + number + " " + key + " " + comment);
      return outcomes.remove();
    }

    @Override
    public RegistryOutcome comment(
        String number, String key, String comment, List<Attachment> attachments) {
      updates.add("comment " + number + " " + key + " " + comment);
      return outcomes.remove();
    }
  }

  private static final class MemoryMedia implements MediaStore {
    @Override
    public Stored store(InputStream content, String fileName) {
      throw new UnsupportedOperationException("not here");
    }

    @Override
    public Stored storeOnce(String origin, Source source, String fileName) throws IOException {
      try (InputStream in = source.open()) {
        return new Stored.Kept(
            new Attachment(
                Attachment.Kind.PHOTO,
                "media:" + origin,
                "image/jpeg",
                "",
                in.readAllBytes().length));
      }
    }

    @Override
    public Optional<Media> find(String id) {
      return Optional.empty();
    }
  }

  private static final class OnePhotoChannel implements ChannelAdapter {
    @Override
    public ChannelType type() {
      return new ChannelType("telegram");
    }

    @Override
    public ChannelCapabilities capabilities() {
      throw new UnsupportedOperationException("not asked");
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
      throw new UnsupportedOperationException("not asked");
    }

    @Override
    public InputStream open(Attachment attachment) throws IOException {
      if (attachment.reference().endsWith(":gone")) {
        throw new IOException("file is too old");
      }
      return new ByteArrayInputStream(new byte[] {1, 2, 3});
    }
  }
}
