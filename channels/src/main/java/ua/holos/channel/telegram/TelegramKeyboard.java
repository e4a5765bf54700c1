package ua.holos.channel.telegram;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardRemove;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// The keyboard under a message.
///
/// Buttons stand under their message (inline), and answer with their payload. Telegram asks for a
/// location or a phone number only by the other kind, the keyboard in place of the letters, and a
/// message can have one of the two. So a reply with such a button gets all its buttons there, and
/// the plain ones answer with their label as text, which the engine takes as the same answer. That
/// keyboard hides after one use; a later reply without buttons takes it away for good. A status
/// doesn't: it may arrive while the citizen is about to press.
final class TelegramKeyboard {

  private TelegramKeyboard() {}

  static @Nullable ReplyKeyboard of(Reply reply) {
    List<QuickReply> buttons = reply.quickReplies();
    if (buttons.isEmpty()) {
      return reply.priority() == Priority.REPLY
          ? ReplyKeyboardRemove.builder().removeKeyboard(true).build()
          : null;
    }
    boolean inline = buttons.stream().allMatch(button -> button.kind() == QuickReply.Kind.REPLY);
    return inline ? inline(reply.rows()) : inPlaceOfLetters(reply.rows());
  }

  private static ReplyKeyboard inline(List<List<QuickReply>> rows) {
    return new InlineKeyboardMarkup(
        rows.stream()
            .filter(row -> !row.isEmpty())
            .map(row ->
                new InlineKeyboardRow(
                    row.stream()
                        .map(button ->
                            InlineKeyboardButton.builder()
                                .text(button.label())
                                .callbackData(button.payload())
                                .build())
                        .toList()))
            .toList());
  }

  private static ReplyKeyboard inPlaceOfLetters(List<List<QuickReply>> rows) {
    return ReplyKeyboardMarkup.builder()
        .keyboard(
            rows.stream()
                .filter(row -> !row.isEmpty())
                .map(row -> new KeyboardRow(row.stream().map(TelegramKeyboard::key).toList()))
                .toList())
        .resizeKeyboard(true)
        .oneTimeKeyboard(true)
        .build();
  }

  private static KeyboardButton key(QuickReply button) {
    var key = KeyboardButton.builder().text(button.label());
    return switch (button.kind()) {
      case REPLY -> key.build();
      case SHARE_LOCATION -> key.requestLocation(true).build();
      case SHARE_PHONE -> key.requestContact(true).build();
    };
  }
}
