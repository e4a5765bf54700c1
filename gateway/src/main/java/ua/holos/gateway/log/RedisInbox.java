package ua.holos.gateway.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.store.JsonCodec;

/// The inbox: events of every source, each appended once.
final class RedisInbox implements EventInbox, InboundSink {
  /// How long a source's id is remembered: longer than any platform delivers again (Telegram: 24
  /// h).
  private static final Duration REMEMBERED = Duration.ofHours(48);

  private final Partitions partitions;
  private final GroupWriter writer;
  private final JsonCodec codec;
  private final LogMetrics metrics;

  RedisInbox(Partitions partitions, GroupWriter writer, JsonCodec codec, LogMetrics metrics) {
    this.partitions = partitions;
    this.writer = writer;
    this.codec = codec;
    this.metrics = metrics;
  }

  @Override
  public Acceptance accept(InboundUpdate update) {
    Acceptance acceptance = append(update);
    if (acceptance == Acceptance.APPENDED
        && update instanceof InboundUpdate.DeliveryReported report) {
      metrics.reported(report.channel().code(), report.status());
    }
    return acceptance;
  }

  private Acceptance append(InboundUpdate update) {
    return append(
        ConversationId.of(update.contact()),
        update.channel().code(),
        update.id(),
        switch (update) {
          case InboundUpdate.MessageArrived it ->
              new Event.MessageReceived(
                  it.at(),
                  it.content(),
                  it.messageId(),
                  it.displayName(),
                  Understanding.NOTHING,
                  null);
          case InboundUpdate.MessageEdited it ->
              new Event.MessageEdited(it.at(), it.content(), it.messageId(), Understanding.NOTHING);
          case InboundUpdate.DeliveryReported it ->
              new Event.DeliveryReported(it.at(), it.externalId(), it.status(), it.reason());
          case InboundUpdate.ContactStopped it -> new Event.ContactStopped(it.at());
          case InboundUpdate.ContactReturned it -> new Event.ContactReturned(it.at());
        });
  }

  @Override
  public Acceptance append(
      ConversationId conversation, String source, String sourceId, Event event) {
    return append(conversation, source, sourceId, event, REMEMBERED);
  }

  Acceptance append(
      ConversationId conversation,
      String source,
      String sourceId,
      Event event,
      Duration remembered) {
    int partition = partitions.of(conversation);
    CompletableFuture<@Nullable String> appended =
        writer.append(
            partition,
            partitions.keys(partition).seen(source, sourceId),
            remembered.toSeconds(),
            Bytes.of(conversation.value()),
            event,
            codec.writeEvent(event));
    try {
      return appended.get(1_500, TimeUnit.MILLISECONDS) == null
          ? Acceptance.DUPLICATE
          : Acceptance.APPENDED;
    } catch (TimeoutException e) {
      appended.cancel(false);
      throw new InboxUnavailableException("Redis does not answer", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InboxUnavailableException("Redis can't be written", cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InboxUnavailableException("Interrupted while writing to Redis", e);
    }
  }
}
