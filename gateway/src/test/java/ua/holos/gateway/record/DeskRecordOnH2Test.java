package ua.holos.gateway.record;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DeskRecordOnH2Test extends DeskRecordContract {
  @TempDir Path folder;

  @Override
  RecordDatabase database() {
    return RecordDatabase.file(folder);
  }
}
