package ua.holos.gateway.staff;

/// What an operator is good for. Whoever has no skill of a kind takes everything of that kind. With
/// the language UKRAINIAN they also take MIXED and TRANSLITERATED.
///
/// @param code a department's code (the group of categories that it answers for), a district's name
///   as in the street register, or a [ua.holos.bot.understanding.Language]'s name
public record Skill(Kind kind, String code) {

  /// What a skill is about.
  public enum Kind {
    DEPARTMENT,
    DISTRICT,
    LANGUAGE
  }
}
