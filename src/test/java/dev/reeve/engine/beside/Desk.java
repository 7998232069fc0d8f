package dev.reeve.engine.beside;

import static dev.reeve.engine.registry.DriftKind.ORPHAN_DESCRIPTOR;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.TestEngines;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder in which a person works, with a live engine beside. */
final class Desk implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  /** So that a reconcile does what a scenario needs without asking. */
  static final String WIDE =
      "[watch]\nmax_actions_per_cycle = 10000\nmax_assign_per_scan = 10000\n";

  final Path root;
  final Engine engine;

  private Desk(Path root, Engine engine) {
    this.root = root;
    this.engine = engine;
  }

  /** Opens the folder and waits until all in it is registered. */
  static Desk open(Path folder) throws Exception {
    return open(folder, WIDE, EngineClock.system());
  }

  static Desk open(Path folder, String config, EngineClock clock) throws Exception {
    Desk desk = opened(folder, config, clock);
    desk.engine.start();
    desk.settle();
    return desk;
  }

  /** The same without starting to watch. */
  static Desk opened(Path folder, String config, EngineClock clock) throws IOException {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Files.writeString(folder.resolve(".reeve/config.toml"), config);
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    return new Desk(workspace.root(), TestEngines.keeper(workspace, clock));
  }

  Path at(String path) {
    return root.resolve(path);
  }

  /** Writes as a program does that knows nothing better: truncate, then write. */
  void write(String path, String text) throws IOException {
    Path parent = at(path).getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(at(path), text);
  }

  /** Waits until nothing is left to do. */
  void settle() throws InterruptedException {
    assertTrue(engine.awaitIdle(LONG), () -> "still busy with " + engine.queue().summary());
  }

  /** Waits until nothing is left to do, and nothing waits for another try either. */
  void settleWholly() throws InterruptedException {
    settle();
    await().atMost(LONG).untilAsserted(() -> assertEquals(List.of(), items(ItemState.RETRY_WAIT)));
    settle();
  }

  long count(ItemState state) {
    return engine.queue().summary().byState().getOrDefault(state, 0L);
  }

  List<WorkItem> items(ItemState state) {
    return engine.queue().list(EnumSet.of(state), 100);
  }

  Optional<RecordRow> record(String path) {
    return engine.registry().rows().stream()
        .filter(row -> path.equals(row.path()) && row.status().equals("active"))
        .findFirst();
  }

  /** The id of the file at a path. */
  String id(String path) {
    return String.valueOf(
        record(path).orElseThrow(() -> new AssertionError("no record of " + path)).docId());
  }

  /** Paths of active file records and their ids. */
  Map<String, String> ids() {
    Map<String, String> out = new TreeMap<>();
    for (RecordRow row : engine.registry().rows()) {
      if (row.kind().equals("entity") && row.status().equals("active")) {
        out.put(String.valueOf(row.path()), String.valueOf(row.docId()));
      }
    }
    return out;
  }

  long records() {
    return engine.registry().summary().records();
  }

  long writes() {
    return engine.registry().summary().writesSucceeded();
  }

  /** Sets a column of a record as a person does. */
  void patch(String key, String column, String value) {
    String patch =
        "{\"registry_hash\":\"%s\",\"record_id\":\"%s\",\"changes\":{\"%s\":\"%s\"}}"
            .formatted(engine.registry().summary().hash(), key, column, value);
    WriteResult result = engine.registryActions().apply(patch.getBytes(StandardCharsets.UTF_8));
    assertTrue(result.success(), result.code() + result.message());
  }

  ReconcileReport reconcile() {
    return engine
        .registryActions()
        .reconcile(ReconcileRequest.of(List.of(".")).deeply(), ReconcileProgress.NONE, () -> false);
  }

  /** Disk and registry agree, byte for byte, and no work was given up. */
  void agrees() throws Exception {
    settleWholly();
    assertEquals(List.of(), items(ItemState.DEAD_LETTER));
    ReconcileReport report = reconcile();
    List<DriftItem> differences =
        report.items().stream()
            // an id that was issued on another branch, and its descriptor
            .filter(item -> item.kind() != DriftKind.ALLOCATED_NO_FILE)
            .filter(item -> item.kind() != ORPHAN_DESCRIPTOR || item.recordId() != null)
            .toList();
    assertEquals(List.of(), differences, report.reason());
    assertEquals(List.of(), report.unreadable());
    assertEquals("", report.reason());
    for (RecordRow row : engine.registry().rows()) {
      if (row.kind().equals("entity") && row.status().equals("active")) {
        assertEquals(Sha256.of(at(String.valueOf(row.path()))), row.sha256(), row.path());
      }
    }
    assertEquals(
        List.of(), engine.registry().validate(true).stream().filter(f -> !f.warning()).toList());
  }

  /** What strict validation finds wrong. */
  List<Finding> errors() {
    return engine.registry().validate(true).stream().filter(f -> !f.warning()).toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}
