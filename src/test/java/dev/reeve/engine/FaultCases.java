package dev.reeve.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.change.ExecutionDetail;
import dev.reeve.engine.change.ExecutionOutcome;
import dev.reeve.engine.change.ExecutionResult;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.change.Vault;
import dev.reeve.engine.event.EventExport;
import dev.reeve.engine.event.NewEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.registry.CarrierWriter;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.export.ExportFormat;
import dev.reeve.engine.registry.export.RegistryExport;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done on the failing disk, and how to see what became of it. */
enum FaultCases {
  REGISTRY_WRITE("registry write of one patch", RegistryPatch::new),
  REGISTRY_BATCH("registry write of a batch", RegistryBatch::new),
  BACKUP_UPKEEP("registry backups thinned out and packed", BackupUpkeep::new),
  HANDED_OUT("export of the registry to a file", HandedOutTable::new),
  RESTORE("registry restore", Restore::new),
  REVERT("undo of a registry write", Revert::new),
  ALLOCATION("ids issued, ledger and registry", Allocation::new),
  WORK_BATCH("queue batch of new files", WorkBatch::new),
  HEADER("id header written", Header::new),
  PREFIX("id put in front of a name", Prefix::new),
  EXECUTION("atomic execution: create, update, delete, move", Atomic::new),
  ROLLBACK("atomic execution that fails and is rolled back", RolledBack::new),
  ITEMISED("itemised execution", Itemised::new),
  UNDO("undo of an execution", Undone::new),
  TRAIL("trail append", TrailAppend::new),
  EXPORT("event export", Export::new),
  VAULT("vault put", VaultPut::new),
  RETENTION("retention of old evidence", Retained::new);

  private final String words;
  private final Function<FaultBed, Case> maker;

  FaultCases(String words, Function<FaultBed, Case> maker) {
    this.words = words;
    this.maker = maker;
  }

  /** How files carry their ids while this is done. */
  String carrier() {
    return this == PREFIX ? "PREFIX" : "HEADER";
  }

  /** Whether an atomic execution makes most of its calls too. */
  boolean isLikeAnother() {
    return List.of(ROLLBACK, ITEMISED, UNDO, PREFIX).contains(this);
  }

  String words() {
    return words;
  }

  Case on(FaultBed bed) {
    return maker.apply(bed);
  }

  /** How far it came, by what is there. */
  enum Stand {
    BEFORE,
    AFTER,
    /** The user's own bytes are where the user put them. */
    EDITED,
    /** Some of its units are done and the others are not; none is half done. */
    PARTLY,
    TORN
  }

  /**
   * What an act answered.
   *
   * @param code empty when it says it was done
   */
  record Answer(String code, String message) {
    static final Answer DONE = new Answer("", "");

    static Answer of(WriteResult result) {
      return result.success() ? DONE : new Answer(result.code(), result.message());
    }

    static Answer of(ExecutionResult result) {
      ExecutionOutcome outcome = result.outcome();
      return outcome.success()
          ? DONE
          : new Answer(
              String.valueOf(outcome.errorCode()),
              outcome.status().code() + ": " + outcome.message());
    }
  }

  /** One act, made ready; done once. */
  abstract static class Case {
    final FaultBed bed;

    Case(FaultBed bed) {
      this.bed = bed;
    }

    /** Does it; failures may be thrown. */
    abstract Answer act() throws IOException;

    abstract Stand stand() throws IOException;

    /** What a run without a fault answers; a code when it is made to fail. */
    String expected() {
      return "";
    }

    /** Where a run without a fault ends. */
    Stand end() {
      return Stand.AFTER;
    }

    /** Whether it only tidies up: where it stopped, the next one goes on. */
    boolean isUpkeep() {
      return false;
    }

    /**
     * A person's way out when a file could not be put back.
     *
     * @param edited whether that was because somebody edited it
     */
    void resolve(boolean edited) {}

    /** Whether what is done may stay done while the rest is not. */
    boolean mayBePartly() {
      return false;
    }

    /** Puts back what the user edited, so that the next act finds a sound workspace. */
    void undoEdit() throws IOException {}
  }

  private static int number;

  private static synchronized String next() {
    return "w" + ++number;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Acts on the registry file. */
  abstract static class OnRegistry extends Case {
    final byte[] before;
    final String tag = next();

    OnRegistry(FaultBed bed) {
      super(bed);
      before = seeded(bed);
    }

    private static byte[] seeded(FaultBed bed) {
      try {
        Path file = Path.of(bed.workspace.registryFile().toString());
        if (!Files.exists(file)) {
          List<Operation> adds = new ArrayList<>();
          for (int i = 1; i <= 3; i++) {
            adds.add(
                Operation.add(
                    "records",
                    Json.parse(
                        """
                        {"record_kind": "entity", "entity_kind": "file",
                         "doc_id": "2099900%03d260118", "relative_path": "seed/%d.txt",
                         "sha256": "%064x", "size_bytes": 12}
                        """
                            .formatted(i + 100, i, i))));
          }
          RegistryDocument now = bed.registry.writer().current();
          WriteResult made =
              bed.registry.writer().write(Patch.complex(now, PatchSource.SCANNER, adds));
          if (!made.success()) {
            throw new AssertionError(made.toString());
          }
        }
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Path file() {
      return Path.of(bed.workspace.registryFile().toString());
    }

    static String record(int number) {
      return "REC-00000" + number;
    }

    Patch note(RegistryDocument now, int record, String text) {
      Map<String, JsonNode> changes = new LinkedHashMap<>();
      changes.put("notes", TextNode.valueOf(text));
      return Patch.simple(now, PatchSource.MANUAL, record(record), changes);
    }

    @Override
    Stand stand() throws IOException {
      byte[] now = Files.readAllBytes(file());
      if (new String(now, StandardCharsets.UTF_8).equals(Fault.EDIT)) {
        return Stand.EDITED;
      }
      if (java.util.Arrays.equals(now, before)) {
        return Stand.BEFORE;
      }
      try {
        return isAfter(RegistryDocument.parse(now, false)) ? Stand.AFTER : Stand.TORN;
      } catch (EngineException unreadable) {
        return Stand.TORN;
      }
    }

    abstract boolean isAfter(RegistryDocument now);

    String noteOf(RegistryDocument now, int record) {
      return now.record(now.byKey(record(record)).orElseThrow()).path("notes").asText();
    }

    @Override
    void undoEdit() throws IOException {
      Files.write(file(), before);
    }
  }

  private static final class RegistryPatch extends OnRegistry {
    RegistryPatch(FaultBed bed) {
      super(bed);
    }

    @Override
    Answer act() {
      return Answer.of(bed.registry.writer().write(note(bed.registry.writer().current(), 1, tag)));
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      return noteOf(now, 1).equals(tag);
    }
  }

  private static final class RegistryBatch extends OnRegistry {
    RegistryBatch(FaultBed bed) {
      super(bed);
    }

    @Override
    Answer act() {
      RegistryDocument now = bed.registry.writer().current();
      List<WriteResult> results =
          bed.registry
              .writer()
              .writeAll(List.of(note(now, 1, tag), note(now, 2, tag), note(now, 3, tag)));
      return results.stream()
          .map(Answer::of)
          .filter(answer -> !answer.code().isEmpty())
          .findFirst()
          .orElse(Answer.DONE);
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      return List.of(1, 2, 3).stream().allMatch(record -> noteOf(now, record).equals(tag));
    }
  }

  private static final class BackupUpkeep extends OnRegistry {
    @Override
    boolean isUpkeep() {
      return true;
    }

    private final List<String> hashes = new ArrayList<>();

    BackupUpkeep(FaultBed bed) {
      super(bed);
      for (int i = 0; i < 2; i++) {
        bed.clock.advance(Duration.ofSeconds(1));
        bed.registry
            .writer()
            .write(note(bed.registry.writer().current(), 1, tag + i + " ".repeat(2000)));
      }
      bed.registry.backups().list().stream().limit(3).forEach(b -> hashes.add(b.hash()));
    }

    @Override
    Answer act() {
      bed.registry.backups().upkeep().maintain();
      return Answer.DONE;
    }

    @Override
    Stand stand() {
      List<RegistryView.Backup> now = bed.registry.backups().list();
      boolean whole =
          now.stream().allMatch(RegistryView.Backup::verified)
              && now.stream().map(RegistryView.Backup::hash).toList().containsAll(hashes);
      return whole ? Stand.AFTER : Stand.TORN; // it only saves space: nothing may be lost
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      return true;
    }
  }

  private static final class HandedOutTable extends OnRegistry {
    private final Path target = bed.write("out/" + tag + "/README", "").resolveSibling("r.csv");

    HandedOutTable(FaultBed bed) {
      super(bed);
    }

    private RegistryExport export() {
      return new RegistryExport(bed.workspace, bed.registry);
    }

    @Override
    Answer act() {
      export().write(ExportFormat.CSV, target, false);
      return Answer.DONE;
    }

    @Override
    Stand stand() throws IOException {
      if (!Files.exists(target)) {
        return Stand.BEFORE;
      }
      String text = Files.readString(target);
      return text.equals(Fault.EDIT)
          ? Stand.EDITED
          : text.equals(export().csv()) ? Stand.AFTER : Stand.TORN;
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      throw new IllegalStateException();
    }

    @Override
    void undoEdit() throws IOException {
      Files.delete(target);
    }
  }

  private static final class Restore extends OnRegistry {
    private final String backup;
    private final byte[] wanted;
    private final byte[] present;

    Restore(FaultBed bed) {
      super(bed);
      bed.clock.advance(Duration.ofSeconds(1));
      RegistryDocument now = bed.registry.writer().current();
      if (!bed.registry.writer().write(note(now, 1, tag)).success()) {
        throw new AssertionError();
      }
      backup = bed.registry.backups().newestVerified().orElseThrow();
      wanted = bed.registry.backups().read(backup);
      present = bed.registry.writer().current().bytes();
    }

    @Override
    Answer act() {
      return Answer.of(bed.registry.restore().restore(backup, "ann"));
    }

    @Override
    Stand stand() throws IOException {
      byte[] now = Files.readAllBytes(file());
      if (java.util.Arrays.equals(now, wanted)) {
        return Stand.AFTER;
      }
      if (java.util.Arrays.equals(now, present)) {
        return Stand.BEFORE;
      }
      return new String(now, StandardCharsets.UTF_8).equals(Fault.EDIT) ? Stand.EDITED : Stand.TORN;
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      throw new IllegalStateException();
    }

    @Override
    void undoEdit() throws IOException {
      Files.write(file(), present);
    }
  }

  private static final class Revert extends OnRegistry {
    private final String execution;
    private final byte[] present;

    Revert(FaultBed bed) {
      super(bed);
      bed.clock.advance(Duration.ofSeconds(1));
      RegistryDocument now = bed.registry.writer().current();
      execution = bed.registry.writer().write(note(now, 2, tag)).executionId();
      present = bed.registry.writer().current().bytes();
    }

    @Override
    Answer act() {
      bed.executions.revert(execution, "ann");
      return Answer.DONE;
    }

    @Override
    Stand stand() throws IOException {
      byte[] now = Files.readAllBytes(file());
      return java.util.Arrays.equals(now, present) ? Stand.BEFORE : super.stand();
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      return !noteOf(now, 2).equals(tag);
    }

    @Override
    void undoEdit() throws IOException {
      Files.write(file(), present);
    }
  }

  private static final class Allocation extends OnRegistry {
    private final String path = tag + ".txt";

    Allocation(FaultBed bed) {
      super(bed);
      bed.write(path, tag);
    }

    @Override
    Answer act() {
      new RegistryActions(bed.workspace, bed.room, new HeldPlanDao(bed.store), bed.bus)
          .allocate(List.of(FaultBed.path(path)));
      return Answer.DONE;
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      return now.atPath(path).size() == 1;
    }
  }

  private static final class WorkBatch extends OnRegistry {
    private final String one = tag + "/one.py";
    private final String two = tag + "/two.py";
    private final List<Claim> claims;

    WorkBatch(FaultBed bed) {
      super(bed);
      bed.write(one, "print(1)\n");
      bed.write(two, "print(2)\n");
      bed.queue.upsert(
          Stream.of(one, two)
              .map(path -> FileEvent.of(path, FileEventKind.ADDED, bed.clock.now()))
              .toList());
      List<Claim> all = bed.queue.claim("tester", 10);
      claims = all.stream().filter(claim -> claim.path().startsWith(tag + "/")).toList();
      bed.queue.release(all.stream().filter(claim -> !claims.contains(claim)).toList());
      if (claims.size() != 2) {
        throw new AssertionError(claims.toString());
      }
    }

    @Override
    Answer act() {
      List<Outcome> outcomes = bed.room.handler().handle(claims);
      bed.queue.finish(outcomes);
      return outcomes.stream()
          .map(WorkBatch::answer)
          .filter(a -> !a.code().isEmpty())
          .findFirst()
          .orElse(Answer.DONE);
    }

    private static Answer answer(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Done done -> Answer.DONE;
        case Outcome.Retry retry -> new Answer(retry.code(), retry.error());
        case Outcome.Next next -> Answer.DONE; // the row goes on with its next stage
        case Outcome.Dead dead -> new Answer("DEAD " + dead.code(), dead.error());
        case Outcome.Unstable unstable -> new Answer("UNSTABLE", "not at rest");
      };
    }

    @Override
    Stand stand() throws IOException {
      for (String path : List.of(one, two)) {
        String text = bed.read(path);
        if (text.equals(Fault.EDIT)) {
          return Stand.EDITED;
        }
        if (!text.matches("(# doc_id: \\d{16}\n)?print\\(.\\)\n")) {
          return Stand.TORN;
        }
      }
      Stand registry = super.stand();
      boolean carried = bed.read(one).startsWith("#") || bed.read(two).startsWith("#");
      int records = registry == Stand.AFTER ? records() : 0;
      return registry == Stand.BEFORE && carried || records == 1 ? Stand.PARTLY : registry;
    }

    private int records() throws IOException {
      RegistryDocument now = RegistryDocument.parse(Files.readAllBytes(file()), false);
      return now.atPath(one).size() + now.atPath(two).size();
    }

    @Override
    boolean isAfter(RegistryDocument now) {
      return now.atPath(one).size() + now.atPath(two).size() > 0;
    }

    @Override
    boolean mayBePartly() {
      return true; // the next try goes on from there
    }

    @Override
    void undoEdit() throws IOException {
      if (bed.read("UNIFIED_SSOT_REGISTRY.json").equals(Fault.EDIT)) {
        super.undoEdit();
      }
    }
  }

  private static final class Header extends Case {
    private final SafePath path = FaultBed.path(next() + ".py");
    private final byte[] old = bytes("print(1)\n");
    private final byte[] now = bytes("# doc_id: 2099900001260118\nprint(1)\n");

    Header(FaultBed bed) {
      super(bed);
      bed.write(path.text(), "print(1)\n");
    }

    @Override
    Answer act() {
      CarrierWriter.Result result = writer(bed).replace(path, old, Sha256.of(old), now);
      return result == CarrierWriter.Result.DONE
          ? Answer.DONE
          : new Answer(result.name(), "not as expected");
    }

    static CarrierWriter writer(FaultBed bed) {
      return new CarrierChanges(bed.changes, new WriteLeases(bed.locks.paths()), bed.clock);
    }

    @Override
    Stand stand() {
      String text = bed.read(path.text());
      return text.equals("print(1)\n")
          ? Stand.BEFORE
          : text.equals(new String(now, StandardCharsets.UTF_8))
              ? Stand.AFTER
              : text.equals(Fault.EDIT) ? Stand.EDITED : Stand.TORN;
    }
  }

  private static final class Prefix extends Case {
    private final String name = next() + ".py";
    private final SafePath from = FaultBed.path("p/" + name);
    private final SafePath to = FaultBed.path("p/2099900001260118_" + name);

    Prefix(FaultBed bed) {
      super(bed);
      bed.write(from.text(), name);
    }

    @Override
    Answer act() {
      CarrierWriter.Result result = Header.writer(bed).rename(from, to, Sha256.of(name));
      return result == CarrierWriter.Result.DONE
          ? Answer.DONE
          : new Answer(result.name(), "not as expected");
    }

    @Override
    Stand stand() {
      String here = bed.read(from.text());
      String there = bed.read(to.text());
      if (here.equals(Fault.EDIT) || there.equals(Fault.EDIT)) {
        return Stand.EDITED;
      }
      return here.equals(name) && there.equals("-")
          ? Stand.BEFORE
          : here.equals("-") && there.equals(name) ? Stand.AFTER : Stand.TORN;
    }
  }

  /** The same four files for every execution. */
  private abstract static class OnFiles extends Case {
    final String folder = next();

    OnFiles(FaultBed bed) {
      super(bed);
      bed.write(folder + "/a.md", "a of " + folder);
      bed.write(folder + "/b.md", "b of " + folder);
    }

    FileChange[] changes() {
      return new FileChange[] {
        FileChange.update(folder + "/a.md", "a of " + folder, "A"),
        FileChange.delete(folder + "/b.md", Sha256.of("b of " + folder)),
        FileChange.create(folder + "/new/c.md", "C")
      };
    }

    final TreeMap<String, String> picture() {
      TreeMap<String, String> out = new TreeMap<>();
      try (Stream<Path> all = Files.walk(bed.root.resolve(folder))) {
        for (Path path : (Iterable<Path>) all::iterator) {
          boolean isFolder = Files.isDirectory(path);
          out.put(
              bed.root.resolve(folder).relativize(path).toString(),
              isFolder ? "folder" : Files.readString(path));
        }
        return out;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    TreeMap<String, String> before() {
      return new TreeMap<>(
          Map.of("", "folder", "a.md", "a of " + folder, "b.md", "b of " + folder));
    }

    TreeMap<String, String> after() {
      return new TreeMap<>(Map.of("", "folder", "a.md", "A", "new", "folder", "new/c.md", "C"));
    }

    @Override
    Stand stand() {
      TreeMap<String, String> now = picture();
      if (!now.containsKey("new/c.md")) {
        now.remove("new"); // an empty folder holds nothing of anybody's; the next open removes it
      }
      if (now.containsValue(Fault.EDIT)) {
        return Stand.EDITED;
      }
      return now.equals(before())
          ? Stand.BEFORE
          : now.equals(after()) ? Stand.AFTER : isPartly(now) ? Stand.PARTLY : Stand.TORN;
    }

    private boolean isPartly(TreeMap<String, String> now) {
      return mayBePartly()
          && List.of("a of " + folder, "A").contains(now.getOrDefault("a.md", ""))
          && List.of("-", "b of " + folder).contains(now.getOrDefault("b.md", "-"))
          && List.of("-", "C").contains(now.getOrDefault("new/c.md", "-"));
    }
  }

  private static final class Atomic extends OnFiles {
    private final FaultBed.Approved approved;

    Atomic(FaultBed bed) {
      super(bed);
      approved = bed.approved(changes());
    }

    @Override
    Answer act() {
      return Answer.of(bed.execute(approved));
    }
  }

  private static final class RolledBack extends OnFiles {
    private final FaultBed.Approved approved;
    private @Nullable String attention;

    RolledBack(FaultBed bed) {
      super(bed);
      approved = bed.approved(changes());
    }

    @Override
    Answer act() {
      AtomicBoolean once = new AtomicBoolean();
      bed.files.fail(
          (operation, path) -> {
            boolean swapped = operation.equals("forceDirectory") && path.endsWith(folder + "/new");
            if (swapped && once.compareAndSet(false, true)) {
              throw new IOException("Input/output error");
            }
          });
      ExecutionResult result = bed.execute(approved);
      if (result.outcome().status() == ExecutionStatus.NEEDS_ATTENTION) {
        attention = result.head().id();
      }
      return Answer.of(result);
    }

    @Override
    String expected() {
      return "APPLY_IO";
    }

    @Override
    Stand end() {
      return Stand.BEFORE;
    }

    @Override
    boolean mayBePartly() {
      return attention != null;
    }

    @Override
    void resolve(boolean edited) {
      if (attention != null && edited) {
        bed.changes.resolutions().acceptCurrent(attention, "ann");
      } else if (attention != null) {
        bed.changes.resolutions().retryRestore(attention, "ann");
      }
    }
  }

  private static final class Itemised extends OnFiles {
    private final FaultBed.Approved approved;

    Itemised(FaultBed bed) {
      super(bed);
      approved = bed.approved(changes()).itemised();
    }

    @Override
    Answer act() {
      return Answer.of(bed.execute(approved));
    }

    @Override
    boolean mayBePartly() {
      return true;
    }
  }

  private static final class Undone extends OnFiles {
    private final String execution;

    Undone(FaultBed bed) {
      super(bed);
      execution = bed.execute(bed.approved(changes())).head().id();
    }

    @Override
    Answer act() {
      return Answer.of(bed.changes.undo().revert(execution, "ann"));
    }

    @Override
    TreeMap<String, String> before() {
      return super.after();
    }

    @Override
    TreeMap<String, String> after() {
      return super.before();
    }
  }

  private static final class TrailAppend extends Case {
    private final String type = "note_" + next();

    TrailAppend(FaultBed bed) {
      super(bed);
    }

    @Override
    Answer act() {
      bed.trail.append(type, "ann", JsonNodeFactory.instance.objectNode());
      return Answer.DONE;
    }

    @Override
    Stand stand() throws IOException {
      Path file = bed.root.resolve(".reeve/trail/2026-03.jsonl");
      boolean there = Files.exists(file) && Files.readString(file).contains("\"" + type + "\"");
      return there ? Stand.AFTER : Stand.BEFORE; // whether a line is torn, the chain's proof says
    }
  }

  private static final class Export extends Case {
    @Override
    boolean isUpkeep() {
      return true;
    }

    private final String tag = next();

    Export(FaultBed bed) {
      super(bed);
      bed.log.record(
          NewEvent.ofEngine(
              "test", Severity.INFO, JsonNodeFactory.instance.objectNode().put("tag", tag)));
    }

    @Override
    Answer act() {
      try (EventExport export =
          new EventExport(bed.workspace, bed.store, bed.log, bed.clock, bed.bus)) {
        export.start();
        return Answer.DONE;
      }
    }

    @Override
    Stand stand() throws IOException {
      Path file = bed.root.resolve(".reeve/events/transitions.jsonl");
      boolean there = Files.exists(file) && Files.readString(file).contains("\"" + tag + "\"");
      return there ? Stand.AFTER : Stand.BEFORE;
    }
  }

  private static final class VaultPut extends Case {
    @Override
    boolean isUpkeep() {
      return true; // a content that is kept and not known to be kept harms nobody
    }

    private final Path file;
    private final String text = next() + " kept";

    VaultPut(FaultBed bed) {
      super(bed);
      file = bed.write("v/" + next() + ".txt", text);
    }

    private Vault vault() {
      return new Vault(bed.workspace, bed.clock);
    }

    @Override
    Answer act() throws IOException {
      String id = "exec_" + String.format("%012x", text.hashCode() & 0xffffffffL);
      vault().reference(id, "session", List.of(Sha256.of(text)));
      return vault().put(bed.workspace.root().resolve(bed.root.relativize(file)), Sha256.of(text))
          ? Answer.DONE
          : new Answer("OTHER_CONTENT", "not as expected");
    }

    @Override
    Stand stand() throws IOException {
      Path blob = Path.of(vault().blob(Sha256.of(text)).toString());
      if (!Files.exists(blob)) {
        return Stand.BEFORE;
      }
      return Files.readString(blob).equals(text) ? Stand.AFTER : Stand.TORN;
    }
  }

  private static final class Retained extends OnFiles {
    @Override
    boolean isUpkeep() {
      return true;
    }

    private final String old;

    Retained(FaultBed bed) {
      super(bed);
      old = bed.execute(bed.approved(changes())).head().id();
      bed.clock.advance(Duration.ofDays(3));
      String newer = next() + "/x.md";
      bed.execute(bed.approved(FileChange.create(newer, "X")));
    }

    @Override
    Answer act() throws IOException {
      bed.changes.retention().run();
      return Answer.DONE;
    }

    @Override
    Stand stand() {
      ExecutionDetail detail = bed.changes.history().show(old); // the row always stays
      boolean there = Files.exists(bed.root.resolve(".reeve/executions/" + old));
      boolean users = picture().equals(after());
      return !users || detail == null ? Stand.TORN : there ? Stand.BEFORE : Stand.AFTER;
    }
  }
}
