package ua.holos.gateway.record;

/// Tells when the record's tables are there, for parts that keep tables of their own.
public interface RecordTables {

  /// Runs a task as soon as the tables are there: now, or when the database has answered. A task
  /// that fails is logged and not run again.
  void whenReady(Runnable task);
}
