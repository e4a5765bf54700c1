package ua.holos.bot.address;

/// Which houses the city has. Pure: the same question gets the same answer.
@FunctionalInterface
public interface HouseRegister {

  /// For a city without a list of houses: every house may be right.
  HouseRegister UNKNOWN = (street, house) -> true;

  /// Whether a street of the register has a house; true when the register can't tell.
  ///
  /// @param house normalised number: `25`, `44А`, `40/2`
  boolean has(Street street, String house);
}
