package ua.holos.channel.viber;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.QuickReply;
import ua.holos.channel.viber.ViberMessage.Button;
import ua.holos.channel.viber.ViberMessage.Keyboard;

/// The buttons of a message, and what is written into its tracking data so that they are recognised
/// when they come back.
///
/// A pressed button appears in the chat as something that the person wrote. It is the label, so
/// that the chat can be read afterwards.
record ViberKeyboard(@Nullable Keyboard keyboard, ViberTracking tracking) {
  /// In characters of Viber's HTML; what is longer, Viber crops.
  static final int LONGEST_LABEL = 250;

  /// The Viber from which on people can be asked for their phone number or location by a button.
  static final int SHARING_SINCE = 3;

  /// No buttons: the client goes on showing those that it has.
  static final ViberKeyboard NONE = new ViberKeyboard(null, ViberTracking.NOTHING);

  /// @param context what the deep link brought, empty when there was none
  /// @return [#NONE] when the buttons are more than Viber shows
  static ViberKeyboard of(List<List<QuickReply>> rows, String context) {
    List<ViberGrid.Cell> cells = ViberGrid.of(rows);
    if (cells.isEmpty()) {
      return NONE;
    }
    List<Button> buttons = new ArrayList<>();
    Map<String, String> choices = new LinkedHashMap<>();
    boolean asksForPhone = false;
    for (ViberGrid.Cell cell : cells) {
      QuickReply button = cell.button();
      String answer = button.label().strip();
      switch (button.kind()) {
        case REPLY -> {
          answer = unique(answer, choices);
          choices.put(answer, button.payload());
          buttons.add(button(cell, "reply", answer));
        }
        case SHARE_LOCATION -> buttons.add(button(cell, "location-picker", answer));
        case SHARE_PHONE -> {
          asksForPhone = true;
          buttons.add(button(cell, "share-phone", answer));
        }
      }
    }
    return new ViberKeyboard(
        new Keyboard(buttons), new ViberTracking(choices, asksForPhone, context));
  }

  /// The same without the buttons that an old Viber doesn't know.
  ViberKeyboard withoutSharing() {
    if (keyboard == null) {
      return this;
    }
    List<Button> left = keyboard.buttons().stream().filter(button -> !button.shares()).toList();
    return new ViberKeyboard(
        left.isEmpty() ? null : new Keyboard(left),
        new ViberTracking(tracking.choices(), false, tracking.context()));
  }

  @Nullable Integer minApiVersion() {
    boolean shares = keyboard != null && keyboard.buttons().stream().anyMatch(Button::shares);
    return shares ? SHARING_SINCE : null;
  }

  private static String unique(String answer, Map<String, String> taken) {
    String unique = answer;
    for (int number = 2; taken.containsKey(unique); number++) {
      unique = answer + " (" + number + ")";
    }
    return unique;
  }

  private static Button button(ViberGrid.Cell cell, String action, String answer) {
    return new Button(cell.columns(), cell.rows(), shown(cell.button().label()), action, answer);
  }

  /// As Viber's HTML, cropped between characters.
  static String shown(String label) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < label.length(); ) {
      int letter = label.codePointAt(i);
      String written =
          switch (letter) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(letter);
          };
      if (html.length() + written.length() > LONGEST_LABEL - 1) {
        boolean last = i + Character.charCount(letter) == label.length();
        return last && html.length() + written.length() == LONGEST_LABEL
            ? html.append(written).toString()
            : html.append('…').toString();
      }
      html.append(written);
      i += Character.charCount(letter);
    }
    return html.toString();
  }
}
