package ua.holos.gateway.staff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All that is known of an account.
///
/// @param passwordHash null for those who sign in with the identity provider only
/// @param totpSecret encrypted; null without a second factor
/// @param epoch number of its sessions; changes when all are to end
/// @param subject who they are for the identity provider
record Account(
    StaffMember member,
    @Nullable String passwordHash,
    boolean mustChange,
    @Nullable String totpSecret,
    @Nullable Instant lockedUntil,
    int epoch,
    @Nullable String subject,
    Instant createdAt,
    @Nullable Instant lastSignedInAt) {

  /// Public, like `locked`, because templates call it.
  public boolean secondFactor() {
    return totpSecret != null;
  }

  public boolean locked(Instant now) {
    return lockedUntil != null && lockedUntil.isAfter(now);
  }

  /// Never the secrets.
  @Override
  public String toString() {
    return "Account[" + member.id() + "]";
  }
}
