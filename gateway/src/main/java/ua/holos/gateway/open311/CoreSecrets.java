package ua.holos.gateway.open311;

import java.io.IOException;
import java.nio.file.Path;

/// The keys that Holos and its core share.
///
/// @param apiKey what a POST to the core needs; empty for a foreign core that asks for none
/// @param webhookSecret signs status changes
public record CoreSecrets(String apiKey, String webhookSecret) {

  /// Takes the settings, and makes up and keeps what they leave open.
  public static CoreSecrets of(CoreSettings settings, Path dataFolder) throws IOException {
    String apiKey = settings.apiKey();
    if (apiKey.isEmpty() && settings.embedded()) {
      apiKey = KeptSecret.in(dataFolder, "core-api-key").value();
    }
    String secret = settings.webhookSecret();
    if (secret.isEmpty()) {
      secret = KeptSecret.in(dataFolder, "core-webhook-secret").value();
    }
    return new CoreSecrets(apiKey, secret);
  }

  @Override
  public String toString() {
    return "CoreSecrets";
  }
}
