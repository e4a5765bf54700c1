package ua.holos.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;

class JsonCodecTest {
  private final JsonCodec codec = new JsonCodec();

  @Test
  void everyTypeOfASealedFamilyHasAWireNameOfItsOwn() {
    WireNames.BY_FAMILY.forEach((family, names) -> {
      assertThat(names.keySet())
          .as(family.getSimpleName())
          .containsExactlyInAnyOrder(GoldenFilesTest.types(family));
      assertThat(new HashSet<>(names.values())).hasSameSizeAs(names.keySet());
    });
  }

  @Test
  void aFreshStateIsShortAndReadsBack() {
    Conversation fresh = Conversation.begin(new ConversationId("web:1"));
    byte[] json = codec.writeState(fresh);
    assertThat(codec.readState(json)).isEqualTo(fresh);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"format\":1,\"state\":{\"id\":\"web:1\",\"mode\":{\"type\":\"with-bot\"},\"person\":{}}}");
  }
}
