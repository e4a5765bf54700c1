package ua.holos.gateway.record;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WordFollowerOnH2Test extends WordFollowerContract {
  @TempDir Path folder;

  @Override
  RecordDatabase database() {
    return RecordDatabase.file(folder);
  }
}
