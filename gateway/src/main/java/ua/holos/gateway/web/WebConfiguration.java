package ua.holos.gateway.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.channel.webchat.ChatHistory;
import ua.holos.channel.webchat.ChatUploads;
import ua.holos.gateway.media.MediaStore;

/// What the web chat needs of the application.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  ChatHistory chatHistory(UnifiedJedis redis, JsonMapper json) {
    return new RedisChatHistory(redis, json);
  }

  @Bean
  ChatUploads chatUploads(MediaStore media) {
    return new MediaChatUploads(media);
  }
}
