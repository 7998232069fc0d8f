package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A workspace on disk with its database, for tests of the flow of files. */
final class FlowRoom implements AutoCloseable {
  static final NamespaceRules RULES = NamespaceRules.standard();
  static final DocIdFormat FORMAT = new DocIdFormat(RULES, "260118");

  // later than the files of a test, so that what was read of them holds
  final SettableClock clock = new SettableClock("2038-01-01T00:00:00Z");
  final Path root;
  final Workspace workspace;
  final Store store;
  final IdLedger ledger;
  final EventBus bus = new EventBus();
  final Registry registry;
  final Allocator allocator;

  FlowRoom(Path root, String config) {
    this(root, config, null);
  }

  /**
   * @param real the clock to live by; null for the settable one
   */
  FlowRoom(Path root, String config, @Nullable EngineClock real) {
    EngineClock clock = real == null ? this.clock : real;
    try {
      Files.createDirectories(root.resolve(".reeve/state"));
      Files.writeString(root.resolve(".reeve/config.toml"), config);
      this.workspace = Workspace.open(root, new DiskFileLayer());
      this.root = workspace.root();
      this.store = Store.open(workspace.own("state", "reeve.db"), clock);
      this.ledger = new IdLedger(workspace, osLock(workspace, "id-ledger"), FORMAT);
      this.registry =
          Registry.open(
              workspace,
              store,
              bus,
              clock,
              osLock(workspace, "registry"),
              new PlainCommit(workspace.registryFile()),
              Runnable::run);
      this.allocator = new Allocator(workspace, store, registry.writer(), ledger, RULES, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A lock across processes, polled. */
  static RegistryLock osLock(Workspace workspace, String name) {
    return wait -> {
      try {
        Path file = workspace.own("state", "locks", name + ".lock");
        for (FileLayer.OsLock lock = workspace.ownFiles().tryLock(file);
            ;
            lock = workspace.ownFiles().tryLock(file)) {
          if (lock != null) {
            return lock::close;
          }
          LockSupport.parkNanos(5_000_000);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  RegistryWriter writer() {
    return registry.writer();
  }

  RegistryDocument current() {
    return writer().current();
  }

  RegistryHandler handler(CarrierWriter carriers) {
    return handler(carriers, clock);
  }

  RegistryHandler handler(CarrierWriter carriers, EngineClock clock) {
    return handler(carriers, clock, null);
  }

  /**
   * @param describer null for none
   */
  RegistryHandler handler(
      CarrierWriter carriers, EngineClock clock, @Nullable Describer describer) {
    return new RegistryHandler(
        workspace,
        store,
        writer(),
        allocator,
        ledger,
        new Classifier(workspace, ignore()),
        RULES,
        carriers,
        (workItem, paths) -> () -> {},
        describer,
        clock);
  }

  /** Compares the disk with the registry, for a test in which nothing may come to the queue. */
  Reconciler looking(Workspace of) {
    Repairs none =
        new Repairs() {
          @Override
          public Map<String, Pending> pending() {
            return Map.of();
          }

          @Override
          public void submit(List<FileEvent> events) {
            throw new AssertionError("a look queues nothing");
          }
        };
    return reconciler(of, this::current, none, DriftSource.NONE);
  }

  Reconciler reconciler(
      Workspace of, Supplier<RegistryDocument> document, Repairs repairs, DriftSource others) {
    return new Reconciler(
        of, store, document, ledger, ignore(), RULES, repairs, others, null, Runnable::run, clock);
  }

  /** Puts a registry there as if it had always been there. */
  void have(ObjectNode... records) {
    try {
      Files.write(workspace.registryFile(), Json.file(registry(records)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NewFile newFile(String path) {
    try {
      Path file = root.resolve(path);
      return new NewFile(
          SafePath.of(path),
          Files.size(file),
          Sha256.of(file),
          Files.getLastModifiedTime(file).toInstant());
    } catch (IOException | SafePath.Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  IgnoreRules ignore() {
    return IgnoreRules.of(workspace);
  }

  Path file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void move(String from, String to) throws IOException {
    Files.createDirectories(root.resolve(to).getParent());
    Files.move(root.resolve(from), root.resolve(to));
  }

  /** The record of a file as the registry would hold it. */
  static ObjectNode record(int number, String docId, String path, String text) {
    SafePath safe = KnownFile.canonical(path).orElseThrow();
    ObjectNode out = Json.mapper().createObjectNode();
    out.put("record_kind", "entity");
    out.put("record_id", String.format("REC-%06d", number));
    out.put("status", "active");
    out.put("created_utc", "2026-01-01T00:00:00.000Z");
    out.put("updated_utc", "2026-01-01T00:00:00.000Z");
    out.put("created_by", "allocator");
    out.put("updated_by", "allocator");
    out.put("entity_id", docId);
    out.put("entity_kind", "file");
    out.put("doc_id", docId);
    out.put("filename", safe.name());
    out.put("extension", NamespaceRules.extension(safe.name()));
    out.put("relative_path", path);
    out.put("directory_path", safe.parent());
    out.put("size_bytes", text.getBytes(StandardCharsets.UTF_8).length);
    out.put("sha256", Sha256.of(text));
    out.put("type_code", RULES.type(safe.name()));
    return out;
  }

  static ObjectNode registry(ObjectNode... records) {
    ObjectNode out = Json.mapper().createObjectNode();
    out.putObject("meta")
        .put("document_id", "REG-UNIFIED-SSOT-720066-001")
        .put("registry_name", "UNIFIED_SSOT_REGISTRY")
        .put("version", "2.2.0")
        .put("status", "active")
        .put("last_updated_utc", "2026-01-01T00:00:00.000Z");
    ObjectNode counters = out.putObject("counters");
    counters.putObject("record_id").put("current", records.length);
    counters.putObject("file_doc_id");
    ArrayNode all = out.putArray("records");
    for (ObjectNode record : records) {
      all.add(record);
    }
    return out;
  }

  RegistryDocument document(ObjectNode... records) {
    return RegistryDocument.parse(Json.file(registry(records)), workspace.caseInsensitive());
  }

  @Override
  public void close() {
    registry.close();
    store.close();
  }
}
