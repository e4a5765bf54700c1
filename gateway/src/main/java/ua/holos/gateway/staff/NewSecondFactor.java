package ua.holos.gateway.staff;

import java.io.Serializable;

/// A second factor that is being set up: it counts once its first code was typed.
///
/// @param closedSecret encrypted, as it will be in the account
record NewSecondFactor(String closedSecret) implements Serializable {
  static final String ATTRIBUTE = "holos.new-second-factor";
}
