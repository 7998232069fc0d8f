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
}
