package dev.reeve;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Ticker;
import dev.reeve.console.registry.RegistryViewModel;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.beans.property.SimpleDoubleProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the panes show of a real engine. */
final class DesktopSessionTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** More than get their ids without a person's word. */
  private static final int FILES = 51;

  @TempDir Path folder;

  /** What is to happen on the screen's thread: that of the test. */
  private final BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();

  private DesktopSession open() {
    return DesktopSession.open(Workspace.open(folder, new DiskFileLayer()));
  }

  private Screen screen(DesktopSession session) {
    Ticker ticker = new Ticker(session.clock());
    return new Screen(
        new BackgroundWork(Runnable::run, Runnable::run),
        due::add,
        (wait, work) -> due.add(work),
        session.clock()::nanos,
        ticker,
        new Notices(ticker),
        new SimpleDoubleProperty(1));
  }

  private void draw() {
    for (Runnable next = due.poll(); next != null; next = due.poll()) {
      next.run();
    }
  }

  @Test
  @DisplayName(
      "After a restart the Registry lists the files that a held plan counts, though it was hidden"
          + " when they were found")
  void heldFilesAfterARestart() throws Exception {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    Files.writeString(workspace.own("config.toml"), "[engine]\nmode = \"live\"\n");
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("f" + i + ".txt"), "f" + i);
    }
    try (DesktopSession session = open()) {
      assertTrue(session.engine().awaitIdle(LONG));
      assertEquals(FILES, session.heldPlans().getFirst().differences());
    }
    try (DesktopSession session = open();
        RegistryViewModel registry = new RegistryViewModel(session, screen(session), id -> {})) {
      registry.refresh();
      assertTrue(session.engine().awaitIdle(LONG));
      draw();
      registry.records().list().activeProperty().set(true);
      await()
          .atMost(LONG)
          .until(
              () -> {
                draw();
                return registry.records().list().rows().shown().size() == FILES;
              });
      assertEquals(
          "No records + " + FILES + " files without an ID",
          registry.figures().recordCount().getValue());
      assertEquals(
          "Needs you: " + FILES + " differences in the workspace",
          registry.figures().heldPlan().getValue().word());
    }
  }
}
