package dev.reeve.engine.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventExportTest {
  private static final long LIMIT = 4_000;

  private final SettableClock clock = new SettableClock();
  private final FaultyFiles disk = new FaultyFiles();
  private final List<EngineEvent> told = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private Workspace workspace;
  private Store store;
  private EventLog log;
  private EventExport export;

  @BeforeEach
  void start() throws Exception {
    workspace = Workspace.open(folder, disk);
    Files.createDirectories(workspace.own("state"));
    open(1L << 20);
    export.start();
  }

  private void open(long rotateAt) {
    EventBus bus = new EventBus();
    bus.subscribe(told::add);
    store = Store.open(workspace.own("state", "reeve.db"), clock);
    log = new EventLog(store, clock, bus);
    export = new EventExport(workspace, store, log, clock, bus, rotateAt);
  }

  private void stop() {
    export.close();
    store.close();
  }

  private void restart(long rotateAt) {
    stop();
    told.clear();
    open(rotateAt);
    export.start();
  }

  @AfterEach
  void end() {
    stop();
  }

  private Path file() {
    return workspace.own("events", "transitions.jsonl");
  }

  private StoredEvent record(String text) {
    clock.advance(Duration.ofMillis(7));
    return log.record(
        NewEvent.ofEngine(
            "warning", Severity.WARNING, JsonNodeFactory.instance.objectNode().put("text", text)));
  }

  private void recordMany(int count) {
    for (int i = 0; i < count; i++) {
      record("event é " + i);
    }
    export.flush();
  }

  private static List<JsonNode> lines(Path file) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readString(file).split("\n")) {
      lines.add(Json.parse(line));
    }
    return lines;
  }

  private Map<String, String> eventFiles() throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (var entries = Files.list(workspace.own("events"))) {
      for (Path path : entries.filter(Files::isRegularFile).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }

  /** As a stranger with nothing but the file would verify it. */
  private static void assertChained(List<JsonNode> lines, long firstSeq, String prevHash)
      throws Exception {
    String previous = prevHash;
    long seq = firstSeq;
    for (JsonNode line : lines) {
      assertEquals(seq++, line.path("seq").asLong());
      assertEquals(previous, line.path("prev_hash").asText());
      ObjectNode rest = line.deepCopy();
      rest.remove("hash");
      assertEquals(CanonicalJson.hash(rest), line.path("hash").asText());
      previous = line.path("hash").asText();
    }
  }

  private long count(String type) {
    return log.latest(Severity.DEBUG, 10_000).stream().filter(e -> e.type().equals(type)).count();
  }

  @Test
  void aLineHasItsMembersInOrder() throws Exception {
    record("a");
    store.write(
        tx ->
            log.append(
                tx,
                NewEvent.ofChange(
                    Severity.INFO,
                    "run",
                    "run-1",
                    new NewEvent.Change(null, "pending", "created", 0, "cmd-1"),
                    null,
                    JsonNodeFactory.instance.objectNode(),
                    "ana",
                    new EventContext("run-1", null, "2", null)),
                clock.now()));
    export.flush();
    List<JsonNode> lines = lines(file());
    assertEquals(
        "seq,event_id,timestamp,event_type,severity,entity_type,entity_id,reason,metadata,operator,"
            + "context,prev_hash,hash",
        String.join(",", names(lines.get(0))));
    assertEquals(
        "seq,event_id,timestamp,event_type,severity,entity_type,entity_id,from_state,to_state,"
            + "trigger,reason,metadata,operator,context,prev_hash,hash",
        String.join(",", names(lines.get(1))));
    JsonNode creation = lines.get(1);
    assertEquals("run_state_transition", creation.path("event_type").asText());
    assertTrue(creation.path("from_state").isNull());
    assertEquals("{\"run_id\":\"run-1\",\"phase_id\":\"2\"}", creation.path("context").toString());
    assertTrue(creation.path("event_id").asText().matches("evt_[0-9A-Z]{26}"));
    assertEquals("2026-01-01T00:00:00.007Z", creation.path("timestamp").asText());
    assertChained(lines, 1, StoredEvent.NO_HASH);
    assertEquals(1, log.history("run", "run-1").size());
  }

  private static List<String> names(JsonNode line) {
    List<String> names = new ArrayList<>();
    line.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void whatIsCommittedReachesTheFileByItself() throws Exception {
    record("a");
    await().until(() -> Files.exists(file()) && lines(file()).size() == 1);
  }

  @Test
  void whatIsRolledBackLeavesNoNumberBehind() throws Exception {
    record("a");
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                tx -> {
                  log.append(
                      tx,
                      NewEvent.ofEngine(
                          "error", Severity.ERROR, JsonNodeFactory.instance.objectNode()),
                      clock.now());
                  throw new IllegalStateException();
                }));
    assertEquals(2, record("b").seq());
    export.flush();
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
  }

  @Test
  void textThatIsNoUtf8StillReadsBackAsItWasHashed() throws Exception {
    record("lone \ud800 and nul \0 and line \u2028");
    export.flush();
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
    restart(1L << 20);
    assertFalse(export.broken());
  }

  @Test
  void longMetadataLiesBesideTheLine() throws Exception {
    StoredEvent event = record("x".repeat(100_000));
    export.flush();
    JsonNode line = lines(file()).getFirst();
    String hash = line.path("metadata").path("metadata_sha256").asText();
    Path beside = workspace.own("events", "metadata", hash + ".json");
    assertEquals(event.metadata(), Files.readString(beside));
    assertEquals(hash, Sha256.of(beside));
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
    assertEquals(
        "TOO_LARGE", assertThrows(EngineException.class, () -> record("x".repeat(300_000))).code());
  }

  @Test
  @DisplayName("SM-40 a torn last line is set aside and written again; log_repaired once")
  void sm40_tornLastLine() throws Exception {
    recordMany(20);
    stop();
    byte[] whole = Files.readAllBytes(file());
    byte[] torn = Arrays.copyOf(whole, whole.length - 60);
    Files.write(file(), torn);
    open(1L << 20);
    export.start();
    byte[] repaired = Files.readAllBytes(file());
    assertArrayEquals(whole, Arrays.copyOf(repaired, whole.length));
    List<JsonNode> lines = lines(file());
    assertEquals("log_repaired", lines.get(20).path("event_type").asText());
    assertEquals(21, lines.size());
    assertChained(lines, 1, StoredEvent.NO_HASH);
    String tornText =
        eventFiles().entrySet().stream()
            .filter(entry -> entry.getKey().matches("transitions\\.torn-.*\\.txt"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertTrue(new String(torn, StandardCharsets.UTF_8).endsWith(tornText));
    assertFalse(tornText.contains("\n"));
    restart(1L << 20);
    assertEquals(1, count("log_repaired"));
    assertFalse(export.broken());
  }

  @Test
  @DisplayName("SM-40 a last line that is no JSON, and one of zeros, are set aside as well")
  void sm40_lastLineThatIsNoJson() throws Exception {
    recordMany(5);
    long repaired = 0;
    for (String rubbish : List.of("{\"seq\": 9\n", "\0".repeat(5000), "no json\n\n", "{}\n")) {
      stop();
      byte[] whole = Files.readAllBytes(file());
      Files.writeString(file(), rubbish, java.nio.file.StandardOpenOption.APPEND);
      clock.advance(Duration.ofSeconds(1));
      open(1L << 20);
      export.start();
      assertFalse(export.broken());
      assertArrayEquals(whole, Arrays.copyOf(Files.readAllBytes(file()), whole.length));
      assertEquals(++repaired, count("log_repaired"), rubbish);
    }
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
  }

  @Test
  @DisplayName("SM-41 an edited line: chain_broken, read-only until acknowledged, then made again")
  void sm41_editedLine() throws Exception {
    recordMany(20);
    byte[] whole = Files.readAllBytes(file());
    stop();
    String edited = new String(whole, StandardCharsets.UTF_8).replace("event é 7", "event é 8");
    Files.writeString(file(), edited);
    told.clear();
    open(1L << 20);
    export.start();
    assertTrue(export.broken());
    assertTrue(told.contains(new LogEvent.ChainBroken(8, "transitions.jsonl")));
    EngineException refused = assertThrows(EngineException.class, () -> record("no"));
    assertEquals("CHAIN_BROKEN", refused.code());
    assertEquals(edited, Files.readString(file()));
    assertEquals(1, count("chain_broken"));

    restart(1L << 20);
    assertTrue(export.broken(), "a restart is no acknowledgement");
    assertEquals(1, count("chain_broken"));
    assertThrows(EngineException.class, () -> export.acknowledge("ana", " "));
    export.acknowledge("ana", "it was me");
    assertFalse(export.broken());
    record("again");
    export.flush();
    assertArrayEquals(whole, Arrays.copyOf(Files.readAllBytes(file()), whole.length));
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
    assertTrue(
        eventFiles().entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().startsWith("transitions.broken-")
                        && entry.getValue().equals(edited)));
    restart(1L << 20);
    assertFalse(export.broken());
  }

  @Test
  @DisplayName("SM-41 removed lines and lines the store does not know break the chain as well")
  void sm41_removedAndUnknownLines() throws Exception {
    recordMany(6);
    List<String> lines = List.of(Files.readString(file()).split("(?<=\n)"));
    List<String> withoutFirst = lines.subList(1, 6);
    List<String> withoutThird = new ArrayList<>(lines);
    withoutThird.remove(2);
    List<String> foreign = new ArrayList<>(lines);
    foreign.add(lines.getLast().replace("\"seq\":6", "\"seq\":7"));
    for (List<String> bad : List.of(withoutThird, foreign)) {
      stop();
      Files.writeString(file(), String.join("", bad));
      clock.advance(Duration.ofSeconds(1));
      open(1L << 20);
      export.start();
      assertTrue(export.broken(), bad.toString());
      export.acknowledge("ana", "test");
      lines = List.of(Files.readString(file()).split("(?<=\n)"));
    }
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
    assertEquals(5, withoutFirst.size());
  }

  @Test
  @DisplayName("SM-42 a deleted file is made again from the store, byte for byte, rotated ones too")
  void sm42_deletedFiles() throws Exception {
    restart(LIMIT);
    recordMany(60);
    Map<String, String> before = eventFiles();
    assertTrue(before.size() >= 4, before.keySet().toString());
    for (String text : before.values()) {
      assertTrue(text.length() <= LIMIT);
    }
    for (String name : before.keySet()) {
      stop();
      Files.delete(workspace.own("events", name));
      open(LIMIT);
      export.start();
      assertEquals(before, eventFiles());
      assertTrue(export.verify());
    }
    stop();
    for (String name : before.keySet()) {
      Files.delete(workspace.own("events", name));
    }
    open(LIMIT);
    export.start();
    assertEquals(before, eventFiles());
    assertEquals(0, count("log_repaired"));
  }

  @Test
  void theChainContinuesAcrossFilesAndAnEditedOldFileIsFoundByVerifying() throws Exception {
    restart(LIMIT);
    recordMany(60);
    StringBuilder all = new StringBuilder();
    Path oldest = null;
    for (Map.Entry<String, String> entry : eventFiles().entrySet()) {
      assertTrue(entry.getKey().matches("transitions(-\\d+-\\d+)?\\.jsonl"));
      oldest =
          entry.getKey().startsWith("transitions-1-")
              ? workspace.own("events", entry.getKey())
              : oldest;
    }
    List<String> names = new ArrayList<>(eventFiles().keySet());
    names.sort(
        java.util.Comparator.comparingLong(
            name ->
                name.equals("transitions.jsonl")
                    ? Long.MAX_VALUE
                    : Long.parseLong(name.split("-")[1])));
    for (String name : names) {
      all.append(eventFiles().get(name));
    }
    Path joined = Files.writeString(folder.resolve("joined"), all);
    assertChained(lines(joined), 1, StoredEvent.NO_HASH);
    assertTrue(export.verify());
    Files.writeString(oldest, Files.readString(oldest).replaceFirst("warning", "Warning"));
    assertFalse(export.verify());
    export.acknowledge("ana", "test");
    assertTrue(export.verify());
  }

  @Test
  void linesThatWereNotWrittenBeforeACrashAreWrittenOnStart() throws Exception {
    recordMany(5);
    stop();
    byte[] whole = Files.readAllBytes(file());
    List<String> lines = List.of(Files.readString(file()).split("(?<=\n)"));
    Files.writeString(file(), String.join("", lines.subList(0, 3)));
    open(1L << 20);
    export.start();
    assertArrayEquals(whole, Files.readAllBytes(file()));
    restart(1L << 20);
    assertArrayEquals(whole, Files.readAllBytes(file()), "nothing is written twice");
  }

  @Test
  void aFailedAppendIsToldTriedAgainAndLosesNothing() throws Exception {
    recordMany(3);
    disk.failOn("append", "transitions", new IOException("No space left on device"));
    record("while full");
    await().until(() -> told.stream().anyMatch(LogEvent.ExportFailed.class::isInstance));
    assertEquals(3, lines(file()).size());
    disk.heal();
    disk.tornAfter(100);
    record("torn");
    export.flush();
    // the exporter tries again by itself meanwhile, so the file may be seen in the middle of a try
    await("the half line was taken back").ignoreExceptions().until(() -> lines(file()).size() == 3);
    disk.heal();
    export.flush();
    assertEquals(5, lines(file()).size());
    assertTrue(told.contains(new LogEvent.ExportResumed()));
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
    assertEquals(0, count("log_repaired"));
  }

  @Test
  void manyThreadsRecordWithoutGapInOrder() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(Thread.ofVirtual().start(() -> recordMany(50)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    export.flush();
    assertEquals(400, lines(file()).size());
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
    List<Long> seen =
        told.stream()
            .filter(LogEvent.Recorded.class::isInstance)
            .map(event -> ((LogEvent.Recorded) event).event().seq())
            .toList();
    assertEquals(seen.stream().sorted().toList(), seen, "published in commit order");
  }

  @Test
  void aProcessKilledWhileRecordingLeavesAChainThatGoesOn() throws Exception {
    stop();
    Process child = Child.start(RecordMain.class, folder.toString());
    assertEquals('r', child.getInputStream().read());
    child.destroyForcibly().waitFor();
    open(1L << 20);
    export.start();
    assertFalse(export.broken());
    long before = lines(file()).size();
    record("after");
    export.flush();
    assertEquals(before + 1, lines(file()).size());
    assertTrue(before >= 200, "recorded " + before);
    assertChained(lines(file()), 1, StoredEvent.NO_HASH);
  }

  /** Records until it is killed. */
  public static final class RecordMain {
    public static void main(String[] args) {
      Workspace workspace = Workspace.open(Path.of(args[0]), new DiskFileLayer());
      EventBus bus = new EventBus();
      EngineClock clock = EngineClock.system();
      Store store = Store.open(workspace.own("state", "reeve.db"), clock);
      EventLog log = new EventLog(store, clock, bus);
      EventExport export = new EventExport(workspace, store, log, clock, bus);
      export.start();
      for (int i = 0; ; i++) {
        log.record(
            NewEvent.ofEngine(
                "warning", Severity.INFO, JsonNodeFactory.instance.objectNode().put("i", i)));
        if (i == 200) {
          System.out.print('r');
          System.out.flush();
        }
      }
    }
  }
}
