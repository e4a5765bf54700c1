package ua.holos.channel.sms;

import org.jsmpp.SMPPConstant;
import ua.holos.bot.channel.SendOutcome;

/// What a refused submit means (`command_status`, SMPP 3.4, 5.1.3).
final class SubmitStatus {

  private SubmitStatus() {}

  /// @param wait how long to wait when the SMSC can't take more now
  static SendOutcome outcome(int status, ThrottleWait wait) {
    return switch (status) {
      case SMPPConstant.STAT_ESME_RTHROTTLED -> new SendOutcome.Throttled(wait.throttled());
      case SMPPConstant.STAT_ESME_RMSGQFUL -> new SendOutcome.Throttled(wait.queueFull());
      // The SMSC's own faults, and a connection that isn't bound as we think.
      case SMPPConstant.STAT_ESME_RSYSERR,
          SMPPConstant.STAT_ESME_RINVBNDSTS,
          SMPPConstant.STAT_ESME_RX_T_APPN,
          SMPPConstant.STAT_ESME_RUNKNOWNERR ->
          new SendOutcome.Unreachable("status " + name(status));
      // The number doesn't exist: nothing will ever arrive there.
      case SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI ->
          new SendOutcome.RecipientGone("no-such-number");
      case SMPPConstant.STAT_ESME_RINVSRCADR,
          SMPPConstant.STAT_ESME_RINVSRCTON,
          SMPPConstant.STAT_ESME_RINVSRCNPI ->
          new SendOutcome.Misconfigured("holos.sms.smpp.sender");
      case SMPPConstant.STAT_ESME_RINVEXPIRY ->
          new SendOutcome.Misconfigured("holos.sms.smpp.validity");
      case SMPPConstant.STAT_ESME_RINVSYSTYP ->
          new SendOutcome.Misconfigured("holos.sms.smpp.system-type");
      default -> new SendOutcome.Rejected(name(status), "The SMSC refuses the message");
    };
  }

  /// As the standard writes it: `0x00000058`.
  static String name(int status) {
    return "0x%08X".formatted(status);
  }
}
