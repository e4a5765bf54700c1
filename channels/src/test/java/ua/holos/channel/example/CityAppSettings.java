package ua.holos.channel.example;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings under `holos.cityapp`.
///
/// @param url where the app's server takes answers
/// @param secret what both sides sign with
@ConfigurationProperties("holos.cityapp")
record CityAppSettings(URI url, String secret) {
  CityAppSettings {
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          "holos.cityapp.url: found '"
              + url
              + "', expected an address such as https://app.misto.ua");
    }
    if (secret == null || secret.length() < 16) {
      throw new IllegalArgumentException(
          "holos.cityapp.secret: found "
              + (secret == null ? "nothing" : secret.length() + " characters")
              + ", expected at least 16 characters");
    }
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "CityAppSettings[url=" + url + "]";
  }
}
