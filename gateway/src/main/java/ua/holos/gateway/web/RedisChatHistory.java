package ua.holos.gateway.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.resps.StreamEntry;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.message.ContactUrn;
import ua.holos.channel.webchat.ChatHistory;
import ua.holos.channel.webchat.ChatLine;

/// Web chats' histories as one capped Redis stream each, kept for 30 days after the last line. News
/// reaches the pages of other replicas by publish and subscribe; a page that missed a call finds
/// out at its next heartbeat.
final class RedisChatHistory implements ChatHistory, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RedisChatHistory.class);
  private static final String NEWS = "holos:chat-news";
  private static final String TYPING = "holos:chat-typing";
  private static final int LINES = 500;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// One atomic step: the key of the line is remembered, and the line added if it is new.
  private static final String APPEND =
      """
      if not redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[3]) then return 0 end
      redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'l', ARGV[1])
      redis.call('EXPIRE', KEYS[1], ARGV[3])
      return 1
      """;

  private final UnifiedJedis redis;
  private final JsonMapper json;
  private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();
  private final Listener listener = new Listener();
  private final Thread listening;
  private volatile boolean closed;

  RedisChatHistory(UnifiedJedis redis, JsonMapper json) {
    this.redis = redis;
    this.json = json;
    this.listening = Thread.ofPlatform().daemon().name("webchat-news").start(this::listen);
  }

  @Override
  public void append(ContactUrn contact, ChatLine line) {
    String stream = stream(contact);
    try {
      Object added =
          redis.eval(
              APPEND,
              List.of(stream, stream + ":seen:" + line.key()),
              List.of(
                  json.writeValueAsString(line),
                  String.valueOf(LINES),
                  String.valueOf(KEPT.toSeconds())));
      if (Long.valueOf(1).equals(added)) {
        tell(contact.path());
        redis.publish(NEWS, contact.path());
      }
    } catch (JedisException e) {
      throw new InboxUnavailableException("The chat history can't be written now", e);
    }
  }

  @Override
  public List<Positioned> after(ContactUrn contact, String position) {
    try {
      List<StreamEntry> entries =
          redis.xrange(stream(contact), position.isEmpty() ? "-" : "(" + position, "+");
      List<Positioned> lines = new ArrayList<>(entries.size());
      for (StreamEntry entry : entries) {
        StreamEntryID id = entry.getID();
        String line = entry.getFields().get("l");
        lines.add(new Positioned(id.toString(), json.readValue(line, ChatLine.class)));
      }
      return lines;
    } catch (JedisException e) {
      throw new InboxUnavailableException("The chat history can't be read now", e);
    }
  }

  @Override
  public Subscription subscribe(ContactUrn contact, Follower follower) {
    followers.compute(
        contact.path(),
        (_, known) -> {
          List<Follower> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(follower);
          return all;
        });
    return () ->
        followers.computeIfPresent(
            contact.path(),
            (_, all) -> {
              all.remove(follower);
              return all.isEmpty() ? null : all;
            });
  }

  @Override
  public void typing(ContactUrn contact, String operator) {
    try {
      redis.publish(TYPING, contact.path() + "\n" + operator);
    } catch (JedisException e) {
      // The next beat comes soon.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (listener.isSubscribed()) {
        listener.unsubscribe();
      }
    } catch (JedisException e) {
      // The connection is gone already.
    }
    listening.interrupt();
  }

  private static String stream(ContactUrn contact) {
    return "chat:{" + contact.path() + "}";
  }

  private void tell(String path) {
    followers.getOrDefault(path, List.of()).forEach(Follower::news);
  }

  private void listen() {
    while (!closed) {
      try {
        redis.subscribe(listener, NEWS, TYPING);
      } catch (RuntimeException e) {
        if (!closed) {
          log.warn(
              "No news of other replicas' web chats for now: {}", e.getClass().getSimpleName());
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private final class Listener extends JedisPubSub {
    @Override
    public void onMessage(String channel, String told) {
      if (channel.equals(NEWS)) {
        tell(told);
        return;
      }
      String[] pathAndName = told.split("\n", 2);
      if (pathAndName.length == 2) {
        followers
            .getOrDefault(pathAndName[0], List.of())
            .forEach(follower -> follower.typing(pathAndName[1]));
      }
    }
  }
}
