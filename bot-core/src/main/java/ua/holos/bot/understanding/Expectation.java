package ua.holos.bot.understanding;

/// What the conversation is waiting for. It helps to read a bare «25» or «шевченка».
public enum Expectation {
  ANYTHING,
  CATEGORY,
  STREET,
  HOUSE,
  ENTRANCE,
  DETAIL,
  CONFIRMATION,
  PHONE
}
