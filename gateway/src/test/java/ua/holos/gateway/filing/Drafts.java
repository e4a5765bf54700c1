package ua.holos.gateway.filing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.understanding.Detail;

/// Appeals to file in tests.
final class Drafts {
  private Drafts() {}

  static AppealDraft hotWater() {
    return hotWater("web:" + UUID.randomUUID() + ":1", "Третій день немає гарячої води & тепла");
  }

  static AppealDraft hotWater(String reference, String description) {
    return new AppealDraft(
        reference,
        ContactUrn.parse("web:1"),
        "hot-water",
        description,
        "вулиця Хрещатик, 25",
        "street-1",
        50.4474,
        30.5219,
        Map.of(Detail.ENTRANCE, "2"),
        List.of(
            new Attachment(
                Attachment.Kind.PHOTO,
                "media:0123456789abcdef0123456789abcdef",
                "image/jpeg",
                "",
                5)),
        "+380501234567",
        "Олена Петренко",
        List.of("house-not-in-register"),
        Instant.now().minusSeconds(5));
  }
}
