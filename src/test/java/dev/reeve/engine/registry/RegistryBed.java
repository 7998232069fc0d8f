package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A workspace with a registry on a real disk and a real database. */
public final class RegistryBed implements AutoCloseable {
  public final Path root;
  public final FaultyFiles files = new FaultyFiles();
  public final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  public final EventBus bus = new EventBus();
  public final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  public final Workspace workspace;
  public final Store store;
  public DirectCommit commit;
  public Registry registry;

  public RegistryBed(Path folder) {
    try {
      root = folder.toRealPath();
      Files.createDirectories(root.resolve(".reeve/state"));
      Files.createDirectories(root.resolve(".reeve/registry/backups"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workspace = Workspace.open(root, files);
    store = Store.open(workspace.own("state", "reeve.db"), clock);
    bus.subscribe(events::add);
    reopen();
  }

  /** As after a restart: same disk, same database, nothing remembered. */
  public void reopen() {
    commit = new DirectCommit(files, workspace.registryFile());
    registry = Registry.open(workspace, store, bus, clock, new ThreadLock(), commit, Runnable::run);
  }

  /** The lock among the threads of a test. */
  public static final class ThreadLock implements RegistryLock {
    private final ReentrantLock lock = new ReentrantLock(true);

    @Override
    public Held acquire(Duration wait) {
      try {
        if (!lock.tryLock(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("busy");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return lock::unlock;
    }
  }

  public RegistryWriter writer() {
    return registry.writer();
  }

  public RegistryDocument current() {
    return writer().current();
  }

  public Path file() {
    return workspace.registryFile();
  }

  public byte[] bytes() {
    try {
      return Files.readAllBytes(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Puts a file there as if it had always been there. */
  public RegistryBed with(String json) {
    try {
      Files.writeString(file(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public List<RegistryView.Backup> backups() {
    return registry.view().backups();
  }

  /** A file record as a scanner would add it. */
  public static ObjectNode fileRecord(String path, long id) {
    return (ObjectNode)
        json(
            """
            {"record_kind": "entity", "entity_kind": "file", "doc_id": "%016d",
             "relative_path": "%s", "sha256": "%064x", "size_bytes": 12}
            """
                .formatted(2099900000260118L + id * 1000000, path.replace("\\", "\\\\"), id));
  }

  /** Adds records as the scanner and expects that they are taken. */
  public WriteResult add(ObjectNode... records) {
    return add(PatchSource.SCANNER, records);
  }

  public WriteResult add(PatchSource source, ObjectNode... records) {
    List<Operation> operations = new ArrayList<>();
    for (ObjectNode record : records) {
      operations.add(Operation.add("records", record));
    }
    return writer().write(Patch.complex(current(), source, operations));
  }

  /** Sets one column by a simple patch against the present state. */
  public WriteResult set(PatchSource source, String recordId, String column, String json) {
    return set(source, recordId, Map.of(column, json));
  }

  public WriteResult set(PatchSource source, String recordId, Map<String, String> columns) {
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    columns.forEach((column, json) -> changes.put(column, json(json)));
    return writer().write(Patch.simple(current(), source, recordId, changes));
  }

  public WriteResult operations(PatchSource source, Operation... operations) {
    return writer().write(Patch.complex(current(), source, List.of(operations)));
  }

  public ObjectNode record(String key) {
    RegistryDocument document = current();
    return document.record(document.byKey(key).orElseThrow());
  }

  public static JsonNode json(String text) {
    try {
      return RegistryJson.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    registry.close();
    store.close();
  }
}
