package ua.holos.channel.webchat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.ContactUrn;

/// The secret that a browser keeps for its chat: 128 random bits or more. Whoever has it can read
/// the chat, so only its digest becomes the contact's URN, and neither logs nor tables ever see it.
record ChatToken(String secret) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,64}");
  private static final String BEARER = "Bearer ";

  /// Reads an `Authorization: Bearer …` header; empty when it is missing or not of the form.
  static Optional<ChatToken> ofHeader(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    String secret = authorization.substring(BEARER.length());
    return FORM.matcher(secret).matches() ? Optional.of(new ChatToken(secret)) : Optional.empty();
  }

  ContactUrn contact() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return new ContactUrn(WebChatAdapter.TYPE.code(), HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ChatToken[…]";
  }
}
