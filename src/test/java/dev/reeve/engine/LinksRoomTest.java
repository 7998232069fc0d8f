package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.index.LinkSnapshot;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.links.triage.TriageEvent;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksRoomTest {
  private static final Set<EvidenceKind> MOVED =
      Set.of(EvidenceKind.MOVED_BYTES, EvidenceKind.RENAME_RECORDED);

  @TempDir Path temporary;

  @Test
  @DisplayName("LINK-A29 Who pointed to a renamed file is listed with where it lies now")
  void a29_aRenamedFileIsOfferedAtOnce() throws Exception {
    Path root = temporary.toRealPath();
    Files.createDirectories(root.resolve("docs"));
    Files.writeString(root.resolve("docs/guide.md"), "# Guide\n");
    Files.writeString(root.resolve("README.md"), "[guide](docs/guide.md)\n");
    Files.writeString(root.resolve("docs/other.md"), "[guide](guide.md#guide)\n");
    Adoption.adopt(Workspace.open(root, new DiskFileLayer()));
    try (Engine engine =
        Engine.open(Workspace.open(root, new DiskFileLayer()), Engine.Role.KEEPER)) {
      AtomicReference<LinkSnapshot> newest = new AtomicReference<>(LinkSnapshot.NONE);
      listen(engine, newest);
      engine.start();
      engine.linkIndex();
      assertTrue(engine.awaitIdle(Duration.ofSeconds(60)));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertEquals(List.of(), missing(newest.get())));

      Files.createDirectories(root.resolve("manual"));
      Files.move(root.resolve("docs/guide.md"), root.resolve("manual/guide.md"));

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                List<Finding> broken = missing(newest.get());
                assertEquals(
                    List.of("README.md", "docs/other.md"),
                    broken.stream().map(Finding::sourceFile).toList());
                for (Finding each : broken) {
                  assertFalse(
                      each.suggestions().isEmpty(), "the new name comes after the old left");
                  assertEquals("manual/guide.md", each.suggestions().getFirst().path());
                  assertTrue(each.suggestions().getFirst().score() >= 0.95);
                  assertTrue(
                      each.suggestions().getFirst().evidence().stream()
                          .anyMatch(evidence -> MOVED.contains(evidence.kind())));
                }
              });

      Files.writeString(root.resolve("README.md"), "[guide](manual/guide.md)\n");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertEquals(
                      List.of("docs/other.md"),
                      missing(newest.get()).stream().map(Finding::sourceFile).toList()));
    }
  }

  @Test
  @DisplayName("A scan begins the keeping; the next process goes on with it unasked")
  void aScanBeginsIt() throws Exception {
    Path root = temporary.toRealPath();
    Files.writeString(root.resolve("README.md"), "[gone](gone.md)\n");
    Adoption.adopt(Workspace.open(root, new DiskFileLayer()));
    AtomicReference<LinkSnapshot> newest = new AtomicReference<>(LinkSnapshot.NONE);
    try (Engine engine =
        Engine.open(Workspace.open(root, new DiskFileLayer()), Engine.Role.KEEPER)) {
      listen(engine, newest);
      engine.start();
      assertTrue(engine.awaitIdle(Duration.ofSeconds(60)));
      assertFalse(engine.links().triage().scannedBefore());
      engine.links().triage().scan(new CheckScope(CheckScope.Mode.DEEP, List.of(), true));
      await().atMost(Duration.ofSeconds(60)).until(() -> newest.get().complete());
    }
    newest.set(LinkSnapshot.NONE);
    try (Engine engine =
        Engine.open(Workspace.open(root, new DiskFileLayer()), Engine.Role.KEEPER)) {
      assertTrue(engine.links().triage().scannedBefore());
      listen(engine, newest);
      engine.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> newest.get().complete());
      assertEquals(
          List.of("README.md"), missing(newest.get()).stream().map(Finding::sourceFile).toList());
    }
  }

  @Test
  @DisplayName("A scan begins nothing in a process that was not started, as a command is")
  void notInACommand() throws Exception {
    Path root = temporary.toRealPath();
    Files.writeString(root.resolve("README.md"), "[gone](gone.md)\n");
    Adoption.adopt(Workspace.open(root, new DiskFileLayer()));
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    TriageEvent scanned;
    try (Engine command = Engine.open(workspace, Engine.Role.VISITOR)) {
      scanned =
          new TriageEvent.Changed(
              command.links().triage().scan(new CheckScope(CheckScope.Mode.DEEP, List.of(), true)));
    }
    EventBus bus = new EventBus();
    try (ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        LinksRoom room = new LinksRoom(workspace, EngineClock.system(), bus, pool, timer, false)) {
      bus.publish(scanned);
      assertEquals(0, timer.getTaskCount(), "what looks at everything again after a while");
      room.goOn();
      assertEquals(0, timer.getTaskCount(), "nobody kept anything");
      bus.publish(scanned);
      assertTrue(timer.getTaskCount() > 0);
      timer.shutdownNow();
    }
  }

  private static void listen(Engine engine, AtomicReference<LinkSnapshot> newest) {
    engine
        .bus()
        .subscribe(
            event -> {
              if (event instanceof LinksEvent.Changed changed) {
                newest.set(changed.snapshot());
              }
            });
  }

  /** But for the nav documents that this workspace does not have. */
  private static List<Finding> missing(LinkSnapshot snapshot) {
    assertTrue(snapshot.complete());
    return snapshot.findings().stream().filter(each -> !each.rawTarget().isEmpty()).toList();
  }
}
