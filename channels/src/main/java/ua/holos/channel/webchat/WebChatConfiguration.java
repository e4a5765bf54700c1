package ua.holos.channel.webchat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelWords;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.TypingListener;
import ua.holos.bot.conversation.Wording;

/// The web chat, on unless `holos.webchat.enabled` is `false`.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "holos.webchat.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(WebChatSettings.class)
public class WebChatConfiguration {

  @Bean
  ChannelAdapter webChatAdapter(ChatHistory history, ChatUploads uploads) {
    return new WebChatAdapter(history, uploads, InstantSource.system());
  }

  @Bean
  ChatStreams chatStreams(ChatHistory history) {
    return new ChatStreams(history);
  }

  @Bean
  WebChatController webChatController(
      InboundSink inbox,
      ChatHistory history,
      ChatUploads uploads,
      ChatStreams streams,
      WebChatSettings settings,
      ObjectProvider<TypingListener> typing,
      Wording wording) {
    InstantSource clock = InstantSource.system();
    return new WebChatController(
        inbox,
        history,
        uploads,
        streams,
        new MessagePace(settings.messagesPerMinute(), clock),
        new TypingBeats(typing.getIfAvailable(() -> _ -> {}), clock),
        wording,
        clock);
  }

  @Bean
  ChannelWords webChatWords() {
    return new ChannelWords(
        Map.of(
            "webchat.greeting", List.of(),
            "webchat.refused.disguised", List.of(),
            "webchat.refused.file", List.of(),
            "webchat.refused.later", List.of(),
            "webchat.refused.long", List.of(),
            "webchat.refused.pace", List.of(),
            "webchat.refused.token", List.of(),
            "webchat.refused.unreadable", List.of()));
  }

  @Bean
  WebChatPages webChatPages(WebChatSettings settings) {
    return new WebChatPages(settings);
  }
}
