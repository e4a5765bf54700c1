package ua.holos.gateway.city;

import java.util.List;

/// The city pack has mistakes; Holos doesn't start with it.
public final class CityPackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String folder;
  private final transient List<CityMistake> mistakes;

  CityPackException(String folder, List<CityMistake> mistakes) {
    super("The city pack in " + folder + " has mistakes: " + mistakes);
    this.folder = folder;
    this.mistakes = List.copyOf(mistakes);
  }

  /// Where the city pack is.
  public String folder() {
    return folder;
  }

  /// All mistakes of all files, in the order of files and lines.
  public List<CityMistake> mistakes() {
    return mistakes;
  }
}
