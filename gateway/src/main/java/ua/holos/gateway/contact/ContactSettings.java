package ua.holos.gateway.contact;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How numbers are proved.
///
/// @param smsPrefixes how the numbers begin to which news and codes go by SMS when a person asks
///   for it, such as `+380`. Elsewhere an SMS can cost a hundred times as much, and anybody may
///   type a number into a chat
@ConfigurationProperties("holos.contacts")
public record ContactSettings(@DefaultValue("+380") List<String> smsPrefixes) {
  public ContactSettings {
    smsPrefixes = List.copyOf(smsPrefixes);
    for (String prefix : smsPrefixes) {
      if (!prefix.matches("\\+[0-9]{0,14}")) {
        throw new IllegalArgumentException(
            "holos.contacts.sms-prefixes: found \""
                + prefix
                + "\", expected the beginning of an international number, such as +380");
      }
    }
  }

  boolean allow(String phone) {
    return smsPrefixes.stream().anyMatch(phone::startsWith);
  }
}
