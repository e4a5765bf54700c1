package ua.holos.gateway.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.gateway.staff.StaffMember;

/// Whom conversations that wait are given to: those with the skills and a free place who have had
/// nothing new for longest. Whoever is wanted is waited for as long as they are at the desk.
final class Routing {
  private final BiPredicate<StaffMember, DeskCase> skilled;

  /// @param skilled whether somebody has the skills for a conversation
  Routing(BiPredicate<StaffMember, DeskCase> skilled) {
    this.skilled = skilled;
  }

  /// Somebody at the desk who isn't away.
  ///
  /// @param ready whether conversations may be given to them
  /// @param held how many they have
  /// @param idleSince when they last let one go or got one, or came
  record Candidate(StaffMember member, boolean ready, long held, Instant idleSince) {
    boolean free() {
      return ready && held < member.parallel();
    }

    private Candidate given(Instant at) {
      return new Candidate(member, ready, held + 1, at);
    }
  }

  /// A conversation is to be given to somebody.
  record Decision(ConversationId conversation, StaffMember to) {}

  /// @param waiting in the order in which they are to be taken
  List<Decision> decide(List<LiveCase> waiting, List<Candidate> atDesk, Instant now) {
    List<Candidate> candidates = new ArrayList<>(atDesk);
    List<Decision> decisions = new ArrayList<>();
    for (LiveCase live : waiting) {
      Optional<Candidate> chosen =
          fitting(live.shown(), candidates).stream()
              .filter(Candidate::free)
              .min(
                  Comparator.comparing(Candidate::idleSince)
                      .thenComparing(candidate -> candidate.member().id()));
      chosen.ifPresent(candidate -> {
        decisions.add(new Decision(live.conversation(), candidate.member()));
        candidates.set(
            candidates.indexOf(candidate), candidate.given(now.plusNanos(decisions.size())));
      });
    }
    return decisions;
  }

  private List<Candidate> fitting(DeskCase shown, List<Candidate> candidates) {
    Destination wanted = shown.handOff().wanted();
    if (wanted != null) {
      List<Candidate> meant =
          candidates.stream()
              .filter(candidate -> Fitness.named(candidate.member(), wanted))
              .toList();
      if (!meant.isEmpty()) {
        return meant;
      }
    }
    return candidates.stream()
        .filter(candidate -> skilled.test(candidate.member(), shown))
        .toList();
  }
}
