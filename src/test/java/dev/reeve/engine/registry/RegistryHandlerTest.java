package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkQueue;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHandlerTest {
  private static final String LIVE = "engine.mode = \"live\"\n";
  private static final String FIRST_TEXT = "0299900001260118";

  @TempDir Path root;
  private FlowRoom room;
  private WorkQueue queue;
  private RegistryHandler handler;
  private final List<String> carried = new ArrayList<>();

  private void open(String config) {
    room = new FlowRoom(root, config);
    queue =
        new WorkQueue(
            room.store,
            room.clock,
            room.bus,
            path -> false,
            RetryPolicy.standard(new java.util.Random(1)));
    handler = room.handler(new DiskCarriers());
  }

  @AfterEach
  void close() {
    room.close();
  }

  /** Changes files directly, as the change room would. */
  private final class DiskCarriers implements CarrierWriter {
    @Override
    public Result replace(SafePath file, byte[] before, String beforeHash, byte[] after) {
      carried.add("replace " + file);
      return io(() -> Files.write(file.under(room.root), after));
    }

    @Override
    public Result rename(SafePath from, SafePath to, String hash) {
      carried.add("rename " + from);
      if (Files.exists(to.under(room.root))) {
        return Result.NAME_TAKEN;
      }
      return io(() -> Files.move(from.under(room.root), to.under(room.root)));
    }

    private Result io(java.util.concurrent.Callable<?> act) {
      try {
        act.call();
        return Result.DONE;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Queues the events, claims all rows, handles them in one batch and ends them. */
  private Map<String, Outcome> drain(FileEvent... events) {
    queue.upsert(List.of(events));
    List<Claim> claims = queue.claim("test", 100);
    List<Outcome> outcomes = claims.isEmpty() ? List.of() : handler.handle(claims);
    queue.finish(outcomes);
    Map<String, Outcome> out = new java.util.TreeMap<>();
    outcomes.forEach(outcome -> out.put(outcome.claim().path(), outcome));
    return out;
  }

  private FileEvent event(FileEventKind kind, String path) {
    return FileEvent.of(path, kind, room.clock.now());
  }

  private FileEvent added(String path) {
    return event(FileEventKind.ADDED, path);
  }

  private FileEvent moved(String from, String to) {
    return FileEvent.moved(from, to, room.clock.now());
  }

  private Outcome only(FileEvent event) {
    return drain(event).get(event.path());
  }

  private static String state(Outcome outcome) {
    return outcome instanceof Outcome.Done done ? String.valueOf(done.pipelineState()) : "?";
  }

  private static String code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Dead dead -> dead.code();
      case Outcome.Retry retry -> retry.code();
      default -> outcome.toString();
    };
  }

  private ObjectNode at(String path) {
    RegistryDocument document = room.current();
    RecordHead head =
        document.atPath(path).stream()
            .reduce((first, last) -> last)
            .orElseThrow(() -> new AssertionError("no record at " + path));
    return document.record(head);
  }

  private String column(String path, String column) {
    return at(path).path(column).asText();
  }

  /** Every file of the workspace with its bytes. */
  private Map<String, String> picture() throws IOException {
    Map<String, String> out = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(room.root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = room.root.relativize(file).toString();
        if (!name.startsWith(".reeve/state")) {
          out.put(name, Sha256.of(file));
        }
      }
    }
    return out;
  }

  @Test
  @DisplayName("REG-A37 ADDED then DELETED before processing: no id allocated, no write")
  void a37_whatCameAndWentLeavesNoTrace() throws IOException {
    open(LIVE);
    assertEquals(
        Map.of(), drain(added("a.txt"), event(FileEventKind.DELETED, "a.txt")), "row removed");
    assertEquals("gone", state(only(added("b.txt"))));
    assertEquals("gone", state(only(event(FileEventKind.DELETED, "b.txt"))));
    assertFalse(Files.exists(room.workspace.registryFile()));
    assertEquals(List.of(), room.ledger.entries());
  }

  @Test
  void anAddedFileGetsIdAndRecord() {
    open(LIVE);
    room.file("docs/Read Me.TXT", "hello");
    assertEquals("registered", state(only(added("docs/Read Me.TXT"))));
    ObjectNode record = at("docs/Read Me.TXT");
    assertEquals("0210000001260118", record.get("doc_id").asText());
    assertEquals("txt", record.get("extension").asText());
    assertEquals(Sha256.of("hello"), record.get("sha256").asText());
    assertEquals(5, record.get("size_bytes").asInt());
    assertEquals("MOD-DOCS", record.get("module_id").asText());
    assertFalse(record.has("last_seen_utc"), "kept in the database");
  }

  @Test
  void aBatchIsOneWriteWithOneOutcomeEach() throws IOException {
    open(LIVE);
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      room.file("f" + i + ".txt", "content " + i);
      events.add(added("f" + i + ".txt"));
    }
    Map<String, Outcome> outcomes = drain(events.toArray(FileEvent[]::new));
    assertEquals(50, outcomes.size());
    assertTrue(outcomes.values().stream().allMatch(each -> state(each).equals("registered")));
    assertEquals(50, room.current().size());
    assertEquals(1, room.registry.counters().succeeded());
    assertEquals(50, room.ledger.entries().size());
  }

  @Test
  void aModifiedFileIsWrittenOnlyWhenItsContentChanged() throws IOException {
    open(LIVE);
    room.file("a.txt", "one");
    only(added("a.txt"));
    byte[] before = Files.readAllBytes(room.workspace.registryFile());
    only(event(FileEventKind.MODIFIED, "a.txt"));
    room.clock.advance(Duration.ofDays(3));
    only(event(FileEventKind.MODIFIED, "a.txt"));
    assertArrayEquals(before, Files.readAllBytes(room.workspace.registryFile()));
    room.file("a.txt", "two");
    only(event(FileEventKind.MODIFIED, "a.txt"));
    assertEquals(Sha256.of("two"), column("a.txt", "sha256"));
    assertEquals(FIRST_TEXT, column("a.txt", "doc_id"));
    assertEquals("watcher", column("a.txt", "updated_by"));
  }

  @Test
  void lastSeenIsWrittenOnceADayWhereTheSettingsWantItInTheFile() {
    open(LIVE + "registry.volatile_columns = true\n");
    room.file("a.txt", "one");
    only(added("a.txt"));
    String first = column("a.txt", "last_seen_utc");
    room.clock.advance(Duration.ofHours(23));
    only(event(FileEventKind.MODIFIED, "a.txt"));
    assertEquals(first, column("a.txt", "last_seen_utc"));
    room.clock.advance(Duration.ofHours(2));
    only(event(FileEventKind.MODIFIED, "a.txt"));
    assertEquals("2038-01-02T01:00:00.000Z", column("a.txt", "last_seen_utc"));
  }

  @Test
  @DisplayName("REG-A43 renamed with the same content: same record and id, no tombstone")
  void a43_renameKeepsTheRecord() throws IOException {
    open(LIVE);
    room.file("a.txt", "content");
    only(added("a.txt"));
    room.move("a.txt", "docs/b.txt");
    assertEquals("registered", state(only(moved("a.txt", "docs/b.txt"))));
    assertEquals(FIRST_TEXT, column("docs/b.txt", "doc_id"));
    assertEquals("docs", column("docs/b.txt", "directory_path"));
    assertEquals("MOD-DOCS", column("docs/b.txt", "module_id"));
    assertEquals(1, room.current().size());
    // the same seen as two events, in either order of the rows
    room.move("docs/b.txt", "c.txt");
    drain(event(FileEventKind.DELETED, "docs/b.txt"), added("c.txt"));
    assertEquals(FIRST_TEXT, column("c.txt", "doc_id"));
    assertEquals("active", column("c.txt", "status"));
    assertEquals(1, room.current().size());
  }

  @Test
  void aMoveWithNewContentIsKnownByTheCarriedId() throws IOException {
    open(LIVE + "registry.carrier = \"PREFIX\"\n");
    room.file("a.txt", "content");
    only(added("a.txt"));
    String name = FIRST_TEXT + "_a.txt";
    room.move(name, "docs/" + name);
    room.file("docs/" + name, "other content");
    drain(added("docs/" + name));
    assertEquals(FIRST_TEXT, column("docs/" + name, "doc_id"));
    assertEquals(1, room.current().size());
  }

  @Test
  void aCaseOnlyRenameIsOneMove() throws IOException {
    open(LIVE);
    Assumptions.assumeFalse(room.workspace.caseInsensitive());
    room.file("a.txt", "content");
    only(added("a.txt"));
    room.move("a.txt", "A.txt");
    only(moved("a.txt", "A.txt"));
    assertEquals(FIRST_TEXT, column("A.txt", "doc_id"));
    assertEquals(1, room.current().size());
  }

  @Test
  void aCopyOfAFileThatCarriesAnIdIsAConflict() throws IOException {
    open(LIVE + "registry.carrier = \"HEADER\"\n");
    room.file("a.py", "print(1)\n");
    only(added("a.py"));
    Files.copy(room.root.resolve("a.py"), room.root.resolve("b.py"));
    Map<String, String> before = picture();
    assertEquals("ID_CONFLICT", code(only(added("b.py"))));
    room.file("x.py", "# doc_id: 2099900777260118\n1");
    room.file("y.py", "# doc_id: 2099900777260118\n2");
    Map<String, Outcome> both = drain(added("x.py"), added("y.py"));
    assertEquals("ID_CONFLICT", code(both.get("x.py")));
    assertEquals("ID_CONFLICT", code(both.get("y.py")));
    room.file("2099900001260119_z.py", "# doc_id: 2099900002260119\n");
    assertEquals("ID_CONFLICT", code(only(added("2099900001260119_z.py"))));
    assertEquals(
        before.get("UNIFIED_SSOT_REGISTRY.json"), picture().get("UNIFIED_SSOT_REGISTRY.json"));
  }

  @Test
  void anIdThatAFileBringsAlongIsAdopted() {
    open(LIVE);
    room.file("a.py", "# doc_id: 2099900050260118\n");
    room.file("b.py", "2");
    room.file("P_01999000042260119_c.md", "c");
    drain(added("a.py"));
    drain(added("b.py"), added("P_01999000042260119_c.md"));
    assertEquals("2099900050260118", column("a.py", "doc_id"));
    assertEquals("2099900051260118", column("b.py", "doc_id"));
    assertEquals("P_01999000042260119", column("P_01999000042260119_c.md", "doc_id"));
    assertEquals(
        LedgerEntry.Action.ADOPT,
        room.ledger.find(new DocId("2099900050260118")).orElseThrow().action());
  }

  @Test
  void aDeletedFileLeavesATombstoneAndComesBackAsItself() throws IOException {
    open(LIVE);
    ObjectNode target = FlowRoom.record(1, FIRST_TEXT, "a.txt", "content");
    ObjectNode source = FlowRoom.record(2, "0299900002260118", "b.txt", "b");
    ObjectNode edge = Json.mapper().createObjectNode();
    edge.put("record_kind", "edge").put("record_id", "REC-000003").put("status", "active");
    edge.put("created_utc", "2037-12-31T00:00:00Z").put("updated_utc", "2037-12-31T00:00:00Z");
    edge.put("created_by", "scanner").put("updated_by", "scanner");
    edge.put("edge_id", "EDGE-20371231-000001");
    edge.put("source_entity_id", "0299900002260118").put("target_entity_id", FIRST_TEXT);
    edge.put("rel_type", "DOCUMENTS").put("directionality", "directed").put("confidence", 0.9);
    edge.put("evidence_method", "static_parse").put("evidence_locator", "b.txt:1");
    edge.put("observed_utc", "2037-12-31T00:00:00Z").put("tool_version", "1");
    room.have(target, source, edge);
    Path descriptor = new DescriptorPlaces(room.workspace).place("text", new DocId(FIRST_TEXT));
    Files.createDirectories(descriptor.getParent());
    Files.writeString(descriptor, "{}");
    room.file("b.txt", "b");
    assertEquals("registered", state(only(event(FileEventKind.DELETED, "a.txt"))));
    assertEquals("deleted", column("a.txt", "status"));
    RegistryDocument document = room.current();
    RecordHead flagged = document.byKey("EDGE-20371231-000001").orElseThrow();
    assertEquals("[\"dangling\"]", document.record(flagged).get("edge_flags").toString());
    assertFalse(Files.exists(descriptor));
    assertTrue(
        Files.exists(
            room.workspace.own(
                "registry", "descriptors", "removed", "text", FIRST_TEXT + ".v1.json")));
    room.file("a.txt", "content");
    only(added("a.txt"));
    assertEquals("active", column("a.txt", "status"));
    assertEquals(FIRST_TEXT, column("a.txt", "doc_id"));
    document = room.current();
    assertEquals(
        "[]",
        document
            .record(document.byKey("EDGE-20371231-000001").orElseThrow())
            .get("edge_flags")
            .toString());
  }

  @Test
  void aFolderThatMovedOrWentIsItsFiles() throws IOException {
    open(LIVE);
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String path = (i < 3 ? "old/sub/" : "keep/") + "f" + i + ".txt";
      room.file(path, "content " + i);
      events.add(added(path));
    }
    drain(events.toArray(FileEvent[]::new));
    String id = column("old/sub/f0.txt", "doc_id");
    room.move("old", "new");
    assertEquals("registered", state(only(moved("old", "new"))));
    assertEquals(id, column("new/sub/f0.txt", "doc_id"));
    assertEquals(40, room.current().size());
    try (Stream<Path> files = Files.walk(root.resolve("new"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertEquals("registered", state(only(event(FileEventKind.DELETED, "new"))));
    for (int i = 0; i < 3; i++) {
      assertEquals("deleted", column("new/sub/f" + i + ".txt", "status"));
    }
    assertEquals("active", column("keep/f5.txt", "status"));
  }

  @Test
  void aPersonMayDeleteAFolderWithMostOfTheRecords() throws IOException {
    open(LIVE);
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      String path = (i < 70 ? "gone/" : "keep/") + "f" + i + ".txt";
      room.file(path, "content " + i);
      events.add(added(path));
    }
    drain(events.toArray(FileEvent[]::new));
    try (Stream<Path> files = Files.walk(root.resolve("gone"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    long written = room.registry.counters().succeeded();
    assertEquals("registered", state(only(event(FileEventKind.DELETED, "gone"))));
    for (int i = 0; i < 70; i++) {
      assertEquals("deleted", column("gone/f" + i + ".txt", "status"));
    }
    assertEquals("active", column("keep/f75.txt", "status"));
    assertEquals(written + 70, room.registry.counters().succeeded(), "one patch a file");
  }

  @Test
  void oneBadFileOfAFolderDoesNotHarmItsOthers() throws IOException {
    open(LIVE);
    room.file("old/a.txt", "a");
    room.file("old/b.txt", "b");
    drain(added("old/a.txt"), added("old/b.txt"));
    room.move("old", "new");
    room.file("new/b.txt", "# doc_id: 2099900042260118\nb"); // somebody else's id
    assertEquals("ID_CONFLICT", code(only(moved("old", "new"))));
    assertEquals("active", column("new/a.txt", "status"));
    assertEquals("active", column("old/b.txt", "status"));
  }

  @Test
  void aRegistryThatIsClosedKeepsWorkWaitingAndIssuesNoIds() throws IOException {
    open(LIVE);
    room.file("a.txt", "a");
    only(added("a.txt"));
    byte[] own = Files.readAllBytes(room.workspace.registryFile());
    int ids = room.ledger.entries().size();
    room.file("b.txt", "b");
    for (String foreign : List.of("{ torn", new String(own, StandardCharsets.UTF_8) + "\n")) {
      Files.writeString(room.workspace.registryFile(), foreign);
      Outcome outcome = only(added("b.txt"));
      assertTrue(outcome instanceof Outcome.Retry, outcome.toString());
      assertEquals(
          foreign.equals("{ torn") ? "REGISTRY_UNREADABLE" : "FOREIGN_WRITE", code(outcome));
      assertEquals(ids, room.ledger.entries().size());
      queue.reopen();
    }
    room.registry.restore().acceptForeign("me");
    assertEquals("registered", state(drain().get("b.txt")));
  }

  @Test
  void anUnexpectedFailureOfOneFileDoesNotHarmTheOthers() {
    open("registry.carrier = \"HEADER\"\n" + LIVE);
    handler =
        room.handler(
            new CarrierWriter() {
              @Override
              public Result replace(SafePath file, byte[] before, String hash, byte[] after) {
                if (file.name().equals("bad.md")) {
                  throw new IllegalStateException("a defect");
                }
                return new DiskCarriers().replace(file, before, hash, after);
              }

              @Override
              public Result rename(SafePath from, SafePath to, String hash) {
                throw new AssertionError();
              }
            });
    room.file("bad.md", "bad");
    room.file("good.md", "good");
    Map<String, Outcome> outcomes = drain(added("bad.md"), added("good.md"));
    assertEquals("HANDLER_FAILED", code(outcomes.get("bad.md")));
    assertEquals("registered", state(outcomes.get("good.md")));
  }

  @Test
  void aDescriptorLeftBehindIsPutAsideThoughAnotherFileHasThePath() throws IOException {
    open(LIVE);
    room.file("a.txt", "new");
    room.have(
        FlowRoom.record(1, FIRST_TEXT, "a.txt", "old").put("status", "archived"),
        FlowRoom.record(2, "0299900002260118", "a.txt", "new"));
    Path left = room.workspace.own("registry", "descriptors", "text", FIRST_TEXT + ".v1.json");
    Path used = left.resolveSibling("0299900002260118.v1.json");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "{}");
    Files.writeString(used, "{}");
    only(event(FileEventKind.RECONCILE, "a.txt"));
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(used));
  }

  @Test
  void outOfCareIsArchivedAndIgnoredFilesStayOut() throws IOException {
    open(LIVE);
    room.file("a.txt", "content");
    only(added("a.txt"));
    room.move("a.txt", "build/a.txt");
    only(moved("a.txt", "build/a.txt"));
    assertEquals("archived", column("a.txt", "status"));
    room.file("x.pyc", "binary");
    assertEquals("ignored", state(only(added("x.pyc"))));
    assertEquals(1, room.current().size());
  }

  @Test
  @DisplayName("REG-A45 files of a root that is not there are not deleted")
  void a45_aLostRootDeletesNothing() {
    open(LIVE + "watch.roots = [\"mounted\"]\n");
    room.have(FlowRoom.record(1, FIRST_TEXT, "mounted/a.txt", "a"));
    assertEquals("TEMP_IO_ERROR", code(only(event(FileEventKind.DELETED, "mounted/a.txt"))));
    assertEquals("active", column("mounted/a.txt", "status"));
  }

  @Test
  @DisplayName("REG-A49 an exhausted stream: no file renamed, the others of the batch are done")
  void a49_exhaustedStreamLeavesFileAndCounter() throws IOException {
    open(LIVE + "registry.carrier = \"PREFIX\"\n");
    ObjectNode registry = FlowRoom.registry();
    ((ObjectNode) registry.at("/counters/file_doc_id")).put("260118:999:02", 99999);
    Files.write(room.workspace.registryFile(), Json.file(registry));
    room.file("a.txt", "a");
    room.file("b.md", "b");
    Map<String, Outcome> outcomes = drain(added("a.txt"), added("b.md"));
    assertEquals("SEQ_EXHAUSTED", code(outcomes.get("a.txt")));
    assertEquals("registered", state(outcomes.get("b.md")));
    assertTrue(Files.exists(root.resolve("a.txt")));
    assertEquals(List.of("rename b.md"), carried);
    assertEquals(99999, room.current().counters().at("/file_doc_id/260118:999:02").asInt());
  }

  @Test
  void whatATryWouldComeToIsForeseenUntilItsCauseIsGone() throws IOException {
    open(LIVE);
    ObjectNode registry = FlowRoom.registry();
    ((ObjectNode) registry.at("/counters/file_doc_id")).put("260118:999:02", 99999);
    Files.write(room.workspace.registryFile(), Json.file(registry));
    room.file("a.py", "# doc_id: 2099900001260118\n");
    only(added("a.py"));
    room.file("b.py", "# doc_id: 2099900001260118\n");
    room.file("c.txt", "c");
    room.file("d.md", "d");
    Map<String, Outcome> tried = drain(added("b.py"), added("c.txt"));
    assertEquals("ID_CONFLICT", code(tried.get("b.py")));
    queue.upsert(List.of(added("d.md")));
    byte[] before = Files.readAllBytes(room.workspace.registryFile());
    Map<String, String> expected = Map.of("b.py", "ID_CONFLICT", "c.txt", code(tried.get("c.txt")));
    assertEquals(expected, foreseen(), "d.md may succeed");
    assertEquals("SEQ_EXHAUSTED", expected.get("c.txt"));

    room.file("b.py", "print()\n");
    assertEquals(Map.of("c.txt", "SEQ_EXHAUSTED"), foreseen());
    assertArrayEquals(before, Files.readAllBytes(room.workspace.registryFile()));
    assertEquals("print()\n", Files.readString(root.resolve("b.py")), "nothing is tried");
  }

  @Test
  void aRegistryThatCannotBeReadFailsEveryTry() throws IOException {
    open(LIVE);
    room.file("a.txt", "a");
    queue.upsert(List.of(added("a.txt")));
    Files.writeString(room.workspace.registryFile(), "{");
    assertEquals(Map.of("a.txt", "REGISTRY_UNREADABLE"), foreseen());
  }

  private Map<String, String> foreseen() {
    Map<String, String> codes = new java.util.TreeMap<>();
    handler
        .foresight()
        .failing(
            queue.list(java.util.Set.of(), 100).stream()
                .filter(item -> item.state() != dev.reeve.engine.queue.ItemState.DONE)
                .toList())
        .forEach(each -> codes.put(each.path(), each.code()));
    return codes;
  }

  @Test
  void headerAndPrefixArePutIntoTheFileBeforeItsRecordIsWritten() throws IOException {
    open(LIVE + "registry.carrier = \"HEADER_AND_PREFIX\"\n");
    room.file("a.py", "print(1)\n");
    only(added("a.py"));
    String id = "2099900001260118";
    String text = "# doc_id: " + id + "\nprint(1)\n";
    assertEquals(text, Files.readString(root.resolve(id + "_a.py")));
    assertFalse(Files.exists(root.resolve("a.py")));
    assertEquals(Sha256.of(text), column(id + "_a.py", "sha256"));
    assertEquals(id, column(id + "_a.py", "doc_id"));
    assertEquals(List.of("replace a.py", "rename a.py"), carried);
    only(event(FileEventKind.MODIFIED, id + "_a.py"));
    assertEquals(2, carried.size(), "nothing is done twice");
  }

  @Test
  void aTakenNameIsNeverReplaced() throws IOException {
    open(LIVE + "registry.carrier = \"PREFIX\"\n");
    room.file("a.txt", "a");
    room.file(FIRST_TEXT + "_a.txt", "somebody else's");
    assertEquals("NAME_COLLISION_UNRESOLVED", code(only(added("a.txt"))));
    assertEquals("somebody else's", Files.readString(root.resolve(FIRST_TEXT + "_a.txt")));
    assertEquals("a", Files.readString(root.resolve("a.txt")));
  }

  private void dieAfterTheRename() throws IOException {
    open(LIVE + "registry.carrier = \"PREFIX\"\n");
    room.file("a.txt", "a");
    IdPlan plan =
        room.allocator.issue(room.current(), List.of(KnownFile.canonical("a.txt").orElseThrow()));
    assertEquals(1, plan.ids().size());
    room.move("a.txt", FIRST_TEXT + "_a.txt"); // here the process died
  }

  @Test
  @DisplayName("D16 renamed, and the record not written: the next try finishes it")
  void d16_aRenameWithoutRecordIsFinished() throws IOException {
    dieAfterTheRename();
    assertEquals("registered", state(only(added("a.txt"))));
    assertEquals(FIRST_TEXT, column(FIRST_TEXT + "_a.txt", "doc_id"));
    assertEquals(1, room.ledger.entries().size());
  }

  @Test
  @DisplayName(
      "D16 the same while the new name has a row of its own in the batch: one file, one id")
  void d16_aRenameWithoutRecordAndARowOfTheNewName() throws IOException {
    dieAfterTheRename();
    Map<String, Outcome> outcomes = drain(added("a.txt"), added(FIRST_TEXT + "_a.txt"));
    assertEquals(2, outcomes.size());
    assertTrue(
        outcomes.values().stream().noneMatch(each -> each instanceof Outcome.Dead),
        outcomes.toString());
    assertEquals(FIRST_TEXT, column(FIRST_TEXT + "_a.txt", "doc_id"));
    assertEquals(1, room.current().size());
    assertEquals(1, room.ledger.entries().size());
  }

  @Test
  @DisplayName("REG-A53 observe mode: a plan of 10, and nothing changed")
  void a53_observeModeOnlyPlans() throws IOException {
    open("registry.carrier = \"HEADER\"\n");
    List<FileEvent> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      room.file("f" + i + ".py", "print(" + i + ")\n");
      events.add(added("f" + i + ".py"));
    }
    Map<String, String> before = picture();
    Map<String, Outcome> outcomes = drain(events.toArray(FileEvent[]::new));
    assertTrue(outcomes.values().stream().allMatch(each -> state(each).equals("planned")));
    assertEquals(before, picture());
    List<PlannedChange> plans = handler.plannedChanges();
    assertEquals(10, plans.size());
    assertEquals("register", plans.getFirst().action());
    assertEquals("2099900001260118", plans.getFirst().docId());
    assertEquals("2099900010260118", plans.getLast().docId());
  }

  @Test
  void aConflictWithAnotherWriterIsPlannedAnew() {
    open(LIVE);
    room.file("a.txt", "a");
    room.file("b.txt", "b");
    only(added("a.txt"));
    room.file("a.txt", "a2");
    FlowRoom other = new FlowRoom(root, LIVE);
    try (other) {
      other.allocator.allocate(List.of(other.newFile("b.txt"))); // behind the handler's back
      assertEquals("registered", state(only(event(FileEventKind.MODIFIED, "a.txt"))));
      assertEquals(Sha256.of("a2"), column("a.txt", "sha256"));
      assertEquals(2, room.current().size());
    }
  }

  @Test
  void whatIsRefusedDoesNotHarmTheOthers() {
    open(LIVE);
    ObjectNode squatter = FlowRoom.record(1, FIRST_TEXT, "x.txt", "x");
    squatter.remove("doc_id"); // its entity_id is the id that the next text file gets
    room.have(squatter.put("status", "deprecated"));
    room.file("a.txt", "a");
    room.file("b.md", "b");
    room.file("2099900000260118_c.txt", "no id: its number is 00000");
    Map<String, Outcome> outcomes =
        drain(added("a.txt"), added("b.md"), added("2099900000260118_c.txt"));
    assertEquals("ALREADY_EXISTS", code(outcomes.get("a.txt")));
    assertEquals("registered", state(outcomes.get("b.md")));
    assertEquals("INVALID_ID_FORMAT_AFTER_REPAIR", code(outcomes.get("2099900000260118_c.txt")));
    assertEquals(2, room.current().size());
  }

  @Test
  void aFileThatChangesWhileItIsReadSettlesAgain() {
    open(LIVE);
    room.file("a.txt", "a");
    queue.observe(List.of(added("a.txt")));
    queue.settle(List.of(new dev.reeve.engine.queue.Settled("a.txt", "another look")));
    Outcome outcome = handler.handle(queue.claim("test", 1)).getFirst();
    assertTrue(outcome instanceof Outcome.Unstable, outcome.toString());
    assertFalse(Files.exists(room.workspace.registryFile()));
  }

  @Test
  void aBusyPathDoesNotHoldUpTheOthers() {
    open(LIVE);
    room.file("a.txt", "a");
    room.file("b.txt", "b");
    SafePath busy = KnownFile.canonical("a.txt").orElseThrow();
    handler =
        new RegistryHandler(
            room.workspace,
            room.store,
            room.writer(),
            room.allocator,
            room.ledger,
            new Classifier(room.workspace, room.ignore()),
            FlowRoom.RULES,
            new DiskCarriers(),
            (workItem, paths) -> {
              if (paths.contains(busy)) {
                throw dev.reeve.engine.workspace.EngineException.of(
                    dev.reeve.engine.workspace.EngineException.Kind.BUSY, "PATH_LOCK_BUSY", "busy");
              }
              return () -> {};
            },
            null,
            room.clock);
    Map<String, Outcome> outcomes = drain(added("a.txt"), added("b.txt"));
    assertEquals("PATH_LOCK_BUSY", code(outcomes.get("a.txt")));
    assertEquals("registered", state(outcomes.get("b.txt")));
  }

  @Test
  void reconcileEventsOfOldSpellingsAndDriftMendTheRecord() {
    open(LIVE);
    ObjectNode old = FlowRoom.record(1, FIRST_TEXT, "docs\\a.txt", "a");
    old.put("filename", "docs\\a.txt").put("extension", ".txt").put("directory_path", ".");
    room.have(old);
    room.file("docs/a.txt", "a");
    FileEvent event =
        new FileEvent(
            ".",
            "docs/a.txt",
            "docs\\a.txt",
            FileEventKind.RECONCILE,
            room.clock.now(),
            DriftKind.PATH_MISMATCH.name(),
            null);
    assertEquals("registered", state(only(event)));
    ObjectNode mended = at("docs/a.txt");
    assertEquals("a.txt", mended.get("filename").asText());
    assertEquals("docs", mended.get("directory_path").asText());
    assertEquals("reconciler", mended.get("updated_by").asText());
    assertEquals(1, room.current().size());
  }

  @Test
  void bytesOfOtherEncodingsAreRegisteredToo() {
    open(LIVE);
    try {
      Files.write(room.root.resolve("a.bin"), new byte[] {0, 1, 2, (byte) 0xff});
      Files.write(room.root.resolve("b.txt"), "é".getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    drain(added("a.bin"), added("b.txt"));
    assertEquals("0099900001260118", column("a.bin", "doc_id"));
    assertEquals(4, at("a.bin").get("size_bytes").asInt());
  }

  @Test
  @DisplayName("A file that has a record and is now of an ignored kind is archived")
  void aRecordOfAnIgnoredFileIsArchived() {
    open(LIVE);
    room.file("x.pyc", "binary");
    room.have(FlowRoom.record(1, FIRST_TEXT, "x.pyc", "binary"));
    only(event(FileEventKind.MODIFIED, "x.pyc"));
    assertEquals("archived", column("x.pyc", "status"));
  }

  @Test
  @DisplayName("Observe mode says of each file what would become of its record")
  void observeModeSaysWhatWouldBecome() throws IOException {
    open("");
    room.file("changed.txt", "new");
    room.file("back.txt", "b");
    room.file("to/moved.txt", "m");
    room.file("same.txt", "s");
    room.file("0000000000000000_odd.txt", "o");
    String[] ids = new String[6];
    for (int i = 1; i < ids.length; i++) {
      ids[i] = new IdStream("260118", "999", "02").id(i).text();
    }
    room.have(
        FlowRoom.record(1, ids[1], "changed.txt", "old"),
        FlowRoom.record(2, ids[2], "gone.txt", "g"),
        FlowRoom.record(3, ids[3], "back.txt", "b").put("status", "deleted"),
        FlowRoom.record(4, ids[4], "moved.txt", "m"),
        FlowRoom.record(5, ids[5], "same.txt", "s"));
    drain(
        event(FileEventKind.MODIFIED, "changed.txt"),
        event(FileEventKind.DELETED, "gone.txt"),
        added("back.txt"),
        moved("moved.txt", "to/moved.txt"),
        event(FileEventKind.MODIFIED, "same.txt"),
        added("0000000000000000_odd.txt"));
    Map<String, String> plans = new java.util.TreeMap<>();
    handler.plannedChanges().forEach(p -> plans.put(p.path(), p.action() + " " + p.docId()));
    assertEquals(
        Map.of(
            "changed.txt", "update " + ids[1],
            "gone.txt", "retire " + ids[2],
            "back.txt", "revive " + ids[3],
            "to/moved.txt", "move " + ids[4],
            "0000000000000000_odd.txt", "conflict null"),
        plans);
    Map<String, String> details = new java.util.TreeMap<>();
    handler.plannedChanges().forEach(p -> details.put(p.path(), p.detail()));
    assertEquals("deleted", details.get("gone.txt"));
    assertTrue(String.valueOf(details.get("changed.txt")).contains("sha256"));
    assertTrue(
        String.valueOf(details.get("0000000000000000_odd.txt")).contains("16 digits"),
        details.toString());
  }
}
