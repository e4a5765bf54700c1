package ua.holos.gateway.staff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What is kept in a session, as bytes. Only classes that belong there are read back: who can write
/// into Redis must not be able to run anything here.
final class SessionBytes {
  private static final ObjectInputFilter ALLOWED =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;maxrefs=5000;maxbytes=200000;maxarray=10000;"
              + "ua.holos.gateway.staff.SignedIn;"
              + "ua.holos.gateway.staff.HalfSignedIn;"
              + "ua.holos.gateway.staff.NewSecondFactor;"
              + "org.springframework.security.core.context.SecurityContextImpl;"
              + "org.springframework.security.web.csrf.DefaultCsrfToken;"
              + "org.springframework.security.oauth2.core.AuthorizationGrantType;"
              + "org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;"
              + "org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponseType;"
              + "java.lang.String;java.lang.Number;java.lang.Long;java.lang.Integer;"
              + "java.lang.Boolean;java.lang.Enum;java.lang.Object;"
              + "java.time.Ser;java.time.Instant;java.util.UUID;java.util.CollSer;"
              + "java.util.ArrayList;java.util.HashMap;java.util.LinkedHashMap;java.util.HashSet;"
              + "java.util.LinkedHashSet;java.util.Map$Entry;java.util.Collections$*;"
              + "java.util.ImmutableCollections$*;"
              + "!*");

  private SessionBytes() {}

  static byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(value.getClass() + " does not belong in a session", e);
    }
    return bytes.toByteArray();
  }

  /// Null for what doesn't belong in a session or can't be read.
  static @Nullable Object read(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(ALLOWED);
      return in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException notOurs) {
      return null;
    }
  }
}
