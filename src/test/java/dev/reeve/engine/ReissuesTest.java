package dev.reeve.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.change.ExecutionFilter;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.testing.Cared;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another id for the second of two files that carry one, from the dead letter to its record. */
class ReissuesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String TEXT = "---\ntitle: \"b\"\ndoc_id: \"%s\"\n---\nSee %s.\n";

  @TempDir Path folder;
  private final FaultyFiles files = new FaultyFiles();
  @AutoClose private Engine engine;

  private void open() throws Exception {
    write("a.md", "# a\n");
    Cared.adopt(folder);
    engine = Engine.open(Workspace.open(folder, files), Engine.Role.KEEPER, true);
    engine.start();
    assertTrue(engine.awaitIdle(LONG));
  }

  /** The id of a.md, which b.md carries too: its job is a dead letter. */
  private String conflict() throws Exception {
    open();
    String id = id("a.md");
    write("b.md", TEXT.formatted(id, id));
    awaitDead("b.md");
    return id;
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  private String id(String path) {
    return engine
        .registry()
        .record(path)
        .map(record -> record.path("doc_id").asText())
        .orElse("none");
  }

  private String ledger() throws IOException {
    return read(".reeve/registry/id_ledger.jsonl");
  }

  private List<WorkItem> dead() {
    return engine.queue().list(Set.of(ItemState.DEAD_LETTER), 10);
  }

  private void awaitDead(String path) {
    await().atMost(LONG).until(() -> dead().stream().anyMatch(row -> row.path().equals(path)));
    assertEquals("ID_CONFLICT", dead().getFirst().errorCode());
  }

  private void awaitDone(String path, String id) {
    await().atMost(LONG).until(() -> id(path).equals(id));
    await().atMost(LONG).until(() -> dead().isEmpty());
  }

  private ExecutionRow carryOut(ReissuePlan plan) {
    return engine.reissues().carryOut(plan.path(), plan.planId(), "dana", "");
  }

  private ExecutionRow carryOutShown(String path, Proposal seen) {
    return engine.reissues().carryOutShown(path, String.valueOf(seen.subjectHash()), "dana", "");
  }

  /** The hash that the decision on record is bound to. */
  private String decided(ExecutionRow row) {
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    return engine.executions().evidence(row.id()).decision().subjectHash();
  }

  private EngineException refused(String path) {
    return assertThrows(EngineException.class, () -> engine.reissues().plan(path));
  }

  @Test
  @DisplayName("The Inbox names who gave another id, and does not say that nobody did anything")
  void inboxNamesTheDeed() throws Exception {
    conflict();
    await().atMost(LONG).until(() -> inbox().isPresent());
    ExecutionRow row = carryOut(engine.reissues().plan("b.md"));
    await()
        .atMost(LONG)
        .until(() -> inbox().filter(item -> item.state() == InboxItem.State.RESOLVED).isPresent());
    InboxItem over = inbox().orElseThrow();
    assertTrue(over.why().startsWith("No job is given up for this any more; "), over.why());
    List<InboxDeed> past = engine.inbox().past(over);
    assertEquals(
        List.of(InboxDeed.Kind.BEGAN, InboxDeed.Kind.CARRIED_OUT, InboxDeed.Kind.DONE),
        past.stream().map(InboxDeed::kind).toList());
    assertEquals(row.id(), past.get(1).id());
    assertEquals("dana", past.get(1).by());
    assertEquals(row.intent(), past.get(1).text());
  }

  private Optional<InboxItem> inbox() {
    return engine.inbox().list().items().stream()
        .filter(item -> item.kind() == InboxKind.DEAD_LETTERS)
        .findFirst();
  }

  @Test
  @DisplayName("The plan names who keeps the id and who gets which, and writes nothing")
  void planned() throws Exception {
    String id = conflict();
    String ledger = ledger();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(id, plan.oldId());
    assertEquals(List.of("a.md"), plan.keptBy());
    assertEquals("b.md", plan.to());
    assertEquals(Long.parseLong(id) + 100_000_0L, Long.parseLong(plan.newId()), "the next number");
    assertTrue(plan.diff().contains("+doc_id: \"" + plan.newId() + "\"\n"), plan.diff());
    assertEquals(plan, engine.reissues().plan("b.md"), "the same files give the same plan");

    Proposal seen = engine.reissues().preview("b.md", "dana");
    assertEquals(seen.plan().id(), engine.reissues().preview("b.md", "dana").plan().id());
    assertEquals(plan.planId(), seen.checksum());
    assertEquals(Proposal.Standing.PREVIEW, seen.standing());
    assertEquals(1, seen.needed());
    assertEquals("Give b.md the ID " + plan.newId(), seen.plan().intent());
    assertEquals(
        "a.md keeps %1$s. b.md gets %2$s. Wherever else %1$s is mentioned it stays."
            .formatted(id, plan.newId()),
        seen.plan().rationale());
    assertEquals(ledger, ledger());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    assertFalse(engine.inbox().list().items().toString().contains("dec_"), "nothing handed in");
  }

  @Test
  @DisplayName("Conflict, another id, tried again, done; what else mentions the old id stays")
  void done() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    ExecutionRow row = carryOut(plan);
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("dana", row.operator());
    assertEquals(TEXT.formatted(plan.newId(), id), read("b.md"));
    awaitDone("b.md", plan.newId());
    assertEquals(id, id("a.md"));
    assertEquals("# a\n", read("a.md"));
    assertTrue(engine.registryActions().duplicates(() -> false).isEmpty());
    assertEquals(1, ledger().lines().filter(line -> line.contains(plan.newId())).count());
  }

  @Test
  @DisplayName("Reverted, the file is as before and the conflict is there again; the id is kept")
  void reverted() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(plan.planId(), engine.reissues().preview("b.md", "dana").checksum());
    ExecutionRow row = carryOut(plan);
    awaitDone("b.md", plan.newId());
    assertTrue(engine.executions().show(row.id()).revertible());
    ExecutionRow undone = engine.executions().revert(row.id(), "dana");
    assertEquals(ExecutionStatus.COMPLETED, undone.status());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    awaitDead("b.md");

    String ledger = ledger();
    ReissuePlan again = engine.reissues().plan("b.md");
    assertEquals(plan.newId(), again.newId(), "that of its record, for life");
    assertEquals(again.planId(), engine.reissues().preview("b.md", "dana").checksum());
    ExecutionRow second = carryOut(again);
    assertEquals(ExecutionStatus.COMPLETED, second.status());
    assertNotEquals(row.id(), second.id());
    awaitDone("b.md", plan.newId());
    assertEquals(ledger, ledger(), "nothing is issued twice");
  }

  @Test
  @DisplayName("A file that changed since the plan was seen is refused; nothing is written")
  void changedMeanwhile() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(plan.planId(), engine.reissues().preview("b.md", "dana").checksum());
    String ledger = ledger();
    write("b.md", TEXT.formatted(id, id) + "One more line.\n");
    EngineException why = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("PLAN_CHANGED", why.code());
    assertEquals(TEXT.formatted(id, id) + "One more line.\n", read("b.md"));
    assertEquals(ledger, ledger());
    assertEquals(
        0,
        engine.executions().list(ExecutionFilter.newest(50)).rows().stream()
            .filter(row -> row.intent().startsWith("Give b.md"))
            .count());
  }

  @Test
  @DisplayName("CHG-A16 shown under another policy it is not done under the one of now")
  void policyEditedSinceItWasShown() throws Exception {
    String id = conflict();
    Proposal shown = engine.reissues().preview("b.md", "dana");
    String ledger = ledger();
    write(".reeve/policy.yaml", "# stricter\n");
    EngineException stale = assertThrows(EngineException.class, () -> carryOutShown("b.md", shown));
    assertEquals("PLAN_CHANGED", stale.code());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    assertEquals(ledger, ledger());

    Proposal now = engine.reissues().preview("b.md", "dana");
    assertEquals(shown.plan().id(), now.plan().id(), "it would do the same");
    assertNotEquals(shown.subjectHash(), now.subjectHash());
    assertEquals(now.subjectHash(), decided(carryOutShown("b.md", now)));
  }

  @Test
  @DisplayName("CHG-A16 of two that are on the screen each is done as it was shown, and once")
  void twoShown() throws Exception {
    String id = conflict();
    write("c.md", "---\ndoc_id: \"" + id + "\"\n---\n");
    await().atMost(LONG).until(() -> dead().size() == 2);
    Proposal first = engine.reissues().preview("b.md", "dana");
    Proposal second = engine.reissues().preview("c.md", "dana");
    Proposal bea = engine.reissues().preview("b.md", "bea");
    assertNotEquals(first.subjectHash(), bea.subjectHash());
    assertEquals(first.subjectHash(), decided(carryOutShown("b.md", first)));
    assertEquals(second.subjectHash(), decided(carryOutShown("c.md", second)));
    await().atMost(LONG).until(() -> dead().isEmpty());
    write("c.md", "---\ndoc_id: \"" + id + "\"\n---\n");
    EngineException again =
        assertThrows(EngineException.class, () -> carryOutShown("c.md", second));
    assertEquals("PLAN_CHANGED", again.code(), "it was handed in before");
  }

  @Test
  @DisplayName("Denied before the id is issued, nothing is; denied after it, the id stays bound")
  void denied() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    String ledger = ledger();
    write(".reeve/policy.yaml", "risk: [no list of rules]\n");
    EngineException before = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("DECISION_DENIED", before.code());
    assertTrue(String.valueOf(before.getMessage()).startsWith("No other id was given: "));
    assertEquals(ledger, ledger());

    Files.delete(folder.resolve(".reeve/policy.yaml"));
    files.fail(
        (operation, path) -> {
          if (operation.equals("append") && path.endsWith("id_ledger.jsonl")) {
            write(".reeve/policy.yaml", "risk: [no list of rules]\n");
          }
        });
    EngineException after = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("DECISION_DENIED", after.code());
    assertTrue(String.valueOf(after.getMessage()).startsWith("No other id was given: "));
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    assertTrue(ledger().contains(plan.newId()), "issued");
    files.heal();
    Files.delete(folder.resolve(".reeve/policy.yaml"));
    assertEquals(plan.newId(), engine.reissues().plan("b.md").newId());
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
  }

  @Test
  @DisplayName("Somebody else got the number: the plan that was seen does not run")
  void numberGone() throws Exception {
    conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    write("c.md", "# c\n");
    await().atMost(LONG).until(() -> id("c.md").equals(plan.newId()));
    assertEquals("PLAN_CHANGED", assertThrows(EngineException.class, () -> carryOut(plan)).code());
    assertNotEquals(plan.newId(), engine.reissues().plan("b.md").newId());
  }

  @Test
  @DisplayName("A number that a person looks at is given to nobody else meanwhile")
  void numberHeld() throws Exception {
    conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals(plan.planId(), engine.reissues().preview("b.md", "dana").checksum());
    String ledger = ledger();
    assertFalse(ledger.contains(plan.newId()), "nothing was issued");
    write("c.md", "# c\n");
    await().atMost(LONG).until(() -> !id("c.md").equals("none"));
    assertEquals(Long.parseLong(plan.newId()) + 100_000_0L, Long.parseLong(id("c.md")), "the next");
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    awaitDone("b.md", plan.newId());
  }

  @Test
  @DisplayName("Where the file cannot be written it is as before, and the next try gives that id")
  void notWritten() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    files.failOn(
        "writeNew", folder.resolve(".reeve-").toString(), new IOException("the device is busy"));
    ExecutionRow row = carryOut(plan);
    assertNotEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    assertEquals("none", id("b.md"));
    assertEquals(1, dead().size(), "still a dead letter");
    files.heal();
    assertEquals(plan.newId(), engine.reissues().plan("b.md").newId());
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    awaitDone("b.md", plan.newId());
  }

  @Test
  @DisplayName("Where the job cannot be queued it is done all the same, and requeueing is enough")
  void notQueued() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    refuseRows();
    ExecutionRow row = carryOut(plan);
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals(TEXT.formatted(plan.newId(), id), read("b.md"));
    takeRows();
    assertEquals(List.of("b.md"), dead().stream().map(WorkItem::path).toList());
    engine.queue().requeue(List.of(dead().getFirst().id()));
    awaitDone("b.md", plan.newId());

    refuseRows();
    assertEquals(ExecutionStatus.COMPLETED, engine.executions().revert(row.id(), "dana").status());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
    takeRows();
    assertEquals(0, dead().size());
  }

  @Test
  @DisplayName(
      "Where the process ended before that, the dead letter stays, and requeueing is enough")
  void notQueuedBeforeTheEnd() throws Exception {
    conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    refuseRows();
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    takeRows();
    engine.close();
    engine = Engine.open(Workspace.open(folder, files), Engine.Role.KEEPER, true);
    engine.start();
    assertTrue(engine.awaitIdle(LONG));
    assertEquals(List.of("b.md"), dead().stream().map(WorkItem::path).toList());
    engine.queue().requeue(List.of(dead().getFirst().id()));
    awaitDone("b.md", plan.newId());
  }

  /** The store takes no row of the queue. */
  private void refuseRows() {
    for (String change : List.of("INSERT", "UPDATE")) {
      String trigger = "CREATE TRIGGER no_%1$s BEFORE %1$s ON work_items BEGIN %2$s END";
      String refused = "SELECT RAISE(ABORT, 'refused');";
      engine.rooms.store.write(tx -> tx.update(trigger.formatted(change, refused)));
    }
  }

  private void takeRows() {
    for (String change : List.of("INSERT", "UPDATE")) {
      engine.rooms.store.write(tx -> tx.update("DROP TRIGGER no_" + change));
    }
  }

  @Test
  @DisplayName("Where there is no room that is said by its own code, before anything is issued")
  void noRoom() throws Exception {
    String id = conflict();
    ReissuePlan plan = engine.reissues().plan("b.md");
    String ledger = ledger();
    files.usableSpace(1 << 20);
    EngineException why = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("DISK_FULL", why.code());
    assertEquals(ledger, ledger());
    assertEquals(TEXT.formatted(id, id), read("b.md"));
  }

  @Test
  @DisplayName("Whose id it is keeps it, and a file that is in no conflict too")
  void refusals() throws Exception {
    String id = conflict();
    EngineException none = refused("a.md");
    assertEquals("NO_ID_CARRIED", none.code());
    write("a.md", "<!-- doc_id: " + id + " -->\n# a\n");
    EngineException own = refused("a.md");
    assertEquals("ID_IS_ITS_OWN", own.code());
    assertEquals("Give another id to b.md.", own.remedy());
    assertEquals("FILE_NOT_READ", refused("nowhere.md").code());
    assertEquals("PATH_REFUSED", refused("../b.md").code());
    String free = "0299900042260118";
    write("c.md", "<!-- doc_id: " + free + " -->\n");
    assertEquals("ID_NOT_CLAIMED_TWICE", refused("c.md").code());
    write(free + "_d.md", "<!-- doc_id: " + id + " -->\n");
    assertEquals("ID_CONFLICT", refused(free + "_d.md").code());
  }

  @Test
  @DisplayName("A file that somebody is writing is told so, and when to try again")
  void beingWritten() {
    try (FaultBed bed = new FaultBed(folder, "HEADER")) {
      bed.write("b.md", TEXT.formatted("0299900042260118", "it"));
      Reissues reissues = new Reissues(bed.changes, bed.room.reissuing());
      bed.reads.inject(
          (operation, path) -> {
            if (path.endsWith("b.md")) {
              Files.writeString(path, "One more line.\n", StandardOpenOption.APPEND);
            }
          });
      EngineException busy =
          assertThrows(EngineException.class, () -> reissues.preview("b.md", "dana"));
      assertEquals("No other id was given: b.md is being changed.", busy.getMessage());
      assertEquals("Try again when it is at rest.", busy.remedy());
    }
  }

  @Test
  @DisplayName("Two new files with one id: either can get another, and the other keeps it")
  void twoNewFiles() throws Exception {
    open();
    engine.queue().pause(true);
    String id = "0299900042260118";
    write("x.md", "<!-- doc_id: " + id + " -->\n");
    write("y.md", "<!-- doc_id: " + id + " -->\n# y\n");
    ReissuePlan plan = engine.reissues().plan("y.md");
    assertEquals(List.of("x.md"), plan.keptBy());
    assertEquals(ExecutionStatus.COMPLETED, carryOut(plan).status());
    engine.queue().pause(false);
    await().atMost(LONG).until(() -> id("x.md").equals(id));
    awaitDone("y.md", plan.newId());
  }

  @Test
  @DisplayName("Shown again when another file has the id as well, it says so")
  void reasonsOfNow() throws Exception {
    open();
    engine.queue().pause(true);
    String text = "<!-- doc_id: 0299900042260118 -->\n";
    write("x.md", text);
    write("y.md", text + "# y\n");
    assertTrue(reason("y.md").startsWith("x.md keeps "), reason("y.md"));
    write("z.md", text + "# z\n");
    assertTrue(reason("y.md").startsWith("x.md and z.md keep "), reason("y.md"));
  }

  private String reason(String path) {
    return engine.reissues().preview(path, "dana").plan().rationale();
  }

  /** Reverted and given again: the same number, as its record keeps it. */
  private void renamedAgain(ReissuePlan plan, ExecutionRow row) throws Exception {
    String ledger = ledger();
    assertEquals(ExecutionStatus.COMPLETED, engine.executions().revert(row.id(), "dana").status());
    assertEquals(plan.newId(), engine.reissues().plan(plan.path()).newId(), "at once");
    await()
        .atMost(LONG)
        .until(
            () ->
                engine
                    .registry()
                    .record(plan.newId())
                    .filter(record -> record.path("status").asText().equals("deleted"))
                    .isPresent());
    await().atMost(LONG).until(() -> dead().size() == 2);
    ReissuePlan again = engine.reissues().plan(plan.path());
    assertEquals(plan, again);
    assertEquals(ExecutionStatus.COMPLETED, carryOut(again).status());
    await().atMost(LONG).until(() -> id(plan.to()).equals(plan.newId()));
    await().atMost(LONG).until(() -> dead().size() == 1);
    assertEquals(ledger, ledger(), "nothing is issued twice");
  }

  @Test
  @DisplayName("A name that is taken is told before anything is issued")
  void nameTaken() throws Exception {
    open();
    String id = id("a.md");
    write(id + "_note.md", "# note\n");
    awaitDead(id + "_note.md");
    ReissuePlan plan = engine.reissues().plan(id + "_note.md");
    engine.queue().pause(true);
    write(plan.to(), "# in the way\n");
    String ledger = ledger();
    EngineException taken = assertThrows(EngineException.class, () -> carryOut(plan));
    assertEquals("TARGET_EXISTS", taken.code());
    assertTrue(String.valueOf(taken.getMessage()).startsWith("No other id was given: "));
    assertEquals(ledger, ledger(), "nothing was issued");
    assertEquals("# note\n", read(id + "_note.md"));
    assertEquals("# in the way\n", read(plan.to()));
  }

  @Test
  @DisplayName("Text that is no UTF-8 keeps every other byte, and comes back byte for byte")
  void utf16() throws Exception {
    open();
    String id = id("a.md");
    String text = "\ufeff---\ndoc_id: \"%s\"\n---\nna\u00efve\n";
    byte[] before = text.formatted(id).getBytes(StandardCharsets.UTF_16LE);
    Files.write(folder.resolve("b.md"), before);
    awaitDead("b.md");
    ReissuePlan plan = engine.reissues().plan("b.md");
    assertEquals("", plan.diff(), "no lines to show");
    ExecutionRow row = carryOut(plan);
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertArrayEquals(
        text.formatted(plan.newId()).getBytes(StandardCharsets.UTF_16LE),
        Files.readAllBytes(folder.resolve("b.md")));
    awaitDone("b.md", plan.newId());
    assertEquals(ExecutionStatus.COMPLETED, engine.executions().revert(row.id(), "dana").status());
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("b.md")));
  }

  @Test
  @DisplayName("An id in the name goes with the name; one in the content as well with both")
  void inTheName() throws Exception {
    open();
    boolean modes = Files.getFileStore(folder).supportsFileAttributeView("posix");
    String id = id("a.md");
    String named = id + "_run.sh";
    write(named, "#!/bin/sh\n# doc_id: " + id + "\n");
    if (modes) {
      Files.setPosixFilePermissions(
          folder.resolve(named), PosixFilePermissions.fromString("rwxr-x---"));
    }
    write(id + "_note.md", "# note\n");
    await().atMost(LONG).until(() -> dead().size() == 2);

    ReissuePlan name = engine.reissues().plan(id + "_note.md");
    assertEquals(name.newId() + "_note.md", name.to());
    assertEquals("", name.diff());
    ExecutionRow row = carryOut(name);
    assertEquals(ExecutionStatus.COMPLETED, row.status());
    assertEquals("# note\n", read(name.to()));
    await().atMost(LONG).until(() -> id(name.to()).equals(name.newId()));
    renamedAgain(name, row);

    ReissuePlan both = engine.reissues().plan(named);
    assertEquals(ExecutionStatus.COMPLETED, carryOut(both).status());
    assertEquals("#!/bin/sh\n# doc_id: " + both.newId() + "\n", read(both.to()));
    if (modes) {
      assertEquals(
          "rwxr-x---",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(both.to()))));
    }
    assertFalse(Files.exists(folder.resolve(named)));
    awaitDone(both.to(), both.newId());
    JsonNode record = engine.registry().record(both.newId()).orElseThrow();
    assertEquals(both.to(), record.path("relative_path").asText());
  }
}
