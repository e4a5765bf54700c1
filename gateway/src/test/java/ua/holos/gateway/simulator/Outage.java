package ua.holos.gateway.simulator;

/// How a platform fails to answer its API.
public enum Outage {
  /// It answers.
  NONE,
  /// Everything is answered 502.
  BAD_GATEWAY,
  /// Nothing is answered: callers run into their time limits.
  SILENT,
  /// Connections are reset.
  CUT
}
