package ua.holos.gateway.city;

/// A mistake in the city pack.
///
/// @param file the file's name in the city pack
/// @param line counted from 1; 0 when the file as a whole is meant
/// @param message what was found and what is expected
public record CityMistake(String file, int line, String message) {

  @Override
  public String toString() {
    return (line == 0 ? file : file + ":" + line) + ": " + message;
  }
}
