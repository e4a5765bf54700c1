package ua.holos.gateway.staff;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/// Somebody who has signed in, as their session knows them: who it is, and nothing that could
/// become outdated. Roles are looked up for every request.
///
/// @param epoch number of the account's sessions; when the account has another one, this is over
/// @param provider whether the city's identity provider vouched for them, second factor included
record SignedIn(UUID account, int epoch, boolean provider) implements Authentication {

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public @Nullable Object getDetails() {
    return null;
  }

  @Override
  public Object getPrincipal() {
    return account;
  }

  @Override
  public boolean isAuthenticated() {
    return true;
  }

  @Override
  public void setAuthenticated(boolean authenticated) {
    throw new IllegalArgumentException("Signing out ends the session");
  }

  @Override
  public String getName() {
    return account.toString();
  }
}
