package ua.holos.gateway.history;

import java.util.ArrayList;
import java.util.List;

/// How a number may stand in the record: as platforms and people gave it.
final class PhoneForms {
  private static final String UKRAINE = "+38";

  private PhoneForms() {}

  /// @param phone `+380441234567`
  static List<String> of(String phone) {
    List<String> forms = new ArrayList<>(List.of(phone));
    if (phone.startsWith("+")) {
      forms.add(phone.substring(1));
    }
    if (phone.startsWith(UKRAINE + "0")) {
      forms.add(phone.substring(UKRAINE.length()));
    }
    return forms;
  }
}
