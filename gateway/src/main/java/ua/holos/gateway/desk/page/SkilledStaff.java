package ua.holos.gateway.desk.page;

import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Destination;
import ua.holos.gateway.desk.Fitness;
import ua.holos.gateway.staff.StaffMember;

/// The same rules as routing goes by.
final class SkilledStaff implements Suitability {
  private final Fitness fitness;

  SkilledStaff(Fitness fitness) {
    this.fitness = fitness;
  }

  @Override
  public boolean fits(StaffMember member, DeskCase shown) {
    return fitness.skilled(member, shown);
  }

  @Override
  public boolean full(StaffMember member) {
    return fitness.isFull(member);
  }

  @Override
  public boolean meant(StaffMember member, Destination to) {
    return Fitness.meant(member, to);
  }
}
