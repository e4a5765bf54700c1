package ua.holos.bot.conversation;

import ua.holos.bot.message.ContactUrn;

/// A conversation's id: the URN of the contact it is held with.
public record ConversationId(String value) {

  public static ConversationId of(ContactUrn contact) {
    return new ConversationId(contact.toString());
  }

  public ContactUrn contact() {
    return ContactUrn.parse(value);
  }
}
