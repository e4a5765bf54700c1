package ua.holos.gateway.media;

import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.gateway.open311.KeptSecret;
import ua.holos.gateway.open311.PublicUrl;

/// The media store in a folder. Replicas share the folder, so that each serves what another kept.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaSettings.class)
class MediaConfiguration {

  @Bean
  MediaStore mediaStore(MediaSettings settings, @Value("${holos.data-dir:./data}") Path dataFolder)
      throws IOException {
    String key = KeptSecret.in(dataFolder, "media-key").value();
    return new FolderMediaStore(
        dataFolder.resolve("media"), settings.maxBytes(), key.getBytes(StandardCharsets.UTF_8));
  }

  @Bean
  AttachmentKeeper attachmentKeeper(MediaStore media) {
    return new StoredAttachments(media);
  }

  @Bean
  AttachmentSource attachmentSource(MediaStore media, PublicUrl publicUrl) {
    return new KeptFiles(media, publicUrl);
  }

  /// Uploads may be as large as what is kept; the store says more kindly what is too large.
  @Bean
  MultipartConfigElement multipartConfigElement(MediaSettings settings) {
    long file = settings.maxBytes() + 1_000_000;
    return new MultipartConfigElement("", file, 5 * file, 0);
  }
}
