package dev.reeve.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.Engine;
import dev.reeve.engine.Engine.Role;
import dev.reeve.engine.change.TrailCheck;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.crash.KillPoint.How;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write of the registry, from the queue to the trail, in a process that is killed in it. */
class KilledWriteTest {
  private static final String REPLACE = KillingFiles.REPLACE + " " + Disk.REGISTRY;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private Victims victims;
  private Bed bed;

  @BeforeEach
  void open() throws Exception {
    victims = new Victims(folder.resolve("victims"));
    bed = new Bed(folder.resolve("bed"), "REGISTRY_ONLY");
    bed.oneStage();
    bed.open(Role.KEEPER);
    bed.write("old.txt", "old");
    bed.drain();
    bed.write("new.txt", "new");
    bed.close();
  }

  @AfterEach
  void close() throws Exception {
    bed.close();
    victims.close();
  }

  private void kill(Act act, String argument, String step, How how) throws Exception {
    KillPoint point = KillPoint.named(step, how);
    Victims.Said said = victims.run(new Victim.Order(bed.root(), act, argument, point));
    assertTrue(said.stoppedAt().contains(step), said.stoppedAt());
  }

  private String registryHash() throws Exception {
    return Sha256.of(bed.root().resolve(Disk.REGISTRY));
  }

  private List<TrailLine> trail(String type) {
    return bed.engine()
        .trail()
        .list(new TrailFilter(type, null, null, Disk.REGISTRY, null, null), Integer.MAX_VALUE);
  }

  private boolean isReconstructed(TrailLine line) {
    return line.json().path("reconstructed").asBoolean();
  }

  /** The states of a path's row, as they are told from now on. */
  private List<ItemState> states(String path) {
    List<ItemState> out = new CopyOnWriteArrayList<>();
    bed.engine()
        .bus()
        .subscribe(
            event -> {
              if (event instanceof QueueEvent.Changed changed) {
                changed.items().stream()
                    .filter(item -> item.path().equals(path))
                    .map(WorkItem::state)
                    .forEach(out::add);
              }
            });
    return out;
  }

  private void awaitDone(String path) {
    bed.engine().startQueue();
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                bed.engine().queue().list(Set.of(ItemState.DONE), 100).stream()
                    .anyMatch(item -> item.path().equals(path)));
  }

  @Test
  @DisplayName(
      "REG-A27 killed between temporary file and replace: the old content is intact, the temporary"
          + " file is removed, the item is queued again and done")
  void a27_killedBeforeTheReplace() throws Exception {
    String before = registryHash();
    kill(Act.QUEUE, "", REPLACE, How.BEFORE);
    assertEquals(before, registryHash());
    assertEquals(1, Disk.temporaries(bed.root()).size());

    bed.open(Role.KEEPER);
    assertEquals(before, registryHash());
    assertEquals(List.of(), Disk.temporaries(bed.root()));
    assertEquals(1, trail("committed").size());
    assertTrue(isReconstructed(trail("aborted").getFirst()));
    List<ItemState> states = states("new.txt");
    awaitDone("new.txt");
    assertEquals(ItemState.QUEUED, states.getFirst());
    assertNotEquals(before, registryHash());
    assertEquals(2, trail("committed").size());
    assertEquals(List.of(), Invariants.whenIdle(bed));
  }

  @Test
  @DisplayName(
      "REG-A28 killed after the replace, before the audit line: the new content is intact, the"
          + " missing line is made up and marked, and nothing is written again")
  void a28_killedAfterTheReplace() throws Exception {
    String before = registryHash();
    kill(Act.QUEUE, "", REPLACE, How.AFTER);
    String after = registryHash();
    assertNotEquals(before, after);

    bed.open(Role.KEEPER);
    assertEquals(after, registryHash());
    TrailLine made = trail("committed").getLast();
    assertTrue(isReconstructed(made));
    assertEquals(after, made.text("after_hash"));
    assertEquals(trail("intent").getLast().text("patch_id"), made.text("patch_id"));
    awaitDone("new.txt");
    assertEquals(after, registryHash());
    assertEquals(2, trail("committed").size());
    assertEquals(List.of(), Invariants.whenIdle(bed));
  }

  @Test
  @DisplayName("REG-A39 killed while it holds the registry's lock: the next writer does not wait")
  void a39_theNextWriterDoesNotWait() throws Exception {
    kill(Act.ALLOCATE, "new.txt", REPLACE, How.BEFORE);
    long begun = System.nanoTime();
    Engine next = bed.open(Role.VISITOR);
    next.registryActions().allocate(List.of(SafePath.of("new.txt")));
    long waited = System.nanoTime() - begun;
    assertTrue(waited < Duration.ofSeconds(20).toNanos(), waited + " ns"); // a lock waits 60 s
    assertEquals(
        1, next.registry().rows().stream().filter(r -> "new.txt".equals(r.path())).count());
  }

  @Test
  @DisplayName("REG-A55 killed in the middle of a trail line: it is set aside, the chain holds")
  void a55_tornTrailLine() throws Exception {
    kill(Act.QUEUE, "", "append .reeve/trail", How.TORN);
    bed.open(Role.KEEPER);
    try (Stream<Path> files = Files.list(bed.root().resolve(".reeve/trail"))) {
      assertTrue(files.anyMatch(file -> file.toString().contains(".torn-")));
    }
    assertInstanceOf(TrailCheck.Whole.class, bed.engine().trail().verify());
    awaitDone("new.txt");
    assertEquals(List.of(), Invariants.whenIdle(bed));
  }

  @Test
  @DisplayName("Killed while a file settles: the queue does it also where nobody watches")
  void whatWaitedToSettleIsDone() throws Exception {
    Path config = bed.root().resolve(".reeve/config.toml");
    Files.writeString(
        config, Files.readString(config).replace("debounce_ms = 20", "debounce_ms = 60000"));
    bed.open(Role.VISITOR);
    Victims.Running keeper =
        victims.send(new Victim.Order(bed.root(), Act.KEEP, "", KillPoint.NONE));
    assertEquals(Victim.READY, keeper.next());
    Awaitility.await()
        .atMost(LONG)
        .until(
            () -> {
              bed.write("settling.txt", "settling " + System.nanoTime());
              return !bed.engine().queue().list(Set.of(ItemState.STABLE_PENDING), 1).isEmpty();
            });
    keeper.kill();
    bed.close();

    bed.open(Role.KEEPER);
    bed.drain();
    assertEquals(List.of(), Invariants.whenIdle(bed));
    assertFalse(bed.engine().registry().rows().isEmpty());
  }
}
