package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that waits for a person, over a restart of the program that kept the workspace. */
class HeldPlanAtStartTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** More than get their ids without a person's word. */
  private static final int FILES = 51;

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");

  private Engine keeper() {
    return TestEngines.keeper(Workspace.open(folder, new DiskFileLayer()), clock);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.put(file.getFileName().toString(), Sha256.of(file));
      }
    }
    return out;
  }

  @Test
  @DisplayName(
      "What a held plan is about is known again after a restart within the hour, as many as it"
          + " says, and nothing of the user's is written")
  void foundAgainAtTheStart() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("f" + i + ".txt"), "f" + i);
    }
    try (Engine engine = TestEngines.adopting(folder, clock)) {
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      assertEquals(FILES, engine.heldPlans().getFirst().differences());
    }
    Map<String, String> before = files();
    clock.advance(Duration.ofMinutes(10));
    try (Engine engine = keeper()) {
      HeldPlan held = engine.heldPlans().getFirst();
      assertEquals(List.of(), engine.registryActions().differences(), "of this process none yet");
      engine.start();
      assertTrue(engine.awaitIdle(LONG));
      List<DriftItem> found = engine.registryActions().differences();
      assertEquals(FILES, found.size());
      assertTrue(found.stream().allMatch(item -> item.kind() == DriftKind.UNREGISTERED));
      assertEquals(held.planId(), engine.heldPlans().getFirst().planId());
      assertEquals(held.differences(), engine.heldPlans().getFirst().differences());
    }
    assertEquals(before, files());
  }
}
