package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.SendOutcome;

class SentPartsTest {
  private final SentParts parts = new SentParts();
  private final List<Integer> sent = new ArrayList<>();

  private SendOutcome accept(int part) {
    sent.add(part);
    return new SendOutcome.Accepted(List.of("id" + part));
  }

  @Test
  void sendsAllPartsInOrder() {
    assertThat(parts.send("key", 3, this::accept))
        .isEqualTo(new SendOutcome.Accepted(List.of("id0", "id1", "id2")));
    assertThat(sent).containsExactly(0, 1, 2);
  }

  @Test
  void goesOnWithThePartThatFailed() {
    SendOutcome failure = new SendOutcome.Unreachable("cable");
    assertThat(parts.send("key", 3, part -> part == 1 ? failure : accept(part))).isEqualTo(failure);
    assertThat(parts.send("key", 3, this::accept))
        .isEqualTo(new SendOutcome.Accepted(List.of("id0", "id1", "id2")));
    assertThat(sent).containsExactly(0, 1, 2);
  }

  @Test
  void confusesNoMessages() {
    parts.send("one", 2, part -> part == 1 ? new SendOutcome.Unreachable("") : accept(part));
    parts.send("other", 2, this::accept);
    assertThat(sent).containsExactly(0, 0, 1);
  }

  @Test
  void sendsAPartOnceAlsoWhenThePlatformGivesNoIdForIt() {
    assertThat(
            parts.send(
                "key",
                2,
                part -> {
                  sent.add(part);
                  return new SendOutcome.Accepted(List.of());
                }))
        .isEqualTo(new SendOutcome.Accepted(List.of()));
    assertThat(sent).containsExactly(0, 1);
  }
}
