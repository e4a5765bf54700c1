package ua.holos.gateway.record;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DeliveryOnH2Test extends DeliveryContractTest {
  @TempDir Path folder;

  @Override
  RecordDatabase database() {
    return RecordDatabase.file(folder);
  }
}
