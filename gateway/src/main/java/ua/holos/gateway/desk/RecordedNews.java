package ua.holos.gateway.desk;

import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.gateway.record.RecordListener;

/// Calls the pages when there is something new of a conversation in the record, for those that are
/// on the desk or were just now.
record RecordedNews(RedisDesk desk, DeskNews news, InstantSource clock) implements RecordListener {
  private static final Logger log = LoggerFactory.getLogger(RecordedNews.class);

  @Override
  public void recorded(Set<String> conversations) {
    try {
      for (String one : desk.shown(conversations, clock.instant())) {
        news.tell(new DeskNews.Change(DeskNews.Kind.CONVERSATION, new ConversationId(one)));
      }
    } catch (JedisException e) {
      // The record doesn't depend on it; pages look by themselves from time to time.
      log.debug("No news of what was recorded: {}", e.getClass().getSimpleName());
    }
  }
}
