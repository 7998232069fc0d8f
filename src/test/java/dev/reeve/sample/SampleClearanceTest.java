package dev.reeve.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is kept only as long as the change waits. */
final class SampleClearanceTest {
  private static final Config.Keep NOTHING = new Config.Keep(0, 0, false);

  private Engine sample(Path folder) throws IOException {
    SampleWorkspace.create(folder);
    Files.writeString(folder.resolve(".reeve/config.toml"), "[keep]\nexecutions = 12\ndays = 30\n");
    return Engine.open(Workspace.open(folder, new DiskFileLayer()), Engine.Role.VISITOR);
  }

  @Test
  @DisplayName("When it is over, as much is kept as before, whatever that was")
  void over(@TempDir Path folder) throws IOException {
    try (Engine engine = sample(folder.resolve("office"))) {
      Config.Keep before = engine.workspace().config().keep();
      SampleClearance clearance = new SampleClearance(engine);
      for (int i = 0; i < 2; i++) {
        clearance.propose();
        assertEquals(NOTHING, engine.workspace().config().keep());
      }
      clearance.keepAgain();
      assertEquals(before, engine.workspace().config().keep());
    }
  }

  @Test
  @DisplayName("When it is not taken, as much is kept as before")
  void notTaken(@TempDir Path folder) throws IOException {
    Engine engine = sample(folder.resolve("office"));
    Config.Keep before = engine.workspace().config().keep();
    engine.close();
    SampleClearance clearance = new SampleClearance(engine);
    assertThrows(RuntimeException.class, clearance::propose);
    assertEquals(before, engine.workspace().config().keep());
  }
}
