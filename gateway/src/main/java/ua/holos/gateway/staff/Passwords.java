package ua.holos.gateway.staff;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Hashes passwords (BCrypt), compares them, and makes one-time passwords.
final class Passwords {
  /// About a third of a second on a small server: bearable once a day, too long for guessing.
  static final int STRENGTH = 12;

  /// Without o, l, i, 0, 1: they are read aloud and typed.
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final BCryptPasswordEncoder encoder;
  private final SecureRandom random;
  private final String nobodys;

  /// Hashing is meant to be slow; so many at once and no more, so that a flood of tries takes a
  /// part of the processors and not all.
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

  Passwords(int strength, SecureRandom random) {
    this.encoder = new BCryptPasswordEncoder(strength, random);
    this.random = random;
    this.nobodys = hash(oneTime());
  }

  /// @throws IllegalArgumentException for more than 72 bytes
  String hash(String password) {
    return encoder.encode(password);
  }

  /// Whether a password is the one. Takes its time also where there is none, so that the time says
  /// nothing about which accounts exist.
  ///
  /// @param hash null when there is no such account, or none with a password
  /// @throws BusyException when too many wait already
  boolean matches(String password, @Nullable String hash) {
    try {
      if (!turns.tryAcquire(10, TimeUnit.SECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      boolean tooLong = password.getBytes(StandardCharsets.UTF_8).length > PasswordRules.MOST_BYTES;
      boolean known = hash != null && !tooLong;
      return encoder.matches(tooLong ? "" : password, known ? hash : nobodys) && known;
    } finally {
      turns.release();
    }
  }

  /// A password for one use, of about 79 random bits: `k3vh-9wmt-2qxp-c7ea`.
  String oneTime() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      if (i > 0 && i % 4 == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  /// More people try to sign in at once than there is room for.
  static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
