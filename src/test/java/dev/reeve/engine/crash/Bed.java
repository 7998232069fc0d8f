package dev.reeve.engine.crash;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A workspace that is opened again and again, and what its user's files are expected to be. */
final class Bed {
  static final String OPERATOR = "tester";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Set<ItemState> OPEN =
      EnumSet.complementOf(EnumSet.of(ItemState.DONE, ItemState.CANCELLED, ItemState.DEAD_LETTER));

  private final Path root;
  private final TreeMap<String, String> now = new TreeMap<>();
  private TreeMap<String, String> after = new TreeMap<>();
  private @Nullable Engine engine;

  Bed(Path folder, String carrier) throws IOException {
    this.root = Files.createDirectories(folder).toRealPath();
    Adoption.adopt(Workspace.open(root, new DiskFileLayer()));
    Files.writeString(
        root.resolve(".reeve/config.toml"),
        """
        [registry]
        carrier = "%s"
        [watch]
        debounce_ms = 20
        window_ms = 20
        max_actions_per_cycle = 100000
        max_assign_per_scan = 100000
        """
            .formatted(carrier));
  }

  /** Files get their records and nothing follows, so that a test can count the writes. */
  void oneStage() throws IOException {
    Path config = root.resolve(".reeve/config.toml");
    String text = Files.readString(config);
    Files.writeString(config, text.replace("[registry]", "[registry]\ndescriptors = false"));
  }

  Path root() {
    return root;
  }

  /** The parent's engine; it keeps the workspace. */
  Engine engine() {
    return Objects.requireNonNull(engine);
  }

  /** Opens the workspace, and recovers by that what a victim left. */
  Engine open(Engine.Role role) {
    Engine opened = Engine.open(Workspace.open(root, new DiskFileLayer()), role, true);
    engine = opened;
    return opened;
  }

  void close() {
    engine().close();
    engine = null;
  }

  /** Brings the registry up to the disk. */
  void drain() {
    drain(engine());
  }

  static void drain(Engine engine) {
    engine.startQueue();
    reconcile(engine, false);
    Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(LONG).until(() -> isIdle(engine));
  }

  /** By one look: a row may go from state to state between two. */
  private static boolean isIdle(Engine engine) {
    Map<ItemState, Long> now = engine.queue().summary().byState();
    return OPEN.stream().allMatch(state -> now.getOrDefault(state, 0L) == 0);
  }

  /** What the queue still has to do. */
  String waiting() {
    return engine().queue().list(OPEN, 20).toString();
  }

  static long count(Engine engine, ItemState state) {
    return engine.queue().summary().byState().getOrDefault(state, 0L);
  }

  static ReconcileReport reconcile(Engine engine, boolean deep) {
    ReconcileRequest request = ReconcileRequest.of(java.util.List.of("."));
    return engine
        .registryActions()
        .reconcile(deep ? request.deeply() : request, ReconcileProgress.NONE, () -> false);
  }

  /** The user writes a file. */
  void write(String path, String name) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Content.of(name));
    set(path, Content.of(name));
  }

  /** The user renames a file. */
  void move(String from, String to) throws IOException {
    Files.createDirectories(root.resolve(to).getParent());
    Files.move(root.resolve(from), root.resolve(to));
    set(to, Objects.requireNonNull(now.get(from)));
    set(from, null);
  }

  /** The user removes a file. */
  void delete(String path) throws IOException {
    Files.delete(root.resolve(path));
    set(path, null);
  }

  private void set(String path, @Nullable String text) {
    put(now, path, text);
    put(after, path, text);
  }

  /** What the act that comes will make of a file; null when it removes it. */
  void mayBecome(String path, @Nullable String text) {
    put(after, path, text);
  }

  private static void put(Map<String, String> to, String path, @Nullable String text) {
    if (text == null) {
      to.remove(path);
    } else {
      to.put(path, text);
    }
  }

  /** The user's files as they were left, by their names without ids. */
  TreeMap<String, String> before() {
    return now;
  }

  /** The user's files as they are to be once the act is done. */
  TreeMap<String, String> after() {
    return after;
  }

  /** What is there now is what is expected from now on. */
  void expectAsFound() throws IOException {
    now.clear();
    Disk.files(root).forEach((path, text) -> now.put(Content.plainName(path), Content.plain(text)));
    after = new TreeMap<>(now);
  }
}
