package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.registry.ReconcileReport.Status;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
  private static final String LIVE = "engine.mode = \"live\"\n";

  @TempDir Path root;
  private FlowRoom room;
  private final List<FileEvent> queued = new ArrayList<>();
  private final Map<String, Repairs.Pending> pending = new HashMap<>();
  private Supplier<RegistryDocument> registry = () -> room.document();
  private DriftSource others = DriftSource.NONE;

  private FlowRoom open(String config) {
    room = new FlowRoom(root, config);
    return room;
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Reconciler reconciler() {
    Repairs queue =
        new Repairs() {
          @Override
          public Map<String, Pending> pending() {
            return Map.copyOf(pending);
          }

          @Override
          public void submit(List<FileEvent> events) {
            queued.addAll(events);
            for (FileEvent event : events) {
              String from = event.oldPath();
              pending.put(event.path(), new Pending(from == null ? event.path() : from, false));
            }
          }
        };
    return room.reconciler(room.workspace, () -> registry.get(), queue, others);
  }

  private ReconcileReport run(ReconcileRequest request) {
    return reconciler().run(request, ReconcileProgress.NONE, () -> false);
  }

  private ReconcileReport run() {
    return run(ReconcileRequest.of(List.of(".")));
  }

  private ReconcileReport run(ObjectNode... records) {
    registry = () -> room.document(records);
    return run();
  }

  private static String id(int number) {
    return new IdStream("260118", "999", "02").id(number).text();
  }

  private static List<DriftKind> kinds(ReconcileReport report) {
    return report.items().stream().map(DriftItem::kind).toList();
  }

  @Test
  @DisplayName("REG-A44 100 files, 2 registered: 98 new ones first, none the second time")
  void a44_secondRunFindsNothingNew() {
    open(LIVE + "watch.max_assign_per_scan = 100\n");
    for (int i = 0; i < 100; i++) {
      room.file("dir/f" + i + ".txt", "content " + i);
    }
    ObjectNode[] two = {
      FlowRoom.record(1, id(1), "dir/f0.txt", "content 0"),
      FlowRoom.record(2, id(2), "dir/f1.txt", "content 1")
    };
    ReconcileReport first = run(two);
    assertEquals(Status.COMPLETED, first.status());
    assertEquals(Map.of(DriftKind.UNREGISTERED, 98), first.counts());
    assertEquals(98, first.repairsQueued());
    assertEquals(0, first.repairsPending());
    ReconcileReport second = run(two);
    assertEquals(98, queued.size());
    assertEquals(0, second.repairsQueued());
    assertEquals(98, second.repairsPending());
    assertEquals(0, second.leftToPeople());
    assertEquals(0, second.filesHashed());
  }

  @Test
  @DisplayName("What the queue gave up is left to a person, so each difference is told once")
  void whatTheQueueGaveUpIsLeftToAPerson() {
    open(LIVE);
    room.file("waits.txt", "1");
    room.file("dead.txt", "2");
    room.file("new.txt", "3");
    room.file("conflict.py", "# doc_id: " + id(77) + "\n");
    pending.put("waits.txt", new Repairs.Pending("waits.txt", false));
    pending.put("dead.txt", new Repairs.Pending("dead.txt", true));
    ReconcileReport report =
        run(FlowRoom.record(1, id(1), "conflict.py", "# doc_id: " + id(77) + "\n"));
    assertEquals(4, report.items().size(), report.items().toString());
    assertEquals(1, report.repairsQueued());
    assertEquals(List.of("new.txt"), queued.stream().map(FileEvent::path).toList());
    assertEquals(1, report.repairsPending());
    assertEquals(1, report.repairsGivenUp());
    assertEquals(2, report.leftToPeople(), "with the conflict");
    RegistryCheck kept =
        new RegistryChecksDao(room.store).newest(RegistryCheck.Kind.RECONCILE, 1).getFirst();
    assertEquals(2, kept.unexplained(), "a person must decide about both");
    assertEquals(1, report.repairsToQueue());
  }

  @Test
  @DisplayName("REG-A45 a watch root that is not there: aborted for it, nothing taken as removed")
  void a45_lostRootRemovesNothing() {
    open(LIVE + "watch.roots = [\"mounted\", \"docs\"]\n");
    room.file("docs/a.txt", "a");
    registry =
        () ->
            room.document(
                FlowRoom.record(1, id(1), "mounted/x.txt", "x"),
                FlowRoom.record(2, id(2), "docs/a.txt", "a"));
    ReconcileReport report = run(ReconcileRequest.of(List.of("mounted", "docs")));
    assertEquals(Status.COMPLETED, report.status());
    assertEquals(List.of("mounted"), report.lostRoots());
    assertEquals(List.of(), report.items());
    ReconcileReport only = run(ReconcileRequest.of(List.of("mounted")));
    assertEquals(Status.ABORTED, only.status());
    assertTrue(only.reason().startsWith("ROOT_MISSING"));
    assertEquals(List.of(), queued);
  }

  @Test
  @DisplayName("REG-A46 30 of 100 files deleted at once: held until confirmed")
  void a46_massRemovalIsHeldUntilConfirmed() throws IOException {
    open(LIVE);
    ObjectNode[] records = new ObjectNode[100];
    for (int i = 0; i < 100; i++) {
      room.file("f" + i + ".txt", "content " + i);
      records[i] = FlowRoom.record(i + 1, id(i + 1), "f" + i + ".txt", "content " + i);
    }
    assertEquals(List.of(), run(records).items());
    for (int i = 0; i < 30; i++) {
      Files.delete(root.resolve("f" + i + ".txt"));
    }
    ReconcileReport held = run(records);
    assertEquals(Status.HELD, held.status());
    assertTrue(held.reason().startsWith("MASS_REMOVAL_HELD"), held.reason());
    assertEquals(30, held.counts().get(DriftKind.MISSING_ON_DISK));
    assertEquals(List.of(), queued);
    Files.delete(root.resolve("f30.txt"));
    ReconcileRequest request = ReconcileRequest.of(List.of("."));
    assertEquals(Status.HELD, run(request.confirming(held.planId())).status(), "another plan");
    ReconcileReport again = run(request);
    ReconcileReport allowed = run(request.confirming(again.planId()));
    assertEquals(Status.COMPLETED, allowed.status());
    assertEquals(31, queued.size());
  }

  @Test
  @DisplayName(
      "REG-A46 what comes in another folder does not take the word back, what goes here does")
  void a46_aWordHoldsForItsFolder() throws IOException {
    open(LIVE);
    ObjectNode[] records = new ObjectNode[30];
    for (int i = 0; i < 30; i++) {
      records[i] = FlowRoom.record(i + 1, id(i + 1), "a/f" + i + ".txt", "x" + i);
    }
    room.file("a/kept.txt", "kept");
    room.file("b/first.txt", "first");
    run(records);
    ReconcileRequest both = ReconcileRequest.of(List.of("a", "b"));
    ReconcileReport held = run(both);
    assertEquals(Status.HELD, held.status());
    room.file("a/other.txt", "other");
    assertEquals(Status.HELD, run(both.confirming(held.planId())).status(), "here");
    Files.delete(root.resolve("a/other.txt"));
    room.file("b/second.txt", "second");
    ReconcileReport allowed = run(both.confirming(held.planId()));
    assertEquals(Status.COMPLETED, allowed.status(), allowed.reason());
    assertEquals(33, queued.size());
  }

  @Test
  @DisplayName(
      "REG-A46 every folder that lost too much is named, and that there are too many repairs")
  void a46_allThatAWordIsAboutIsSaid() throws IOException {
    open(LIVE);
    ObjectNode[] records = new ObjectNode[60];
    for (int i = 0; i < 60; i++) {
      String path = (i < 30 ? "a" : "b") + "/f" + i + ".txt";
      records[i] = FlowRoom.record(i + 1, id(i + 1), path, "x" + i);
    }
    room.file("a/kept.txt", "kept");
    room.file("b/kept.txt", "too");
    run(records);
    ReconcileReport held = run(ReconcileRequest.of(List.of("a", "b")));
    assertEquals(
        "MASS_REMOVAL_HELD: 30 of the 30 registered files of a are missing."
            + " 30 of the 30 registered files of b are missing.",
        held.reason());
    for (int i = 0; i < 300; i++) {
      room.file("b/new" + i + ".txt", "new " + i);
    }
    String more = run(ReconcileRequest.of(List.of("a", "b"))).reason();
    assertTrue(more.startsWith(held.reason() + " The plan has 362 repairs"), more);
  }

  @Test
  void twentyMissingFilesAreNotMassRemoval() {
    open(LIVE);
    ObjectNode[] records = new ObjectNode[20];
    for (int i = 0; i < 20; i++) {
      records[i] = FlowRoom.record(i + 1, id(i + 1), "f" + i + ".txt", "x" + i);
    }
    assertEquals(Status.COMPLETED, run(records).status());
    assertEquals(20, queued.size());
  }

  @Test
  void aFileThatGoesBetweenTheWalkAndTheReadingIsNeitherPresentNorMissing() {
    open(LIVE);
    room.file("going.txt", "here a moment ago");
    ObjectNode record = FlowRoom.record(1, id(1), "going.txt", "as it was");
    registry = () -> room.document(record);
    boolean[] walked = {false};
    ReconcileProgress whenHashed = (phase, done, total) -> walked[0] = true;
    ReconcileReport report =
        reconciler()
            .run(
                ReconcileRequest.of(List.of(".")),
                whenHashed,
                () -> {
                  if (walked[0]) {
                    room.root.resolve("going.txt").toFile().delete();
                  }
                  return false;
                });
    assertEquals(List.of(), report.items());
    assertEquals(
        List.of("going.txt STAT_FAILED"),
        report.unreadable().stream().map(place -> place.path() + " " + place.kind()).toList());
  }

  @Test
  @DisplayName("D20 an unreadable or vanished registry is no empty one")
  void d20_unreadableRegistryAborts() throws IOException {
    open(LIVE);
    room.file("a.txt", "a");
    registry =
        () -> {
          throw EngineException.of(
              EngineException.Kind.UNAVAILABLE, "REGISTRY_UNREADABLE", "It is damaged.");
        };
    ReconcileReport report = run();
    assertEquals(Status.ABORTED, report.status());
    assertEquals("REGISTRY_UNREADABLE: It is damaged.", report.reason());
    Files.createDirectories(room.workspace.own("registry", "backups"));
    Files.writeString(room.workspace.own("registry", "backups", "x.json"), "{}");
    registry = () -> RegistryDocument.absent(FlowRoom.registry(), false);
    assertTrue(run().reason().startsWith("REGISTRY_MISSING"));
    assertEquals(List.of(), queued);
  }

  @Test
  @DisplayName("D20 relative, backslash and deleted records raise no false alarm")
  void d20_inSyncFilesRaiseNoAlarm() {
    open(LIVE);
    room.file("dir/a.txt", "a");
    room.file(".gitignore", "*.log\n");
    room.file("noise.log", "ignored");
    room.file("node_modules/x.js", "ignored");
    ObjectNode deleted = FlowRoom.record(2, id(2), "gone.txt", "x").put("status", "deleted");
    ObjectNode rules = FlowRoom.record(3, "0099900001260118", ".gitignore", "*.log\n");
    assertEquals(
        List.of(), run(FlowRoom.record(1, id(1), "dir/a.txt", "a"), deleted, rules).items());
    ReconcileReport old = run(FlowRoom.record(1, id(1), "dir\\a.txt", "a"), deleted, rules);
    assertEquals(List.of(DriftKind.PATH_MISMATCH), kinds(old));
    assertEquals("dir/a.txt", queued.getFirst().path());
    assertEquals("dir\\a.txt", queued.getFirst().oldPath());
  }

  @Test
  void aMoveIsSeenByTheCarriedIdOrByTheOneFileWithTheContent() {
    open(LIVE);
    String other = id(4);
    room.file("new/a.txt", "same content");
    room.file("new/" + other + "_b.txt", "changed too");
    ReconcileReport report =
        run(
            FlowRoom.record(1, id(1), "old/a.txt", "same content"),
            FlowRoom.record(4, other, "old/" + other + "_b.txt", "before"));
    assertEquals(List.of(DriftKind.MOVED, DriftKind.MOVED), kinds(report));
    assertEquals(
        Set.of("old/a.txt", "old/" + other + "_b.txt"),
        Set.copyOf(queued.stream().map(FileEvent::oldPath).toList()));
  }

  @Test
  void twoCandidatesAreNoMove() {
    open(LIVE);
    room.file("new/a.txt", "same");
    room.file("new/b.txt", "same");
    room.file("empty2.txt", "");
    ReconcileReport report =
        run(
            FlowRoom.record(1, id(1), "old/a.txt", "same"),
            FlowRoom.record(2, id(2), "empty.txt", ""));
    assertEquals(Map.of(DriftKind.UNREGISTERED, 3, DriftKind.MISSING_ON_DISK, 2), report.counts());
  }

  @Test
  @DisplayName("D17 duplicates on disk are seen")
  void d17_duplicateIdsOnDiskAreSeen() {
    open(LIVE);
    room.file(id(1) + "_a.txt", "a");
    room.file("copy/" + id(1) + "_a.txt", "a");
    room.file("b.py", "# doc_id: " + id(2) + "\n");
    room.file("c.py", "# doc_id: " + id(2) + "\n");
    ReconcileReport report = run(FlowRoom.record(1, id(1), id(1) + "_a.txt", "a"));
    assertEquals(
        List.of(DriftKind.DUPLICATE_ID_ON_DISK, DriftKind.DUPLICATE_ID_ON_DISK), kinds(report));
    assertEquals(List.of(), queued, "a person decides");
    DriftItem prefix = report.items().getFirst();
    assertEquals(id(1) + "_a.txt", prefix.path());
    assertEquals("copy/" + id(1) + "_a.txt", prefix.otherPath());
  }

  @Test
  void everyOtherKindIsFound() throws IOException {
    open(LIVE);
    room.file("stale.txt", "new content");
    room.file("drift.txt", "d");
    room.file("described.txt", "e");
    room.file("conflict.py", "# doc_id: " + id(77) + "\n");
    room.file(id(8) + "_both.py", "# doc_id: " + id(9) + "\n");
    room.file("Twin.txt", "1");
    room.file("twin.txt", "2");
    Assumptions.assumeFalse(room.workspace.caseInsensitive());
    room.ledger.append(
        List.of(
            new LedgerEntry(
                room.clock.now(),
                "260118:999:02",
                50,
                new DocId(id(50)),
                "never.txt",
                LedgerEntry.Action.ALLOCATE)));
    Path orphan = room.workspace.own("registry", "descriptors", "python", id(60) + ".v1.json");
    Files.createDirectories(orphan.getParent());
    Files.writeString(orphan, "{}");
    ObjectNode drift = FlowRoom.record(2, id(2), "drift.txt", "d").put("extension", ".txt");
    ObjectNode described =
        FlowRoom.record(3, id(3), "described.txt", "e").put("src_source_sha256", "0".repeat(64));
    ReconcileReport report =
        run(
            FlowRoom.record(1, id(1), "stale.txt", "old content"),
            drift,
            described,
            FlowRoom.record(4, id(4), "conflict.py", "# doc_id: " + id(77) + "\n"),
            FlowRoom.record(5, id(5), "Twin.txt", "1"),
            FlowRoom.record(6, id(6), "twin.txt", "2"),
            FlowRoom.record(7, id(7), "twin.txt", "2"));
    assertEquals(
        Map.of(
            DriftKind.STALE_HASH, 1,
            DriftKind.DERIVATION_DRIFT, 1,
            DriftKind.STALE_DESCRIPTOR, 1,
            DriftKind.ID_CONFLICT, 2,
            DriftKind.CASE_COLLISION, 1,
            DriftKind.DUPLICATE_PATH, 1,
            DriftKind.ALLOCATED_NO_FILE, 1,
            DriftKind.ORPHAN_DESCRIPTOR, 1),
        report.counts());
    DriftItem descriptor =
        report.items().stream()
            .filter(item -> item.kind() == DriftKind.ORPHAN_DESCRIPTOR)
            .findFirst()
            .orElseThrow();
    assertEquals(
        false, descriptor.repairable(), "its id has no record, so there is no path to queue");
    assertEquals(2, report.repairsToQueue(), "no descriptors are wanted");
    assertEquals(2, report.repairsQueued(), "stale and drift");
    assertEquals(5, report.leftToPeople(), "not the gap, about which there is nothing to decide");
  }

  @Test
  void whatCannotBeExaminedIsListedAndNeverMissing() throws IOException {
    open(LIVE);
    Assumptions.assumeFalse("root".equals(System.getProperty("user.name")));
    Path secret = room.file("secret/a.txt", "a").getParent();
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    try {
      ReconcileReport report = run(FlowRoom.record(1, id(1), "secret/a.txt", "a"));
      assertEquals(List.of(), report.items());
      assertEquals(Unreadable.ErrorKind.PERMISSION_DENIED, report.unreadable().getFirst().kind());
    } finally {
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aPlanOverTheCapsIsHeld() {
    open(LIVE + "watch.max_assign_per_scan = 3\n");
    for (int i = 0; i < 4; i++) {
      room.file("f" + i + ".txt", "content " + i);
    }
    ReconcileReport held = run();
    assertEquals(Status.HELD, held.status());
    assertTrue(held.reason().startsWith("BUDGET_EXCEEDED"));
    assertEquals(List.of(), queued);
    ReconcileReport done = run(ReconcileRequest.of(List.of(".")).confirming(held.planId()));
    assertEquals(4, done.repairsQueued());
  }

  @Test
  void observeModeOnlyReports() {
    open("");
    room.file("a.txt", "a");
    ReconcileReport report = run();
    assertEquals(Status.OBSERVED, report.status());
    assertEquals(List.of(DriftKind.UNREGISTERED), kinds(report));
    assertEquals(List.of(), queued);
  }

  @Test
  void deepModeReadsWhatLooksUntouched() throws IOException {
    open(LIVE);
    Path file = room.file("a.txt", "one");
    var time = Files.getLastModifiedTime(file);
    ObjectNode record = FlowRoom.record(1, id(1), "a.txt", "one");
    assertEquals(List.of(), run(record).items());
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);
    assertEquals(0, run(record).filesHashed());
    ReconcileReport deep = run(ReconcileRequest.of(List.of(".")).deeply());
    assertEquals(1, deep.filesHashed());
    assertEquals(List.of(DriftKind.STALE_HASH), kinds(deep));
  }

  @Test
  void aFileChangedJustBeforeItWasReadIsReadAgain() throws IOException {
    open(LIVE);
    Path file = room.file("a.txt", "one");
    ObjectNode record = FlowRoom.record(1, id(1), "a.txt", "one");
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(room.clock.now().minusSeconds(1)));
    assertEquals(1, run(record).filesHashed());
    assertEquals(1, run(record).filesHashed());
    room.clock.advance(java.time.Duration.ofSeconds(5));
    assertEquals(1, run(record).filesHashed());
    assertEquals(0, run(record).filesHashed());
  }

  @Test
  void aCancelledRunQueuesNothing() {
    open(LIVE);
    for (int i = 0; i < 10; i++) {
      room.file("f" + i + ".txt", "content " + i);
    }
    int[] asked = {0};
    ReconcileReport report =
        reconciler()
            .run(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> ++asked[0] > 5);
    assertEquals(Status.CANCELLED, report.status());
    assertEquals(List.of(), queued);
    List<ReconcileProgress.Phase> phases = new ArrayList<>();
    reconciler()
        .run(
            ReconcileRequest.of(List.of(".")),
            (phase, done, total) -> phases.add(phase),
            () -> false);
    assertEquals(
        Set.of(ReconcileProgress.Phase.values()), Set.copyOf(phases), "every step is told");
    assertNotEquals(List.of(), queued);
  }

  @Test
  @DisplayName("a new file that waits is told where it came from, once")
  void whereAWaitingFileCameFrom() {
    open(LIVE);
    room.file("to/a.txt", "content");
    pending.put("to/a.txt", new Repairs.Pending("to/a.txt", false));
    ObjectNode record = FlowRoom.record(1, id(1), "a.txt", "content");
    assertEquals(1, run(record).repairsQueued());
    assertEquals("a.txt", queued.getFirst().oldPath());
    assertEquals(0, run(record).repairsQueued());
    assertEquals(1, queued.size());
  }

  @Test
  @DisplayName("a difference whose record was written since is none any more")
  void whatWasMendedIsNotFound() {
    open(LIVE);
    room.file("a.txt", "new content");
    ObjectNode record = FlowRoom.record(1, id(1), "a.txt", "old content");
    registry = () -> room.document(record);
    Reconciler reconciler = reconciler();
    reconciler.run(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> false);
    assertEquals(List.of(DriftKind.STALE_HASH), kinds(reconciler));
    ObjectNode written = FlowRoom.record(1, id(1), "a.txt", "new content");
    written.put("updated_utc", "2099-01-01T00:00:00.000Z");
    registry = () -> room.document(written);
    assertEquals(List.of(), kinds(reconciler));
  }

  private static List<DriftKind> kinds(Reconciler reconciler) {
    return reconciler.found().stream().map(DriftItem::kind).toList();
  }

  @Test
  @DisplayName("Differences that are no file's are told where they lie in what is compared")
  void differencesOfOthersInScope() {
    open(LIVE);
    room.file("docs/a.txt", "a");
    room.file("else/b.txt", "b");
    registry =
        () ->
            room.document(
                FlowRoom.record(1, id(1), "docs/a.txt", "a"),
                FlowRoom.record(2, id(2), "else/b.txt", "b"));
    others =
        document ->
            List.of(
                DriftItem.of(
                    DriftKind.STALE_GENERATOR, "docs/x.md", "docs/x.md", null, "REC-9", "edited"),
                DriftItem.of(
                    DriftKind.STALE_GENERATOR, "else/y.md", "else/y.md", null, "REC-9", "edited"));
    assertEquals(
        List.of("docs/x.md"),
        run(ReconcileRequest.of(List.of("docs"))).items().stream().map(DriftItem::path).toList());
    assertEquals(2, run().items().size());
  }

  @Test
  @DisplayName("Each comparison that ended is told of, with how many differences stand")
  void eachComparisonIsToldOf() {
    open(LIVE);
    room.file("a.txt", "a");
    room.file("b.txt", "b");
    Reconciler reconciler = reconciler();
    List<Integer> told = new ArrayList<>();
    reconciler.afterEach(told::add);
    reconciler.run(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> false);
    assertEquals(List.of(2), told);
    reconciler.run(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> true);
    assertEquals(List.of(2), told, "one that was cancelled says nothing");
    RegistryChecksDao checks = new RegistryChecksDao(room.store);
    assertEquals(
        List.of("cancelled", "completed"),
        checks.newest(RegistryCheck.Kind.RECONCILE, 9).stream()
            .map(RegistryCheck::outcome)
            .toList());
    RegistryCheck kept = checks.newest(RegistryCheck.Kind.RECONCILE, 9).getLast();
    assertEquals(room.clock.now(), kept.at());
    assertTrue(kept.live());
    assertEquals(".", kept.scope());
    assertEquals(2, kept.found());
    assertEquals(Map.of("UNREGISTERED", 2L), kept.counts());
    assertEquals(1, checks.newest(RegistryCheck.Kind.RECONCILE, 1).size());
    assertEquals(List.of(), checks.newest(RegistryCheck.Kind.VALIDATION, 9));
  }

  @Test
  @DisplayName("Of comparisons and validations the newest 20 000 are remembered")
  void howManyComparisonsAreRemembered() {
    open(LIVE);
    run();
    room.store.write(
        tx ->
            tx.update(
                "INSERT INTO registry_checks (id, at, kind, live, scope, outcome, found,"
                    + " unexplained, counts) SELECT 20000, at, kind, live, 'docs', outcome, found,"
                    + " unexplained, counts FROM registry_checks"));
    RegistryChecksDao checks = new RegistryChecksDao(room.store);
    assertEquals(2, checks.newest(RegistryCheck.Kind.RECONCILE, 9).size());
    run();
    assertEquals(
        List.of(".", "docs"),
        checks.newest(RegistryCheck.Kind.RECONCILE, 9).stream().map(RegistryCheck::scope).toList(),
        "the first is forgotten");
  }
}
