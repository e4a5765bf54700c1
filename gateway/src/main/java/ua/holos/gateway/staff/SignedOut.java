package ua.holos.gateway.staff;

/// Somebody has signed out; published in the application, so that the desk lets go what they hold.
public record SignedOut(StaffMember member) {}
