package ua.holos.gateway.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the media store.
///
/// @param maxBytes the largest file that is kept, in bytes (`holos.media.max-bytes`); the default
///   is what Telegram gives a bot at most (20 MB)
@ConfigurationProperties("holos.media")
public record MediaSettings(@DefaultValue("20971520") long maxBytes) {
  public MediaSettings {
    if (maxBytes < 1 || maxBytes > 1_000_000_000) {
      throw new IllegalArgumentException(
          "holos.media.max-bytes: found "
              + maxBytes
              + ", expected a size in bytes from 1 to 1000000000");
    }
  }
}
