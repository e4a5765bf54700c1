package ua.holos.bot.address;

/// A street of the city's register.
///
/// @param id the register's own id
/// @param type `вулиця`, `проспект`, `провулок`, …
/// @param name the current official name without the type: `Берестейський`
/// @param district the district, empty when unknown; several are joined by ", "
public record Street(String id, String type, String name, String district) {

  /// Type and current official name: `проспект Берестейський`.
  public String officialName() {
    return type.isEmpty() ? name : type + " " + name;
  }
}
