package ua.holos.channel.sms;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;
import ua.holos.channel.support.ChannelContractTest;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

@org.jspecify.annotations.NullUnmarked
class SmppContractTest extends ChannelContractTest {
  @TempDir Path folder;

  private SmppParts parts;
  private final Set<String> arrived = new HashSet<>();

  @BeforeEach
  void connect() {
    parts = new SmppParts(folder);
  }

  @AfterEach
  void disconnect() {
    parts.close();
  }

  @Override
  protected ChannelAdapter adapter() {
    return parts.adapter;
  }

  @Override
  protected RememberedFiles files() {
    return parts.files;
  }

  @Override
  protected boolean addressesFiles() {
    return true;
  }

  @Override
  protected RecordingSink sink() {
    return parts.sink;
  }

  @Override
  protected ContactUrn somebody() {
    return SmppParts.CITIZEN;
  }

  /// An SMSC delivers something again when it hasn't got our answer.
  @Override
  protected boolean arrives(String id, Instant at, String text) {
    parts.now = at;
    if (!arrived.add(id)) {
      reconnect();
    }
    return parts.write(text) == 0;
  }

  private void reconnect() {
    parts.smsc.dropConnections();
    parts.bound();
  }

  /// SMPP has no way to say for how long.
  @Override
  protected Set<Platform> possible() {
    return EnumSet.complementOf(EnumSet.of(Platform.THROTTLES));
  }

  @Override
  protected void platform(Platform behaviour) {
    if (behaviour == Platform.DENIES_US) {
      parts.smsc.bindStatus = SMPPConstant.STAT_ESME_RINVPASWD;
      parts.smsc.dropConnections();
      parts.standing(SmsState.Standing.PASSWORD_REFUSED);
      return;
    }
    int status =
        switch (behaviour) {
          case ACCEPTS -> 0;
          case FAILS -> SMPPConstant.STAT_ESME_RSYSERR;
          case REFUSES -> SMPPConstant.STAT_ESME_RSUBMITFAIL;
          case IS_BLOCKED -> SMPPConstant.STAT_ESME_RINVDSTADR;
          default -> throw new IllegalArgumentException(behaviour.name());
        };
    parts.smsc.submitStatus = _ -> status;
  }

  @Override
  protected List<Sent> sent() {
    return parts.smsc.texts().stream()
        .map(text -> Sent.linked(somebody().path(), text, List.of()))
        .toList();
  }

  @Override
  protected int ids(String text) {
    return SmsText.of(text, DefaultAlphabet.GSM).parts().size();
  }

  @Override
  protected void reports(String externalId, MessageStatus status) {
    parts.receipt(externalId, status == MessageStatus.DELIVERED ? "DELIVRD" : "UNDELIV");
  }
}
