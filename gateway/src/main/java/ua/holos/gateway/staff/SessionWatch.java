package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/// Looks after what stays open behind a request, such as a line of news: it must end together with
/// the session that opened it.
public interface SessionWatch {

  /// Watches the session of a request.
  ///
  /// @return whether it goes on: false as soon as it was ended, here or elsewhere, or the account
  ///   was deactivated or has other roles. May be asked from any thread, every few seconds.
  BooleanSupplier of(HttpServletRequest request);
}
