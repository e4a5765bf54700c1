package ua.holos.gateway.desk.page;

import ua.holos.bot.message.ContactUrn;

/// Lets the citizen see that somebody is writing, where the channel shows that.
interface TypingSign {

  /// Called as often as keys are pressed; the channel is told seldom enough.
  ///
  /// @param operator name that the person may know
  void tell(ContactUrn contact, String operator);
}
