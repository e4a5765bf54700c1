package ua.holos.gateway.simulator;

import java.time.InstantSource;

/// How a [ViberSimulator] is set up.
///
/// @param token what the bot proves itself with, and what callbacks are signed with
/// @param port of the API, 0 for a free one
/// @param clock for the 24-hour session and the hourly limit
/// @param receipts when `delivered` and `seen` come
/// @param hurry callbacks are given up and tried again so many times sooner than Viber does it (5
///   s, then pauses from 5 s doubled up to an hour in all)
public record ViberOptions(
    String token, int port, InstantSource clock, Receipts receipts, int hurry) {

  /// A free port, the real time, prompt receipts, pauses a tenth of Viber's.
  public static final ViberOptions DEFAULT =
      new ViberOptions(
          "4d0c2a6f1b8e9375-27d6c1f0a3b49e58-61e0d7c4b2a8f935",
          0,
          InstantSource.system(),
          Receipts.PROMPT,
          10);

  /// On this port.
  public ViberOptions on(int port) {
    return new ViberOptions(token, port, clock, receipts, hurry);
  }

  /// By this clock.
  public ViberOptions by(InstantSource clock) {
    return new ViberOptions(token, port, clock, receipts, hurry);
  }

  /// With receipts of this kind.
  public ViberOptions with(Receipts receipts) {
    return new ViberOptions(token, port, clock, receipts, hurry);
  }

  /// So many times sooner than Viber.
  public ViberOptions hurried(int times) {
    return new ViberOptions(token, port, clock, receipts, times);
  }
}
