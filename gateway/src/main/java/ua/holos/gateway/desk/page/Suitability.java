package ua.holos.gateway.desk.page;

import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.gateway.staff.StaffMember;

/// Who is good for what.
interface Suitability {

  /// Whether the member has the skills that the case needs.
  boolean fits(StaffMember member, DeskCase shown);

  /// Whether the member holds as many conversations as they may at once.
  ///
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached
  boolean full(StaffMember member);

  /// Whether something that goes to a person, a skill or a department goes to this member too.
  boolean meant(StaffMember member, Destination to);
}
