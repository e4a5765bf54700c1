package ua.holos.gateway.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.Heard;

/// What a citizen, or an operator for them, corrected or chose on the way to a confirmed appeal: a
/// label for training.
///
/// @param subject `category` or `address`
/// @param author `citizen` or `operator`
/// @param manner how the right one came about
/// @param understood category code or street id that was taken, null when none was
/// @param correct category code or street id, null for a street that isn't in the register
/// @param words the address as written, null for a category
record Correction(
    String reference,
    String subject,
    String author,
    Manner manner,
    @Nullable String understood,
    @Nullable String understoodHouse,
    @Nullable String correct,
    @Nullable String correctHouse,
    @Nullable String words,
    Instant at) {

  static final String CATEGORY = "category";
  static final String ADDRESS = "address";

  /// The mark of an appeal that an operator registered.
  private static final String BY_OPERATOR = "by-operator";

  enum Manner {
    /// Another was taken, and a person put it right.
    CORRECTED,
    /// It was among those offered.
    CHOSEN,
    /// It wasn't among those offered, or nothing could be offered.
    FOUND
  }

  /// What a confirmed appeal has to teach; nothing when all was understood as it was confirmed.
  static List<Correction> of(AppealDraft draft) {
    List<Correction> corrections = new ArrayList<>(2);
    Heard heard = draft.heard();
    String author = draft.flags().contains(BY_OPERATOR) ? "operator" : "citizen";
    List<String> read = heard.categories();
    String taken = heard.certain() && !read.isEmpty() ? read.getFirst() : null;
    if (!draft.category().isEmpty() && !draft.category().equals(taken)) {
      corrections.add(
          new Correction(
              draft.reference(),
              CATEGORY,
              author,
              manner(taken != null, read.contains(draft.category())),
              taken,
              null,
              draft.category(),
              null,
              null,
              draft.confirmedAt()));
    }
    Heard.Address address = heard.address();
    if (address != null && draft.streetId() != null) {
      String street = address.certain() ? address.streets().getFirst() : null;
      boolean sameHouse = address.house() == null || Objects.equals(address.house(), draft.house());
      if (!draft.streetId().equals(street) || !sameHouse) {
        corrections.add(
            new Correction(
                draft.reference(),
                ADDRESS,
                author,
                manner(street != null, address.streets().contains(draft.streetId())),
                street,
                address.house(),
                draft.streetId(),
                draft.house(),
                Rows.clean(address.words()),
                draft.confirmedAt()));
      }
    }
    return corrections;
  }

  private static Manner manner(boolean taken, boolean offered) {
    if (taken) {
      return Manner.CORRECTED;
    }
    return offered ? Manner.CHOSEN : Manner.FOUND;
  }
}
