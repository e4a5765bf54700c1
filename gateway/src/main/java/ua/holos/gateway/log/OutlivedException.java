package ua.holos.gateway.log;

/// This process is no longer the owner of a partition: somebody else has a newer fencing token.
final class OutlivedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutlivedException(int partition) {
    super("Partition " + partition + " has another owner");
  }
}
