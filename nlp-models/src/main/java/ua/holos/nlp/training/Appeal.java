package ua.holos.nlp.training;

/// A past appeal with the category that the contact centre gave it.
///
/// @param date as in the file, ISO 8601 so that it sorts; empty when the file has none
/// @param category its code
/// @param type the finer type that an operator filed it under; empty when the file has none
/// @param text the person's words
public record Appeal(String date, String category, String type, String text) {

  /// An appeal without a finer type.
  public Appeal(String date, String category, String text) {
    this(date, category, "", text);
  }
}
