package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {
  @TempDir Path root;
  private final SettableClock clock = new SettableClock("2026-01-31T23:59:59Z");
  private final FaultyFiles files = new FaultyFiles();
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = Workspace.open(root, files);
  }

  private Trail trail() {
    return Trail.open(workspace, clock);
  }

  private static ObjectNode path(String path) {
    return Json.mapper().createObjectNode().put("path", path);
  }

  private Path file(String name) {
    return root.resolve(".reeve/trail").resolve(name);
  }

  @Test
  void eachLineCarriesTheHashOfTheLineBefore() throws IOException {
    Trail trail = trail();
    TrailLine first = trail.append("one", "ann", path("a"));
    TrailLine second = trail.append("two", "ann", path("b"));
    assertEquals("0".repeat(64), first.prevHash());
    assertEquals(first.hash(), second.prevHash());
    assertEquals(new TrailCheck.Whole(2), trail.verify());
    assertEquals(2, Files.readAllLines(file("2026-01.jsonl")).size());
  }

  @Test
  void theMonthTurnsTheFileAndNotTheChain() {
    Trail trail = trail();
    trail.append("one", "ann", path("a"));
    clock.advance(Duration.ofSeconds(2));
    trail.append("two", "ann", path("b"));
    clock.jump(Duration.ofDays(-3));
    trail.append("three", "ann", path("c"));
    assertTrue(Files.exists(file("2026-02.jsonl")));
    assertEquals(new TrailCheck.Whole(3), trail.verify());
    assertEquals(
        List.of("two", "three"),
        trail().list(TrailFilter.all(), 2).stream().map(TrailLine::type).toList());
  }

  @Test
  void aFullFileIsFollowedByTheNextNumber() throws IOException {
    Trail trail = trail();
    trail.append("one", "ann", path("x".repeat((int) TrailFiles.ROTATE_AT - 500)));
    trail.append("two", "ann", path("y".repeat(500)));
    trail.append("three", "ann", path("z"));
    assertEquals(2, Files.readAllLines(file("2026-01-2.jsonl")).size());
    assertEquals(new TrailCheck.Whole(3), trail.verify());
  }

  @Test
  void theBreakIsNamedByFileAndLine() throws IOException {
    Trail trail = trail();
    for (String path : List.of("a", "b", "c")) {
      trail.append("changed", "ann", path(path));
    }
    Path file = file("2026-01.jsonl");
    Files.writeString(file, Files.readString(file).replace("\"b\"", "\"B\""));
    TrailCheck.Broken broken = assertInstanceOf(TrailCheck.Broken.class, trail.verify());
    assertEquals("2026-01.jsonl", broken.file());
    assertEquals(2, broken.line());

    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(1);
    Files.write(file, lines);
    assertEquals(2, assertInstanceOf(TrailCheck.Broken.class, trail.verify()).line());
  }

  @Test
  @DisplayName("REG-A55 last audit line torn: set aside, the chain holds, start is not blocked")
  void a55_tornLastLineIsSetAside() throws IOException {
    trail().append("one", "ann", path("a"));
    Path file = file("2026-01.jsonl");
    Files.writeString(file, "{\"seq\":2,\"time\":\"20", StandardOpenOption.APPEND);

    Trail reopened = trail();

    assertEquals(new TrailCheck.Whole(2), reopened.verify());
    List<TrailLine> lines = reopened.list(TrailFilter.all(), 10);
    assertEquals("trail_repaired", lines.get(1).type());
    Path aside = file(lines.get(1).text("kept_in"));
    assertEquals("{\"seq\":2,\"time\":\"20", Files.readString(aside));
    assertEquals(3, reopened.append("two", "ann", path("b")).seq());
  }

  @Test
  void aWriteTornByAFullDiskDoesNotSpoilTheNext() {
    Trail trail = trail();
    trail.append("one", "ann", path("a"));
    files.tornAfter(20);
    EngineException refused =
        assertThrows(EngineException.class, () -> trail.append("two", "ann", path("b")));
    assertEquals("DISK_FULL", refused.code());
    files.heal();
    trail.append("three", "ann", path("c"));
    assertInstanceOf(TrailCheck.Whole.class, trail.verify());
    assertEquals(
        List.of("one", "three", "trail_repaired"),
        trail.list(TrailFilter.all(), 9).stream().map(TrailLine::type).sorted().toList());
  }

  @Test
  void whatWaitsSharesOneForcedWrite() throws Exception {
    Trail trail = trail();
    trail.append("first", "ann", path("a"));
    files.calls().clear();
    files.fail(
        (operation, path) -> {
          if (operation.equals("append")) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
          }
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TrailLine>> results = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String path = "f" + i;
        results.add(threads.submit(() -> trail.append("changed", "ann", path(path))));
      }
      List<Long> seqs = new ArrayList<>();
      for (Future<TrailLine> result : results) {
        seqs.add(result.get().seq());
      }
      assertEquals(
          LongStream.rangeClosed(2, 101).boxed().toList(), seqs.stream().sorted().toList());
    }
    long writes = files.calls().stream().filter(call -> call.startsWith("append")).count();
    assertTrue(writes < 20, writes + " writes for 100 lines");
    assertEquals(new TrailCheck.Whole(101), trail.verify());
  }

  @Test
  @Tag("processes")
  void severalProcessesWriteOneChain() throws Exception {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      children.add(Children.start(Appender.class, root.toString(), "child" + i, "40"));
    }
    Trail trail = trail();
    for (int i = 0; i < 40; i++) {
      trail.append("changed", "parent", path("p" + i));
    }
    for (Process child : children) {
      assertEquals(0, Children.await(child));
    }
    assertEquals(new TrailCheck.Whole(160), trail.verify());
  }

  /** Appends lines as another process. */
  static final class Appender {
    public static void main(String[] args) {
      Trail trail =
          Trail.open(
              Workspace.open(Path.of(args[0]), new FaultyFiles()),
              new SettableClock("2026-01-31T00:00:00Z"));
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        trail.append("changed", args[1], path("c" + i));
      }
    }
  }

  @Test
  void filtersCombine() {
    Trail trail = trail();
    trail.append("changed", "ann", path("a").put("execution_id", "exec_1"));
    trail.append("changed", "bob", path("a").put("execution_id", "exec_2"));
    trail.append("approved", "ann", path("b"));
    assertEquals(
        1, trail.list(new TrailFilter("changed", "ann", null, "a", null, null), 10).size());
    assertEquals(1, trail.list(TrailFilter.ofExecution("exec_2"), 10).size());
    assertEquals(
        0, trail.list(new TrailFilter(null, null, null, null, null, clock.now()), 10).size());
  }

  @Test
  @DisplayName("what lies before the time that is asked for is not read, a month at a time")
  void earlierMonthsAreNotRead() throws IOException {
    Trail trail = trail();
    trail.append("one", "ann", path("a"));
    Instant january = clock.now();
    clock.advance(Duration.ofSeconds(2));
    trail.append("two", "ann", path("b"));
    clock.jump(Duration.ofDays(-3));
    trail.append("three", "ann", path("c")); // a January line in the file of February
    Files.delete(file("2026-01.jsonl"));
    Files.createDirectory(file("2026-01.jsonl")); // whoever reads it fails
    assertEquals(List.of("two"), since(trail, january.plusSeconds(1)));
    assertEquals(
        "TRAIL_UNAVAILABLE",
        assertThrows(EngineException.class, () -> since(trail, january)).code());

    Files.delete(file("2026-01.jsonl"));
    assertEquals(List.of("two", "three"), since(trail, clock.now()));
  }

  private static List<String> since(Trail trail, Instant time) {
    return trail
        .list(new TrailFilter(null, null, null, null, time, null), Integer.MAX_VALUE)
        .stream()
        .map(TrailLine::type)
        .toList();
  }

  @Test
  void theChainsOwnNamesAreRefused() {
    ObjectNode forged = Json.mapper().createObjectNode().put("hash", "x");
    assertThrows(
        IllegalArgumentException.class, () -> new TrailLine.Draft("changed", "ann", forged));
  }

  @Test
  void nothingIsCreatedByLooking() throws IOException {
    assertEquals(List.of(), trail().list(TrailFilter.all(), 5));
    try (Stream<Path> entries = Files.list(root)) {
      assertTrue(entries.noneMatch(path -> path.endsWith("trail")));
    }
  }

  private TrailCheck.Broken broken(Trail trail) {
    return assertInstanceOf(TrailCheck.Broken.class, trail.verify());
  }

  @Test
  @DisplayName("why the chain does not hold is said: no line, a gap, another past, an edited text")
  void whyItIsBroken() throws IOException {
    Trail trail = trail();
    for (String path : List.of("a", "b", "c")) {
      trail.append("changed", "ann", path(path));
    }
    Path file = file("2026-01.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(0), lines.get(2)));
    assertEquals(
        new TrailCheck.Broken("2026-01.jsonl", 2, "number 3 follows number 1"), broken(trail));
    Files.write(file, List.of(lines.get(0), lines.get(1).replace("\"b\"", "\"B\"")));
    assertEquals("its hash is not that of its text", broken(trail).reason());
    Files.write(file, List.of(lines.get(0), "nonsense"));
    assertTrue(broken(trail).reason().startsWith("not a line: "), broken(trail).reason());
    assertEquals(1, trail.list(TrailFilter.all(), 9).size(), "what can be read is given");
    String other =
        lines
            .get(1)
            .replace(lines.get(0).replaceFirst(".*\"hash\":\"(\\w+)\".*", "$1"), "f".repeat(64));
    Files.write(file, List.of(lines.get(0), other));
    assertEquals("it does not carry the hash of the line before", broken(trail).reason());
  }

  @Test
  @DisplayName("opening sets a torn line aside at once and says where it lay and how long it was")
  void theRepairIsToldInFull() throws IOException {
    trail().append("one", "ann", path("a"));
    Path file = file("2026-01.jsonl");
    final long whole = Files.size(file);
    Files.writeString(file, "{\"seq\":2", StandardOpenOption.APPEND);
    trail(); // nobody has to write first
    List<TrailLine> lines = trail().list(TrailFilter.all(), 9);
    assertEquals(2, lines.size());
    TrailLine repaired = lines.getLast();
    assertEquals("reeve", repaired.actor());
    assertEquals("2026-01.jsonl", repaired.text("file"));
    assertEquals(whole, repaired.json().path("offset").asLong());
    assertEquals(8, repaired.json().path("bytes").asInt());
    assertEquals("2026-01.jsonl.torn-" + whole, repaired.text("kept_in"));
  }

  @Test
  @DisplayName("the end of a file is found behind a line longer than what is read at once")
  void theLastLine() throws IOException {
    Path file = root.resolve("x.jsonl");
    String last = "z".repeat(9_000);
    Files.writeString(file, "a\n" + last + "\n");
    TrailFiles.Tail tail = TrailFiles.tail(file);
    assertEquals(2, tail.offset());
    assertTrue(tail.terminated());
    assertEquals(last, tail.line());
    Files.writeString(file, "torn", StandardOpenOption.APPEND);
    TrailFiles.Tail torn = TrailFiles.tail(file);
    assertEquals(9_003, torn.offset());
    assertEquals("torn", torn.line());
    assertEquals(0, TrailFiles.tail(Files.createFile(root.resolve("empty"))).text().length);
  }

  @Test
  @DisplayName("a trail that cannot be written is named with its folder and what to look at")
  void unavailable() {
    Trail trail = trail();
    trail.append("one", "ann", path("a"));
    files.failOn("append", "2026-01.jsonl", new IOException("injected"));
    EngineException e =
        assertThrows(EngineException.class, () -> trail.append("two", "ann", path("b")));
    assertEquals("TRAIL_UNAVAILABLE", e.code());
    assertEquals(
        "The trail in " + workspace.own("trail") + " could not be appended to: injected",
        e.getMessage());
    assertEquals("Nothing is changed without a trail.", e.safe());
    files.heal();
    assertEquals(2, trail.append("three", "ann", path("c")).seq());
    assertEquals(
        List.of("one", "three"),
        trail.list(TrailFilter.all(), 2).stream().map(TrailLine::type).toList());
  }

  @Test
  @DisplayName("an execution's lines are given as they were written, for its archive")
  void ofAnExecution() throws IOException {
    Trail trail = trail();
    trail.append("changed", "ann", path("a").put("execution_id", "exec_1"));
    trail.append("changed", "ann", path("b").put("execution_id", "exec_2"));
    assertEquals(List.of(Files.readAllLines(file("2026-01.jsonl")).getFirst()), trail.of("exec_1"));
    List<String> all = new ArrayList<>();
    trail.each(line -> all.add(line.path("path").asText()));
    assertEquals(List.of("a", "b"), all);
  }

  @Test
  @DisplayName("a note is not forced, the next line that matters takes it along")
  void notes() {
    Trail trail = trail();
    TrailLine note = trail.note("seen", "ann", path("a"));
    assertEquals("seen", note.type());
    TrailLine next = trail.append("changed", "ann", path("b"));
    assertEquals(note.hash(), next.prevHash());
    assertEquals(new TrailCheck.Whole(2), trail.verify());
    assertEquals("b", trail.list(TrailFilter.all(), 1).getFirst().text("path"), "the newest");
  }

  @Test
  @DisplayName("the first line of a file torn, or an empty file: set aside, and the trail opens")
  void theFirstLineTorn() throws IOException {
    trail().append("one", "ann", path("a"));
    Files.writeString(file("2026-02.jsonl"), "{\"seq\":2");
    clock.advance(Duration.ofSeconds(2));
    Trail reopened = trail();
    assertEquals(
        List.of("one", "trail_repaired"),
        reopened.list(TrailFilter.all(), 9).stream().map(TrailLine::type).toList());
    assertEquals("{\"seq\":2", Files.readString(file("2026-02.jsonl.torn-0")));
    Files.createFile(file("2026-03.jsonl"));
    assertEquals(3, trail().append("two", "ann", path("b")).seq());
    assertEquals(new TrailCheck.Whole(3), trail().verify());
  }
}
