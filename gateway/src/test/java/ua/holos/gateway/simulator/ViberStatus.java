package ua.holos.gateway.simulator;

/// What a Viber API answer's `status` says; the HTTP status is 200 with all of them.
enum ViberStatus {
  OK(0, "ok"),
  INVALID_URL(1, "invalidUrl"),
  INVALID_AUTH_TOKEN(2, "invalidAuthToken"),
  BAD_DATA(3, "badData"),
  MISSING_DATA(4, "missingData"),
  RECEIVER_NOT_REGISTERED(5, "receiverNotRegistered"),
  RECEIVER_NOT_SUBSCRIBED(6, "receiverNotSubscribed"),
  BLOCKED(7, "publicAccountBlocked"),
  WEBHOOK_NOT_SET(10, "webhookNotSet"),
  TOO_MANY_REQUESTS(12, "tooManyRequests"),
  API_VERSION_NOT_SUPPORTED(13, "apiVersionNotSupported"),
  INCOMPATIBLE_WITH_VERSION(14, "incompatibleWithVersion");

  private final int code;
  private final String message;

  ViberStatus(int code, String message) {
    this.code = code;
    this.message = message;
  }

  int code() {
    return code;
  }

  String message() {
    return message;
  }
}
