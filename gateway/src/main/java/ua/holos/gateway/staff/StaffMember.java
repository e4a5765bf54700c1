package ua.holos.gateway.staff;

import java.util.Set;
import java.util.UUID;
import ua.holos.bot.conversation.Operator;

/// A member of staff.
///
/// @param login what they sign in with
/// @param name as colleagues and citizens read it
/// @param parallel how many conversations they hold at once at most
/// @param active whether they may sign in
public record StaffMember(
    UUID id,
    String login,
    String name,
    Set<Role> roles,
    Set<Skill> skills,
    int parallel,
    boolean active) {
  public StaffMember {
    roles = Set.copyOf(roles);
    skills = Set.copyOf(skills);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /// As a conversation knows them.
  public Operator operator() {
    return new Operator(id.toString(), name);
  }
}
