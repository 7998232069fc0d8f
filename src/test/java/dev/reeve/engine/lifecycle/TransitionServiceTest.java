package dev.reeve.engine.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.event.EventContext;
import dev.reeve.engine.event.EventExport;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.LogEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.event.StoredEvent;
import dev.reeve.engine.lifecycle.TransitionResult.Applied;
import dev.reeve.engine.lifecycle.TransitionResult.Refused;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With two small machines: a job whose end opens or closes a switch. */
class TransitionServiceTest {

  /** One row of the little table both machines use. */
  record Item(String id, String state, long version, Instant updatedAt, int size)
      implements Entity {
    @Override
    public EventContext context() {
      return new EventContext(id, null, null, null);
    }
  }

  /** The table of one machine. */
  record ItemDao(EntityTable table) implements EntityDao<Item> {
    @Override
    public Optional<Item> find(Tx tx, String id) throws SQLException {
      return tx.first("SELECT * FROM " + table.table() + " WHERE id = ?", ItemDao::read, id);
    }

    private static Item read(ResultSet row) throws SQLException {
      return new Item(
          row.getString("id"),
          row.getString("state"),
          row.getLong("version"),
          Utc.parse(row.getString("updated_at")),
          row.getInt("size"));
    }

    @Override
    public void insert(Tx tx, Item item) throws SQLException {
      tx.update(
          "INSERT INTO " + table.table() + " VALUES (?, ?, ?, ?, ?, NULL)",
          item.id(),
          item.state(),
          item.version(),
          Utc.format(item.updatedAt()),
          item.size());
    }

    @Override
    public int change(
        Tx tx,
        String id,
        long version,
        String state,
        Instant at,
        Map<String, ? extends @Nullable Object> columns)
        throws SQLException {
      return table.change(tx, id, version, state, at, columns);
    }
  }

  private static final ItemDao JOBS =
      new ItemDao(new EntityTable("jobs", "id", Set.of("ended_at")));
  private static final ItemDao SWITCHES = new ItemDao(new EntityTable("switches", "id", Set.of()));

  private final SettableClock clock = new SettableClock();
  private final List<Runnable> afterOneSecond = new ArrayList<>();
  private final List<Applied> followed = new ArrayList<>();
  @TempDir Path folder;
  private Workspace workspace;
  private Store store;
  private EventLog log;
  private EventBus bus;
  private TransitionService service;
  private StateMachine<Item> jobs;
  private StateMachine<Item> switches;

  @BeforeEach
  void open() throws Exception {
    workspace = Workspace.open(folder, new DiskFileLayer());
    Files.createDirectories(workspace.own("state"));
    store = Store.open(workspace.own("state", "reeve.db"), clock);
    for (String table : List.of("jobs", "switches")) {
      store.write(
          tx ->
              tx.statement(
                      "CREATE TABLE "
                          + table
                          + " (id TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL, version INTEGER"
                          + " NOT NULL, updated_at TEXT NOT NULL, size INTEGER NOT NULL CHECK (size"
                          + " < 100), ended_at TEXT, CHECK ((ended_at IS NULL) = (state NOT IN"
                          + " ('succeeded', 'failed', 'canceled'))))")
                  .executeUpdate());
    }
    bus = new EventBus();
    log = new EventLog(store, clock, bus);
    switches =
        StateMachine.of("circuit_breaker", SWITCHES)
            .initial("CLOSED", 0)
            .state("OPEN", 0)
            .state("HALF_OPEN", 0)
            .edge("CLOSED", "OPEN")
            .on("threshold_reached")
            .on(Edge.Trigger.OPERATOR_AND_REASON, "manual_override")
            .severity(Severity.ERROR)
            .add()
            .edge("OPEN", "HALF_OPEN")
            .on("cooldown_over")
            .on(Edge.Trigger.REASON_FROM_OPERATOR, "retry_abandoned")
            .add()
            .edge("HALF_OPEN", "CLOSED")
            .on("test_passed")
            .add()
            .build();
    jobs =
        StateMachine.of("run", JOBS)
            .initial("pending", 0)
            .state("running", 1)
            .terminal("succeeded", 2)
            .terminal("failed", 2)
            .terminal("canceled", 2)
            .metadata(change -> object().put("size", change.entity().size()))
            .edge("pending", "running")
            .on("run_started")
            .guard((change, tx) -> failing(change.entity().size() > 0, "it is empty"))
            .guard(
                (change, tx) ->
                    failing(
                        tx.number("SELECT count(*) FROM switches WHERE state = 'OPEN'") == 0,
                        "a switch is open"))
            .add()
            .edge("running", "succeeded")
            .on("all_workstreams_complete")
            .sets(change -> Map.of("ended_at", Utc.format(change.at())))
            .add()
            .edge("running", "failed")
            .on("run_deadline_exceeded")
            .severity(Severity.ERROR)
            .sets(change -> Map.of("ended_at", Utc.format(change.at())))
            .then(this::openTheSwitch)
            .add()
            .edge("pending", "canceled")
            .on(Edge.Trigger.OPERATOR_AND_REASON, "user_canceled")
            .sets(change -> Map.of("ended_at", Utc.format(change.at())))
            .add()
            .build();
    service = service();
  }

  private TransitionService service() {
    return new TransitionService(store, log, clock, List.of(jobs, switches), afterOneSecond::add);
  }

  private void openTheSwitch(Edge.Change<Item> change, Tx tx) throws SQLException {
    Item item = SWITCHES.find(tx, "s").orElseThrow();
    followed.add(
        service.follow(
            TransitionRequest.automatic("circuit_breaker", item, "OPEN", "threshold_reached"),
            change.request()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static List<String> failing(boolean holds, String otherwise) {
    return holds ? List.of() : List.of(otherwise);
  }

  private Item job(String id, int size) {
    Item item = new Item(id, "pending", 0, clock.now(), size);
    create(jobs, item);
    return item;
  }

  private Item closedSwitch() {
    Item item = new Item("s", "CLOSED", 0, clock.now(), 0);
    create(switches, item);
    return item;
  }

  private Applied create(StateMachine<Item> machine, Item item) {
    return assertInstanceOf(
        Applied.class,
        service.create(
            machine,
            item,
            TransitionRequest.automatic(machine.entityType(), item, item.state(), "created")));
  }

  private Item stored(String id) {
    return store.read(tx -> JOBS.find(tx, id)).orElseThrow();
  }

  private static TransitionRequest start(Item item) {
    return TransitionRequest.automatic("run", item, "running", "run_started");
  }

  private Applied applied(TransitionRequest request) {
    return assertInstanceOf(Applied.class, service.transition(request));
  }

  private Refused refused(Refusal code, TransitionRequest request) {
    Refused refused = assertInstanceOf(Refused.class, service.transition(request));
    assertEquals(code, refused.code(), refused.message());
    return refused;
  }

  private long rows(String table) {
    return store.read(tx -> tx.number("SELECT count(*) FROM " + table));
  }

  @Test
  void creationAndChangeAreRecordedWithTheRow() throws Exception {
    List<StoredEvent> told = new ArrayList<>();
    bus.subscribe(
        event -> {
          if (event instanceof LogEvent.Recorded recorded) {
            told.add(recorded.event());
          }
        });
    Item item = job("j", 3);
    clock.advance(Duration.ofSeconds(5));
    Applied applied =
        applied(start(item).by("ana", "cmd-1").because("now").with(object().put("note", "ü")));
    assertEquals(1, applied.version());
    assertEquals("pending", applied.from());
    assertEquals(new Item("j", "running", 1, clock.now(), 3), stored("j"));
    List<StoredEvent> history = log.history("run", "j");
    assertEquals(told, history);
    assertEquals(new StoredEvent.Change(null, "pending", "created"), history.get(0).change());
    StoredEvent second = history.get(1);
    assertEquals(new StoredEvent.Change("pending", "running", "run_started"), second.change());
    assertEquals("{\"size\":3,\"note\":\"ü\"}", second.metadata());
    assertEquals("{\"run_id\":\"j\"}", second.context());
    assertEquals("now", second.reason());
    assertEquals("ana", second.operator());
    assertEquals("2026-01-01T00:00:05.000Z", second.timestamp());
    assertEquals(applied.seq(), second.seq());
    assertEquals(
        1,
        store
            .read(
                tx ->
                    tx.number(
                        "SELECT count(*) FROM state_transitions WHERE entity_version = 1 AND"
                            + " command_id = 'cmd-1' AND run_id = 'j'"))
            .intValue());
  }

  @Test
  void aSecondEntityOfTheSameIdIsRefused() {
    Item item = job("j", 1);
    Refused refused = assertInstanceOf(Refused.class, service.create(jobs, item, start(item)));
    assertEquals(Refusal.DUPLICATE_ID, refused.code());
    Item running = new Item("k", "running", 0, clock.now(), 1);
    assertEquals(
        Refusal.UNKNOWN_STATE,
        assertInstanceOf(Refused.class, service.create(jobs, running, start(running))).code());
    Item tooBig = new Item("l", "pending", 0, clock.now(), 100);
    assertEquals(
        Refusal.INVARIANT_VIOLATED,
        assertInstanceOf(Refused.class, service.create(jobs, tooBig, start(tooBig))).code());
    assertEquals(1, rows("state_transitions"));
  }

  @Test
  void theFirstCheckThatFailsIsTheAnswerInTheirOrder() {
    closedSwitch();
    Item item = job("j", 0);
    Item stale = new Item("j", "pending", 7, clock.now(), 0);
    Item unknown = new Item("x", "pending", 7, clock.now(), 0);
    refused(Refusal.UNKNOWN_ENTITY, TransitionRequest.automatic("planet", unknown, "no", "no"));
    refused(Refusal.UNKNOWN_ENTITY, TransitionRequest.automatic("run", unknown, "no", "no"));
    for (String name : new String[] {"Canceled", "cancelled", "", "RUNNING"}) {
      refused(Refusal.UNKNOWN_STATE, TransitionRequest.automatic("run", stale, name, "no"));
    }
    refused(
        Refusal.UNKNOWN_STATE,
        new TransitionRequest("run", "j", 7, null, "no", null, null, object(), null, false));
    refused(Refusal.STALE_VERSION, TransitionRequest.automatic("run", stale, "pending", "no"));
    refused(Refusal.EDGE_NOT_ALLOWED, TransitionRequest.automatic("run", item, "pending", "no"));
    refused(Refusal.EDGE_NOT_ALLOWED, TransitionRequest.automatic("run", item, "succeeded", "no"));
    refused(Refusal.TRIGGER_NOT_ALLOWED, TransitionRequest.automatic("run", item, "running", "no"));
    TransitionRequest cancel =
        TransitionRequest.automatic("run", item, "canceled", "user_canceled");
    refused(Refusal.OPERATOR_REQUIRED, cancel.because("a reason"));
    refused(Refusal.OPERATOR_REQUIRED, cancel.by(" ", null).because("a reason"));
    refused(Refusal.REASON_REQUIRED, cancel.by("ana", null));
    refused(Refusal.REASON_REQUIRED, cancel.by("ana", null).because(" \t"));
    Refused guarded = refused(Refusal.GUARD_FAILED, start(item));
    assertEquals(List.of("it is empty"), guarded.details());
    assertEquals(item, stored("j"));
    assertEquals(2, rows("state_transitions"));
    applied(cancel.by("ana", "c").because("enough"));
    Item ended = stored("j");
    refused(Refusal.TERMINAL_STATE, TransitionRequest.automatic("run", ended, "running", "no"));
    assertEquals(
        Severity.WARNING.code(), log.history("run", "j").getLast().severity(), "done by hand");
  }

  @Test
  void everyGuardThatFailsIsListed() {
    Item item = closedSwitch();
    applied(TransitionRequest.automatic("circuit_breaker", item, "OPEN", "threshold_reached"));
    Refused refused = refused(Refusal.GUARD_FAILED, start(job("j", 0)));
    assertEquals(List.of("it is empty", "a switch is open"), refused.details());
  }

  @Test
  void aReasonMayBeAskedOfAPersonOnly() {
    Item item = closedSwitch();
    applied(TransitionRequest.automatic("circuit_breaker", item, "OPEN", "threshold_reached"));
    Item open = store.read(tx -> SWITCHES.find(tx, "s")).orElseThrow();
    TransitionRequest half =
        TransitionRequest.automatic("circuit_breaker", open, "HALF_OPEN", "retry_abandoned");
    refused(Refusal.REASON_REQUIRED, half.by("ana", null));
    applied(half);
    assertEquals("info", log.history("circuit_breaker", "s").getLast().severity());
  }

  @Test
  @DisplayName("SM-36 of two changes of one version the second is stale")
  void sm36_twoOperatorsReadOneVersion() throws Exception {
    for (int round = 0; round < 20; round++) {
      Item item = job("j" + round, 1);
      CountDownLatch together = new CountDownLatch(1);
      List<TransitionResult> results = new ArrayList<>();
      List<Thread> both = new ArrayList<>();
      for (String person : List.of("ana", "ben")) {
        both.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        together.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      TransitionResult result =
                          service.transition(start(item).by(person, person + item.id()));
                      synchronized (results) {
                        results.add(result);
                      }
                    }));
      }
      together.countDown();
      for (Thread thread : both) {
        thread.join();
      }
      assertEquals(1, results.stream().filter(Applied.class::isInstance).count());
      Refused second =
          (Refused) results.stream().filter(Refused.class::isInstance).findFirst().orElseThrow();
      assertEquals(Refusal.STALE_VERSION, second.code());
      assertEquals(1, stored(item.id()).version());
    }
  }

  @Test
  @DisplayName("SM-37 one command delivered twice is done once and answered twice")
  void sm37_duplicateCommand() {
    Item item = job("j", 1);
    TransitionRequest request = start(item).by("ana", "cmd-7").with(object().put("n", 1));
    Applied first = applied(request);
    assertEquals(first, applied(request));
    assertEquals(2, rows("state_transitions"));
    assertEquals(1, rows("commands"));
    service = service();
    assertEquals(first, applied(request), "also after a restart");
    refused(Refusal.DUPLICATE_COMMAND, request.because("another payload"));
    assertEquals(2, rows("state_transitions"));
    clock.advance(Duration.ofDays(31));
    applied(start(job("k", 1)).by("ana", "cmd-9"));
    assertEquals(1, rows("commands"), "the answer of a month ago is gone");
  }

  @Test
  void aRefusedCommandMayBeSentAgain() {
    Item item = job("j", 0);
    TransitionRequest request = start(item).by("ana", "cmd-8");
    refused(Refusal.GUARD_FAILED, request);
    assertEquals(0, rows("commands"));
    store.write(tx -> tx.update("UPDATE jobs SET size = 1"));
    applied(request);
  }

  @Test
  @DisplayName("SM-38 when the store refuses the audit row nothing is changed: STORE_FAILED")
  void sm38_auditRowRefused() {
    Item item = job("j", 1);
    store.write(
        tx ->
            tx.statement(
                    "CREATE TRIGGER refuse BEFORE INSERT ON state_transitions BEGIN SELECT"
                        + " RAISE(ABORT, 'injected'); END")
                .executeUpdate());
    refused(Refusal.STORE_FAILED, start(item));
    assertEquals(item, stored("j"));
    assertEquals(1, rows("state_transitions"));
    store.write(tx -> tx.statement("DROP TRIGGER refuse").executeUpdate());
    Applied applied = applied(start(item));
    assertEquals(2, applied.seq(), "no number was lost");
  }

  @Test
  @DisplayName("ST-32 on a full disk entity, audit and event file stay as they were; alarm is told")
  void st32_fullDisk() throws Exception {
    List<String> alarms = new ArrayList<>();
    store.onFailure(failure -> alarms.add(failure.code()));
    try (EventExport export = new EventExport(workspace, store, log, clock, bus)) {
      export.start();
      Item item = job("j", 1);
      export.flush();
      Path file = workspace.own("events", "transitions.jsonl");
      String before = Files.readString(file);
      store.write(tx -> tx.number("PRAGMA max_page_count = 1"));
      TransitionRequest big = start(item).with(object().put("text", "x".repeat(200_000)));
      refused(Refusal.STORE_FAILED, big);
      assertEquals(List.of("STORE_FAILED"), alarms);
      assertEquals(item, stored("j"));
      assertEquals(1, rows("state_transitions"));
      export.flush();
      assertEquals(before, Files.readString(file));
      store.write(tx -> tx.number("PRAGMA max_page_count = 1000000"));
      applied(big);
    }
  }

  @Test
  void whatFollowsIsOneTransactionUnderTheSameCommand() throws Exception {
    closedSwitch();
    Item item = job("j", 1);
    applied(start(item));
    TransitionRequest fail =
        TransitionRequest.automatic("run", stored("j"), "failed", "run_deadline_exceeded")
            .by("ana", "cmd-9");
    Applied applied = applied(fail);
    StoredEvent consequence = log.history("circuit_breaker", "s").getLast();
    assertEquals(followed.getLast().seq(), consequence.seq());
    assertEquals(applied.seq() + 1, consequence.seq());
    assertEquals("ana", consequence.operator());
    assertEquals(
        2L,
        store.<Long>read(
            tx -> tx.number("SELECT count(*) FROM state_transitions WHERE command_id = 'cmd-9'")));
    assertEquals(applied, applied(fail));
  }

  @Test
  void aConsequenceThatIsRefusedUndoesItsCause() {
    Item open = closedSwitch();
    Item item = job("j", 1);
    applied(start(item));
    applied(TransitionRequest.automatic("circuit_breaker", open, "OPEN", "threshold_reached"));
    Item running = stored("j");
    long before = rows("state_transitions");
    refused(
        Refusal.INVARIANT_VIOLATED,
        TransitionRequest.automatic("run", running, "failed", "run_deadline_exceeded"));
    assertEquals(running, stored("j"));
    assertEquals(before, rows("state_transitions"));
  }

  @Test
  void aConstraintOfTheTableIsAnInvariant() {
    store.write(
        tx ->
            tx.statement(
                    "CREATE TRIGGER never BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'no');"
                        + " END")
                .executeUpdate());
    Item item = job("j", 1);
    refused(Refusal.INVARIANT_VIOLATED, start(item));
    assertEquals(item, stored("j"));
  }

  @Test
  void noEdgeMaySetAnyOtherColumn() {
    Item item = job("j", 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            store.write(
                tx ->
                    JOBS.table()
                        .change(tx, item.id(), 0, "running", clock.now(), Map.of("id", "other"))));
  }

  @Test
  void aClockThatIsSetBackDoesNotReorderHistory() {
    Item item = job("j", 1);
    clock.jump(Duration.ofHours(-2));
    Applied applied = applied(start(item));
    assertEquals(item.updatedAt(), applied.at());
    assertTrue(log.history("run", "j").getLast().metadata().contains("\"clock_adjusted\":true"));
  }

  @Test
  void insideAnOuterUnitAChangeJoinsItAndARefusalLeavesItWhole() {
    Item item = job("j", 1);
    Item other = job("k", 0);
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                tx -> {
                  applied(start(item));
                  throw new IllegalStateException("outer");
                }));
    assertEquals(item, stored("j"));
    store.write(
        tx -> {
          refused(Refusal.GUARD_FAILED, start(other));
          return applied(start(item));
        });
    assertEquals("running", stored("j").state());
    assertEquals("pending", stored("k").state());
  }

  @Test
  void equalRefusalsWithinASecondAreOneEventWithACount() throws Exception {
    Item item = job("j", 0);
    for (int i = 0; i < 3; i++) {
      refused(Refusal.GUARD_FAILED, start(item));
    }
    refused(Refusal.TRIGGER_NOT_ALLOWED, TransitionRequest.automatic("run", item, "running", "x"));
    assertEquals(0, rows("engine_events"));
    List.copyOf(afterOneSecond).forEach(Runnable::run);
    assertEquals(List.of("GUARD_FAILED 3", "TRIGGER_NOT_ALLOWED 1"), refusalsRecorded());
    afterOneSecond.clear();
    refused(Refusal.GUARD_FAILED, start(item));
    service.close();
    afterOneSecond.forEach(Runnable::run);
    assertEquals(
        List.of("GUARD_FAILED 3", "TRIGGER_NOT_ALLOWED 1", "GUARD_FAILED 1"), refusalsRecorded());
    assertEquals(1, rows("state_transitions"));
  }

  private List<String> refusalsRecorded() throws Exception {
    List<String> out = new ArrayList<>();
    for (StoredEvent event : log.latest(Severity.WARNING, 100).reversed()) {
      assertEquals("transition_refused", event.type());
      var metadata = Json.parse(event.metadata());
      out.add(metadata.path("code").asText() + " " + metadata.path("count").asInt());
    }
    return out;
  }

  @Test
  void historyCannotBeEdited() {
    job("j", 1);
    for (String sql :
        List.of("UPDATE state_transitions SET reason = 'x'", "DELETE FROM state_transitions")) {
      assertThrows(RuntimeException.class, () -> store.write(tx -> tx.update(sql)));
    }
    assertEquals(1, rows("state_transitions"));
  }

  @Test
  void manyChangesFromManyThreadsLeaveNoGap() throws Exception {
    Map<String, Item> items = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      items.put("j" + i, job("j" + i, 1));
    }
    List<Thread> threads =
        items.values().stream()
            .map(item -> Thread.ofVirtual().start(() -> applied(start(item))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    long[] ends =
        store.read(
            tx ->
                new long[] {
                  tx.number("SELECT min(seq) FROM state_transitions"),
                  tx.number("SELECT max(seq) FROM state_transitions"),
                  tx.number("SELECT count(*) FROM state_transitions")
                });
    assertEquals(1, ends[0]);
    assertEquals(800, ends[1]);
    assertEquals(800, ends[2]);
  }
}
