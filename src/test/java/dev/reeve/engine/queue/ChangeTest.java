package dev.reeve.engine.queue;

import static dev.reeve.engine.queue.FileEventKind.ADDED;
import static dev.reeve.engine.queue.FileEventKind.DELETED;
import static dev.reeve.engine.queue.FileEventKind.MODIFIED;
import static dev.reeve.engine.queue.FileEventKind.RECONCILE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table by which a newer event joins an unfinished row. */
class ChangeTest {
  @TempDir Path folder;

  static Stream<Arguments> onePath() {
    return Stream.of(
        Arguments.of(ADDED, ADDED, ADDED),
        Arguments.of(ADDED, MODIFIED, ADDED),
        Arguments.of(ADDED, DELETED, DELETED),
        Arguments.of(ADDED, RECONCILE, ADDED),
        Arguments.of(MODIFIED, ADDED, MODIFIED),
        Arguments.of(MODIFIED, MODIFIED, MODIFIED),
        Arguments.of(MODIFIED, DELETED, DELETED),
        Arguments.of(MODIFIED, RECONCILE, MODIFIED),
        Arguments.of(DELETED, ADDED, MODIFIED),
        Arguments.of(DELETED, MODIFIED, MODIFIED),
        Arguments.of(DELETED, DELETED, DELETED),
        Arguments.of(DELETED, RECONCILE, DELETED),
        Arguments.of(RECONCILE, ADDED, ADDED),
        Arguments.of(RECONCILE, MODIFIED, MODIFIED),
        Arguments.of(RECONCILE, DELETED, DELETED),
        Arguments.of(RECONCILE, RECONCILE, RECONCILE));
  }

  @ParameterizedTest
  @MethodSource("onePath")
  void eventsOfOnePath(FileEventKind row, FileEventKind event, FileEventKind expected) {
    assertEquals(
        new Change.Sum(Change.of(expected), null), Change.of(row).then(Change.of(event), true));
  }

  @Test
  void anAdditionThatWentAgainIsNothingUnlessItHadARecord() {
    assertEquals(new Change.Sum(null, null), Change.of(ADDED).then(Change.of(DELETED), false));
  }

  /** What the queue holds after the events, in the order of paths. */
  private List<String> after(boolean oneBatch, FileEvent... events) {
    try (QueueFixture q = new QueueFixture(folder.resolve(oneBatch ? "one" : "many"))) {
      q.records.addAll(List.of("a", "known"));
      if (oneBatch) {
        q.queue.upsert(List.of(events));
      } else {
        for (FileEvent event : events) {
          q.queue.upsert(List.of(event));
        }
      }
      return q.rows().stream()
          .map(
              row ->
                  row.event()
                      + (row.oldPath() == null ? " " : " " + row.oldPath() + "->")
                      + row.path()
                      + (row.contentChanged() ? " changed" : ""))
          .sorted()
          .toList();
    }
  }

  private void holds(List<String> expected, FileEvent... events) throws Exception {
    java.nio.file.Files.createDirectories(folder.resolve("one"));
    java.nio.file.Files.createDirectories(folder.resolve("many"));
    assertEquals(expected, after(true, events), "in one batch");
    assertEquals(expected, after(false, events), "one by one");
  }

  private static FileEvent event(FileEventKind kind, String path) {
    return FileEvent.of(path, kind, java.time.Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static FileEvent move(String from, String to) {
    return FileEvent.moved(from, to, java.time.Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void aMoveAndAChangeIsAMoveWithContent() throws Exception {
    holds(List.of("MOVED a->b changed"), move("a", "b"), event(MODIFIED, "b"));
  }

  @Test
  void twoMovesAreOne() throws Exception {
    holds(List.of("MOVED a->c"), move("a", "b"), move("b", "c"));
  }

  @Test
  void aMoveAndADeletionIsADeletionOfTheFirstPlace() throws Exception {
    holds(List.of("DELETED a"), move("a", "b"), event(DELETED, "b"));
  }

  @Test
  void aMoveThereAndBackIsAtMostAChange() throws Exception {
    holds(List.of("MODIFIED a"), move("a", "b"), move("b", "a"));
  }

  @Test
  void aNewFileThatMovesIsANewFileThere() throws Exception {
    holds(List.of("ADDED c"), event(ADDED, "b"), move("b", "c"));
  }

  @Test
  void aChangedFileThatMovesIsAMoveWithContent() throws Exception {
    holds(List.of("MOVED a->c changed"), event(MODIFIED, "a"), move("a", "c"));
  }

  @Test
  void aDeletionThatTurnsOutToBeAMoveIsAMove() throws Exception {
    holds(List.of("MOVED a->c"), event(DELETED, "a"), move("a", "c"));
  }

  @Test
  void aFileMovedOverAMovedOneLeavesTheFirstDeleted() throws Exception {
    holds(List.of("DELETED a", "MOVED x->b"), move("a", "b"), move("x", "b"));
  }

  private static FileEvent foundMoved(String from, String to) {
    return new FileEvent(
        ".", to, from, RECONCILE, java.time.Instant.parse("2026-01-01T00:00:00Z"), "MOVED", null);
  }

  @Test
  void aComparisonTellsANewFileWhereItCameFrom() throws Exception {
    holds(
        List.of("MOVED known->b changed"),
        event(ADDED, "b"),
        event(DELETED, "known"),
        foundMoved("known", "b"));
  }

  @Test
  void aMoveThatAComparisonFoundIsNotForgottenWhenTheFileGoesOn() throws Exception {
    holds(List.of("MOVED a->c changed"), foundMoved("a", "b"), move("b", "c"));
  }

  @Test
  void aMoveThatWasRecordedBeforeItsTryWasBrokenOffGoesOnFromThere() throws Exception {
    holds(List.of("MOVED known->c changed"), move("b", "known"), move("known", "c"));
  }

  @Test
  void aMoveThatWasRecordedBeforeItsTryWasBrokenOffEndsThere() throws Exception {
    holds(List.of("DELETED b", "DELETED known"), move("b", "known"), event(DELETED, "known"));
  }

  @Test
  void whatAMoveReplacedIsGoneWhenTheFileGoesOn() throws Exception {
    holds(List.of("DELETED known", "MOVED a->c"), move("a", "known"), move("known", "c"));
  }

  @Test
  void norWhenItIsChanged() throws Exception {
    holds(List.of("MOVED a->b changed"), foundMoved("a", "b"), event(MODIFIED, "b"));
  }

  @Test
  void norWhenItGoes() throws Exception {
    holds(List.of("DELETED a"), foundMoved("a", "b"), event(DELETED, "b"));
  }

  @Test
  void aComparisonTellsWhichRecordAFileHasThatCameFromAPlaceWithout() throws Exception {
    holds(
        List.of("DELETED b", "MOVED known->c changed"),
        event(MODIFIED, "b"),
        move("b", "c"),
        foundMoved("known", "c"));
  }

  @Test
  void aComparisonDoesNotReplaceWhatAnEventToldOfAMove() throws Exception {
    holds(
        List.of("DELETED known", "MOVED a->b"),
        move("a", "b"),
        event(DELETED, "known"),
        foundMoved("known", "b"));
  }

  @Test
  void theDeletionOfAFirstPlaceJoinsWhatHappenedThere() throws Exception {
    holds(
        List.of("DELETED a"),
        move("a", "b"),
        event(ADDED, "a"),
        event(DELETED, "b"),
        event(DELETED, "a"));
  }

  @Test
  void aMoveOverAPendingChangeIsTheMove() throws Exception {
    holds(List.of("MOVED a->b"), event(MODIFIED, "b"), move("a", "b"));
  }
}
