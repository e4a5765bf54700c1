package ua.holos.bot.appeal;

/// Where an appeal stands, as citizens are told it; the city pack has the words.
public enum AppealStatus {
  /// Зареєстровано
  REGISTERED,
  /// Взято в роботу
  IN_PROGRESS,
  /// The department asks the citizen something.
  QUESTION,
  /// Виконано
  DONE,
  /// Роз'яснено
  EXPLAINED,
  /// Не в компетенції
  NOT_COMPETENT,
  /// Не можливо виконати в даний період
  POSTPONED,
  /// На доопрацюванні: the citizen said that it isn't done.
  REOPENED,
  /// Закрито
  CLOSED
}
