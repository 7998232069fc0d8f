package dev.reeve.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Settled;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettlerTest {
  private final SettableClock clock = new SettableClock();
  private final FakeLook disk = new FakeLook();
  private final Settler settler =
      new Settler(clock, disk, Duration.ofMillis(500), Duration.ofMillis(750));
  private final List<Settler.Announced> announced = new ArrayList<>();
  private final List<Settled> ready = new ArrayList<>();
  private final List<String> hopeless = new ArrayList<>();
  private Predicate<String> present = root -> true;

  private void said(String path, FileEventKind kind) {
    settler.changed(new RawEvent(".", path, kind, false, clock.now()), clock.nanos());
  }

  /** Lets time pass in steps of 50 ms, answering every announcement as the queue would. */
  private void pass(long millis) {
    for (long at = 0; at < millis; at += 50) {
      clock.advance(Duration.ofMillis(50));
      tick();
    }
  }

  private void tick() {
    Settler.Round round = settler.tick(present);
    announced.addAll(round.announced());
    round.announced().forEach(settler::accepted);
    ready.addAll(round.ready());
    hopeless.addAll(round.hopeless());
  }

  private List<FileEventKind> kinds() {
    return announced.stream().map(Settler.Announced::kind).toList();
  }

  @Test
  void itTellsTheLooksAtAFileAndHowManyAgree() {
    assertEquals(Map.of(), settler.settling());
    disk.file("a", 1);
    said("a", FileEventKind.ADDED);
    assertEquals(0, settler.settling().get("a").agreeing(), "not looked at yet");
    pass(600);
    Settling one = settler.settling().get("a");
    assertEquals(1, one.agreeing());
    assertEquals(2, one.needed());
    disk.file("a", 2);
    pass(750);
    Settling changed = settler.settling().get("a");
    assertEquals(2, changed.samples().size());
    assertEquals(1, changed.agreeing(), "the second look differs from the first");
    pass(2_000);
    assertEquals(Map.of(), settler.settling(), "it rests");
  }

  @Test
  void aLookThatFailsIsRepeatedAndHarmsNoOther() {
    boolean[] failing = {true};
    Settler careful =
        new Settler(
            clock,
            path -> {
              if (path.equals("a") && failing[0]) {
                throw new IllegalStateException("the look failed");
              }
              return disk.at(path);
            },
            Duration.ofMillis(500),
            Duration.ofMillis(750));
    disk.file("a", 1);
    disk.file("b", 1);
    careful.changed(new RawEvent(".", "a", FileEventKind.ADDED, false, clock.now()), clock.nanos());
    careful.changed(new RawEvent(".", "b", FileEventKind.ADDED, false, clock.now()), clock.nanos());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(
        List.of("b"),
        careful.tick(present).announced().stream().map(Settler.Announced::path).toList());
    failing[0] = false;
    clock.advance(Duration.ofSeconds(3));
    assertEquals(
        List.of("a"),
        careful.tick(present).announced().stream().map(Settler.Announced::path).toList());
  }

  @Test
  void aQuietFileIsAnnouncedAfterTheDebounceAndReadyAWindowLater() {
    disk.file("a", 10);
    said("a", FileEventKind.ADDED);
    pass(450);
    assertEquals(List.of(), announced);
    pass(50);
    assertEquals(List.of(FileEventKind.ADDED), kinds());
    pass(700);
    assertEquals(List.of(), ready);
    pass(50);
    assertEquals(1, ready.size());
    assertNotNull(ready.getFirst().fingerprint());
    assertEquals(0, settler.settling("."));
    assertTrue(settler.nextDue().isEmpty());
  }

  @Test
  void aPathIsQuietFromWhenItWasSaidAndNotFromWhenThatWasTakenIn() {
    disk.file("a", 10);
    long at = clock.nanos();
    clock.advance(Duration.ofMillis(300));
    settler.changed(new RawEvent(".", "a", FileEventKind.ADDED, false, clock.now()), at);
    long late = settler.nextDue().getAsLong() - at - Duration.ofMillis(500).toNanos();
    assertTrue(late >= 0 && late < Duration.ofMillis(5).toNanos(), () -> late + " ns late");
  }

  @Test
  @DisplayName("REG-A40 a file written slowly for 5 s is ready once, after the last write")
  void a40_slowWriteIsReadyOnce() {
    for (int i = 0; i < 50; i++) {
      disk.file("slow", 100 * i);
      said("slow", i == 0 ? FileEventKind.ADDED : FileEventKind.MODIFIED);
      pass(100);
      assertEquals(List.of(), ready);
    }
    assertTrue(announced.size() <= 3, "told early, and then every 2 s: " + announced.size());
    assertEquals(FileEventKind.ADDED, announced.getFirst().kind());
    pass(1300);
    assertEquals(1, ready.size());
    assertTrue(ready.getFirst().fingerprint().startsWith("4900;"));
    pass(20_000);
    assertEquals(1, ready.size());
  }

  @Test
  @DisplayName("REG-A41 a copy that keeps a year-old time is not ready before it stops growing")
  void a41_preservedOldTimeDoesNotLookSettled() {
    said("copy", FileEventKind.ADDED);
    for (int i = 0; i < 20; i++) { // no further event, growth slower than the debounce
      disk.file("copy", 1000 + i, "2025-01-01T00:00:00Z", "k");
      pass(700);
      assertEquals(List.of(), ready, "grew at " + i);
    }
    pass(2000);
    assertEquals(1, ready.size());
    assertTrue(ready.getFirst().fingerprint().startsWith("1019;"));
  }

  @Test
  void clockJumpsMeanNothing() {
    disk.file("a", 10);
    said("a", FileEventKind.ADDED);
    clock.jump(Duration.ofDays(400));
    pass(450);
    assertEquals(List.of(), announced);
    clock.jump(Duration.ofDays(-800));
    pass(800);
    assertEquals(1, ready.size());
  }

  @Test
  void theSameSizeWithAnotherTimeOrKeyIsAnotherFile() {
    disk.file("a", 10, "2025-01-01T00:00:00.000000001Z", "k1");
    said("a", FileEventKind.MODIFIED);
    pass(1000);
    disk.file("a", 10, "2025-01-01T00:00:00.000000002Z", "k1");
    pass(750);
    disk.file("a", 10, "2025-01-01T00:00:00.000000002Z", "k2");
    pass(750);
    assertEquals(List.of(), ready);
    pass(800);
    assertEquals(1, ready.size());
  }

  @Test
  void emptyFilesWaitTwoSeconds() {
    disk.file("empty", 0);
    said("empty", FileEventKind.ADDED);
    pass(1950);
    assertEquals(List.of(), ready);
    pass(50);
    assertEquals(1, ready.size());
  }

  @Test
  void aFileThatNeverRestsIsGivenUpAfterTenMinutes() {
    for (int i = 0; i < 599; i++) {
      disk.file("log", i);
      said("log", FileEventKind.MODIFIED);
      pass(1000);
      assertEquals(List.of(), hopeless, "after " + i + " s");
    }
    for (int i = 600; i < 603; i++) {
      disk.file("log", i);
      said("log", FileEventKind.MODIFIED);
      pass(1000);
    }
    assertEquals(List.of("log"), hopeless);
    assertEquals(List.of(), ready);
  }

  @Test
  void growthWithoutEventsIsGivenUpToo() {
    said("log", FileEventKind.MODIFIED);
    for (int i = 0; i < 1300; i++) {
      disk.file("log", i);
      pass(500);
    }
    assertEquals(List.of("log"), hopeless);
  }

  @Test
  void aDeletionIsBelievedAfterTwoSeconds() {
    said("a", FileEventKind.DELETED);
    pass(1950);
    assertEquals(List.of(FileEventKind.DELETED), kinds());
    assertEquals(List.of(), ready);
    pass(50);
    assertEquals(List.of(new Settled("a", null)), ready);
  }

  @Test
  void anAtomicSaveIsAModification() {
    said("a", FileEventKind.DELETED);
    pass(300);
    disk.file("a", 12);
    said("a", FileEventKind.ADDED);
    pass(2000);
    assertEquals(List.of(FileEventKind.MODIFIED), kinds());
    assertEquals(1, ready.size());
  }

  @Test
  void aSlowReplaceComesBackWithinTheTwoSecondsEvenWithoutAnEvent() {
    said("a", FileEventKind.DELETED);
    pass(1500);
    disk.file("a", 12);
    pass(3000);
    assertEquals(List.of(FileEventKind.DELETED, FileEventKind.ADDED), kinds());
    assertEquals(1, ready.size());
    assertNotNull(ready.getFirst().fingerprint());
  }

  @Test
  void aFileThatGoesWhileItSettlesIsADeletion() {
    disk.file("a", 12);
    said("a", FileEventKind.ADDED);
    pass(700);
    disk.remove("a");
    pass(5000);
    assertEquals(List.of(FileEventKind.ADDED, FileEventKind.DELETED), kinds());
    assertEquals(List.of(new Settled("a", null)), ready);
  }

  @Test
  void whatIsMissingBelowALostRootIsNotDeleted() {
    said("a", FileEventKind.DELETED);
    pass(1000);
    present = root -> false;
    pass(5000);
    said("b", FileEventKind.DELETED);
    pass(5000);
    assertEquals(List.of(), ready);
    assertEquals(1, announced.size());
    assertEquals(0, settler.settling("."));
  }

  @Test
  void aFileThatCannotBeExaminedIsHandedOnForTheReaderToSay() {
    disk.put(
        new Unreadable("a", false, Unreadable.ErrorKind.PERMISSION_DENIED, "no right to look"));
    said("a", FileEventKind.MODIFIED);
    pass(1300);
    assertEquals(List.of(new Settled("a", null)), ready);
  }

  @Test
  void reevesOwnWriteIsForgottenUnlessSomethingElseIsPending() {
    disk.file("own", 5);
    said("own", FileEventKind.MODIFIED);
    clock.advance(Duration.ofMillis(500));
    Settler.Announced first = settler.tick(present).announced().getFirst();
    settler.own(first);
    assertEquals(0, settler.settling("."));

    said("own", FileEventKind.MODIFIED);
    clock.advance(Duration.ofMillis(500));
    Settler.Announced second = settler.tick(present).announced().getFirst();
    disk.file("own", 6);
    said("own", FileEventKind.MODIFIED); // a person, while the content is compared
    settler.own(second);
    pass(1300);
    assertEquals(1, announced.size());
    assertEquals(1, ready.size());
  }

  @Test
  void whatTheQueueDidNotTakeIsOfferedAgain() {
    disk.file("a", 5);
    said("a", FileEventKind.ADDED);
    clock.advance(Duration.ofMillis(500));
    settler.again(settler.tick(present).announced().getFirst());
    pass(3000);
    assertEquals(List.of(FileEventKind.ADDED), kinds());
    assertEquals(1, ready.size());
  }

  @Test
  void whatIsFollowedBelowAFolderIsToldByTheRuleOfTheInventory() {
    for (String path : List.of("docs/a", "docs/x/b", "docs2/c", "d")) {
      said(path, FileEventKind.ADDED);
    }
    assertEquals(Set.of("docs/a", "docs/x/b"), Set.copyOf(settler.under("docs")));
    assertEquals(4, settler.under(".").size(), "the root, as KnownFiles takes it");
  }

  @Test
  void rowsFoundWaitingAreFollowed() {
    disk.file("a", 5);
    settler.adopt(".", "a", false);
    settler.adopt(".", "b", true);
    settler.adopt(".", "a", true); // followed already
    pass(850);
    assertEquals(1, ready.size());
    pass(1200);
    assertEquals(List.of("a", "b"), ready.stream().map(Settled::path).toList());
    assertEquals(List.of(), announced);
  }

  @Test
  void aBurstCostsTwoLooksAFile() {
    for (int i = 0; i < 20_000; i++) {
      disk.file("f" + i, 100);
      said("f" + i, FileEventKind.ADDED);
      said("f" + i, FileEventKind.MODIFIED);
    }
    clock.advance(Duration.ofMillis(500));
    Settler.Round all = settler.tick(present);
    assertEquals(20_000, all.announced().size(), "one batch");
    all.announced().forEach(settler::accepted);
    clock.advance(Duration.ofMillis(750));
    assertEquals(20_000, settler.tick(present).ready().size());
    assertEquals(40_000, disk.looks);
  }

  /** Whatever happens and when, the last word the queue hears of a path is what the disk holds. */
  @Property(tries = 300)
  void theLastWordIsTheTruth(
      @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> actions, @ForAll long seed) {
    SettlerTest s = new SettlerTest();
    Random random = new Random(seed);
    boolean exists = false;
    boolean touched = false;
    for (int action : actions) {
      switch (action) {
        case 0, 1 -> {
          s.disk.file("p", random.nextInt(1, 1000));
          s.said("p", exists ? FileEventKind.MODIFIED : FileEventKind.ADDED);
          exists = true;
          touched = true;
        }
        case 2 -> {
          if (exists) {
            s.disk.remove("p");
            s.said("p", FileEventKind.DELETED);
            exists = false;
          }
        }
        default -> s.pass(50L * random.nextInt(1, 60));
      }
    }
    s.pass(10_000);
    assertEquals(0, s.settler.settling("."));
    if (touched) {
      Settled last = s.ready.getLast();
      assertEquals(exists, last.fingerprint() != null);
      assertEquals(exists, s.announced.getLast().kind() != FileEventKind.DELETED);
    }
  }
}
