package dev.reeve.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.Engine;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockView;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two others leave to be seen. */
final class SampleColleaguesTest {
  @Test
  @DisplayName(
      "The lock of the one that was killed is stale and can be released; the other's is held")
  void leaveALockBehind(@TempDir Path folder) throws IOException {
    Path office = folder.resolve("office");
    SampleWorkspace.create(office);
    try (SampleColleagues working = SampleColleagues.start(office);
        Engine engine =
            Engine.open(Workspace.open(office, new DiskFileLayer()), Engine.Role.VISITOR)) {
      LockView locks = engine.locks();
      assertEquals(LockStatus.State.STALE, locks.status("archive").getFirst().state());
      assertEquals(LockStatus.State.HELD, locks.status("runs").getFirst().state());
      assertTrue(locks.breakLock("archive", false, "it was killed", "dana").isPresent());
    }
  }
}
