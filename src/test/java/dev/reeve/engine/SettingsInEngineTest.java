package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.settings.SettingsView.Value;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings changed on a real workspace: what is written, what holds, what is kept of it. */
class SettingsInEngineTest {
  private static final String TEXT =
      """
      # ours
      [watch]
      debounce_ms = 600 # slow disk
      max_actions_per_cycle = 20
      """;

  @TempDir Path folder;

  @BeforeEach
  void adopt() throws Exception {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Files.writeString(file(), TEXT);
  }

  private Path file() {
    return folder.resolve(".reeve/config.toml");
  }

  private Engine open(Engine.Role role) {
    return Engine.open(Workspace.open(folder, new DiskFileLayer()), role);
  }

  private static Value value(Engine engine, String key) {
    return engine.settings().values().stream()
        .filter(each -> each.key().name().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("A change is written beside the comments, is an execution, and waits for the start")
  void aChangeIsAnExecution() throws Exception {
    try (Engine engine = open(Engine.Role.KEEPER)) {
      String id = engine.settings().change("watch.debounce_ms", 600L, 800L, "dana").orElseThrow();
      assertEquals(TEXT.replace("600", "800"), Files.readString(file()));
      assertTrue(value(engine, "watch.debounce_ms").waits());
      assertEquals(600L, value(engine, "watch.debounce_ms").inForce());
      ExecutionDetail detail = engine.executions().show(id);
      assertEquals("settings", detail.row().kind());
      assertEquals("Change watch.debounce_ms from 600 to 800", detail.row().intent());
      assertEquals("dana", detail.row().operator());
      assertEquals(".reeve/config.toml", detail.files().getFirst().path());
    }
    try (Engine again = open(Engine.Role.KEEPER)) {
      assertEquals(800, again.workspace().config().watch().debounce().toMillis());
      assertFalse(value(again, "watch.debounce_ms").waits());
    }
  }

  @Test
  @DisplayName("What rooms ask for each time holds at once, and nothing else of the file with it")
  void someHoldAtOnce() throws Exception {
    try (Engine engine = open(Engine.Role.KEEPER)) {
      Files.writeString(file(), TEXT + "gitignore = false\n");
      engine.settings().change("watch.max_actions_per_cycle", 20L, 35L, "dana");
      assertEquals(35, engine.workspace().config().watch().maxActions());
      assertFalse(value(engine, "watch.max_actions_per_cycle").waits());
      assertTrue(engine.workspace().config().watch().gitignore(), "edited by hand: it waits");
      assertTrue(value(engine, "watch.gitignore").waits());
    }
  }

  @Test
  @DisplayName("Undo takes back that one value, whatever else was changed since")
  void undo() throws Exception {
    try (Engine engine = open(Engine.Role.KEEPER)) {
      String first =
          engine.settings().change("watch.debounce_ms", 600L, 800L, "dana").orElseThrow();
      String second = engine.settings().change("keep.days", 7L, 30L, "dana").orElseThrow();
      assertTrue(engine.executions().show(first).revertible());
      assertEquals(
          "-watch.debounce_ms = 800\n+watch.debounce_ms = 600\n",
          engine.executions().previewRevert(first, "dana").items().getFirst().diff());
      ExecutionRow undone = engine.executions().revert(first, "dana");
      assertEquals(ExecutionStatus.COMPLETED, undone.status());
      assertEquals(List.of(first, first), List.of(undone.parentId(), undone.reverts()));
      assertEquals(undone.id(), engine.executions().show(first).row().revertedBy().executionId());
      assertEquals(TEXT + "\n[keep]\ndays = 30\n", Files.readString(file()));

      engine.executions().revert(second, "dana");
      assertEquals(TEXT + "\n[keep]\n", Files.readString(file()));
      assertFalse(engine.executions().show(second).revertible());
      EngineException twice =
          assertThrows(EngineException.class, () -> engine.executions().revert(second, "dana"));
      assertEquals("NOT_REVERTIBLE", twice.code());
    }
  }

  @Test
  @DisplayName("Back to what is usual takes the key out; the same value writes nothing")
  void backToUsual() throws Exception {
    try (Engine engine = open(Engine.Role.KEEPER)) {
      assertEquals(
          Optional.empty(), engine.settings().change("watch.debounce_ms", 600L, 600L, "dana"));
      engine.settings().change("watch.debounce_ms", 600L, null, "dana");
      assertEquals(TEXT.replace("debounce_ms = 600 # slow disk\n", ""), Files.readString(file()));
      assertEquals(500L, value(engine, "watch.debounce_ms").file());
    }
  }

  @Test
  @DisplayName("What cannot be used, or was changed by others, is refused and leaves the file")
  void refusals() throws Exception {
    try (Engine engine = open(Engine.Role.KEEPER)) {
      record Case(String code, String key, Object seen, Object value) {}
      for (Case each :
          List.of(
              new Case("SETTING_REFUSED", "watch.debounce_ms", 600L, 60_001L),
              new Case("SETTING_REFUSED", "watch.debounce_ms", 600L, "soon"),
              new Case("SETTING_REFUSED", "watch.roots", List.of("."), List.of("../elsewhere")),
              new Case("SETTING_REFUSED", "watch.unknown", 1L, 2L),
              new Case("SETTINGS_CHANGED", "watch.debounce_ms", 500L, 700L))) {
        EngineException refused =
            assertThrows(
                EngineException.class,
                () -> engine.settings().change(each.key(), each.seen(), each.value(), "dana"));
        assertEquals(each.code(), refused.code(), each.toString());
      }
      assertEquals(TEXT, Files.readString(file()));
    }
  }

  @Test
  @DisplayName("A process that only observes reads settings and changes none")
  void observersChangeNothing() throws Exception {
    try (Engine keeper = open(Engine.Role.KEEPER);
        Engine visitor = open(Engine.Role.VISITOR)) {
      assertEquals(600L, value(visitor, "watch.debounce_ms").file());
      EngineException refused =
          assertThrows(
              EngineException.class,
              () -> visitor.settings().change("watch.debounce_ms", 600L, 700L, "dana"));
      assertEquals("NOT_KEEPER", refused.code());
      assertEquals(TEXT, Files.readString(file()));
      assertTrue(keeper.keeps());
    }
  }

  @Test
  @DisplayName("Without a file, the first change makes it")
  void withoutAFile() throws Exception {
    Files.delete(file());
    try (Engine engine = open(Engine.Role.KEEPER)) {
      engine.settings().change("keep.strategy", "automatic", "manual", "dana");
      assertEquals("[keep]\nstrategy = \"manual\"\n", Files.readString(file()));
    }
  }
}
