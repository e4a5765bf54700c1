package ua.holos.channel.telegram;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.conversation.WordingKeys;

/// The menu of commands beside the field for typing: Ukrainian, and English for those whose
/// Telegram is in English. The words are the city pack's: `telegram.command.start`,
/// `telegram.command.start.en`.
final class TelegramCommands {
  private static final Logger log = LoggerFactory.getLogger(TelegramCommands.class);

  private final TelegramApi api;
  private final Wording wording;

  TelegramCommands(TelegramApi api, Wording wording) {
    this.api = api;
    this.wording = wording;
  }

  /// Tries once.
  ///
  /// @return whether there is nothing more to try
  boolean offer() {
    SetMyCommands ukrainian;
    SetMyCommands english;
    try {
      ukrainian = menu("", "");
      english = menu("en", ".en");
    } catch (IllegalArgumentException e) {
      log.warn("Telegram shows no menu of commands: {}", e.getMessage());
      return true;
    }
    return accepted(ukrainian) && accepted(menu("uk", "")) && accepted(english);
  }

  private boolean accepted(SetMyCommands menu) {
    return switch (api.call(menu)) {
      case TelegramAnswer.Ok _ -> true;
      case TelegramAnswer.NoAnswer _ -> false;
      case TelegramAnswer.Refused refused -> {
        log.warn("Telegram refused the menu of commands: {}", refused.description());
        yield refused.code() == 400;
      }
    };
  }

  private SetMyCommands menu(String language, String suffix) {
    var menu =
        SetMyCommands.builder()
            .commands(
                WordingKeys.MENU.stream()
                    .map(name -> new BotCommand(name, wording.say(WordingKeys.menu(name) + suffix)))
                    .toList());
    // Without a language the menu is for everybody whose language has none of its own.
    return language.isEmpty() ? menu.build() : menu.languageCode(language).build();
  }
}
