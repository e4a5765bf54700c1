package ua.holos.bot.channel;

/// The inbox can't take anything now (for instance Redis is down). A webhook answers 503, a poller
/// keeps its offset, so that the platform delivers again.
public final class InboxUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InboxUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
