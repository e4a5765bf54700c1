package ua.holos.bot.appeal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Attachment;

/// The city's core system, as Holos sees it. Calls block until the core has answered; the same
/// reference or key may be given again after a lost answer and changes nothing twice.
public interface AppealRegistry {

  /// Files an appeal, or finds the one that was filed before under the same reference.
  RegistryOutcome file(AppealDraft draft);

  /// Gives an appeal back to work because the citizen says that it isn't done.
  ///
  /// @param number the core's number of the appeal
  /// @param key the same for every try
  /// @param comment the citizen's words, may be empty
  RegistryOutcome reopen(String number, String key, String comment, List<Attachment> attachments);

  /// Adds the citizen's words or photos to an appeal (an answer to the department's question).
  RegistryOutcome comment(String number, String key, String comment, List<Attachment> attachments);

  /// What came of a call.
  sealed interface RegistryOutcome {

    /// Done; the core's number and the time by which the city promises to be ready, null when none.
    record Registered(String number, @Nullable Instant expectedAt) implements RegistryOutcome {}

    /// The core can't be reached or has a fault of its own: try again.
    record Unavailable(String detail) implements RegistryOutcome {}

    /// The core refuses it for good, with its own code and words.
    record Refused(String code, String reason) implements RegistryOutcome {}
  }
}
