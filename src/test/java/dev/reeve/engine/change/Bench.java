package dev.reeve.engine.change;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An opened workspace with the parts of the change room, as {@code Engine} joins them. */
final class Bench implements AutoCloseable {
  final Path root;
  final FaultyFiles files = new FaultyFiles();
  final EngineClock clock;
  final Workspace workspace;
  final Store store;
  final EventBus bus = new EventBus();
  final HistoryDao history = new HistoryDao(bus);
  final Trail trail;
  final Vault vault;
  final Reserve reserve;
  final Set<String> alive = ConcurrentHashMap.newKeySet();
  final Owners owners;
  volatile Checkpoints checkpoints = Checkpoints.NONE;
  final SmallEvidence smallEvidence;
  final SingleFileCommit single;
  final SmallRecovery smallRecovery;

  Bench(Path root) {
    this(
        root,
        new SettableClock("2026-03-01T10:00:00Z"),
        "session-" + ProcessHandle.current().pid());
  }

  Bench(Path root, EngineClock clock, String session) {
    try {
      this.root = root.toRealPath();
      Files.createDirectories(root.resolve(".reeve/state"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.clock = clock;
    this.workspace = Workspace.open(root, files);
    this.store = Store.open(workspace.own("state", "reeve.db"), clock);
    this.trail = Trail.open(workspace, clock);
    this.vault = new Vault(workspace, clock);
    this.reserve = new Reserve(workspace);
    reserve.ensure();
    this.owners =
        new Owners() {
          @Override
          public String current() {
            return session;
          }

          @Override
          public boolean lives(String other) {
            return other.equals(session) || alive.contains(other);
          }
        };
    Checkpoints live = (name, id, index) -> checkpoints.onPoint(name, id, index);
    this.smallEvidence = new SmallEvidence(store, history, trail, owners, clock);
    this.single = new SingleFileCommit(workspace, vault, smallEvidence, OwnWrites.NOBODY, live);
    this.smallRecovery =
        new SmallRecovery(workspace, store, history, trail, owners, smallEvidence, clock);
  }

  Path write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static SafePath path(String text) {
    try {
      return SafePath.of(text);
    } catch (SafePath.Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  ExecutionRecord record(String id) {
    return store.read(tx -> history.find(tx, id)).orElseThrow();
  }

  /** Every user file with hash, mode and time: what must be the same before and after. */
  TreeMap<String, String> picture() {
    TreeMap<String, String> out = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = root.relativize(path).toString();
        if (name.isEmpty() || name.startsWith(".reeve/") || name.equals(".reeve")) {
          continue;
        }
        out.put(
            name,
            Files.isDirectory(path)
                ? "folder"
                : Sha256.of(path)
                    + " "
                    + Files.getPosixFilePermissions(path)
                    + " "
                    + Files.getLastModifiedTime(path));
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
