package ua.holos.bot.conversation;

/// To whom a conversation is to go.
///
/// @param code the operator's id, the skill's or the department's code
/// @param name as people read it
public record Destination(Kind kind, String code, String name) {

  /// What a destination names.
  public enum Kind {
    OPERATOR,
    SKILL,
    DEPARTMENT
  }

  /// Whether it names another operator. Who has a skill or belongs to a department only the desk
  /// knows.
  boolean excludes(Operator operator) {
    return kind == Kind.OPERATOR && !code.equals(operator.id());
  }
}
