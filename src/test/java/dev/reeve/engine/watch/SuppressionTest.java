package dev.reeve.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.watch.Suppression.Counters;
import dev.reeve.engine.watch.Suppression.Expected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private Store store;
  private Suppression suppression;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("reeve.db"), clock);
    suppression = new Suppression(store, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restart() {
    store.close();
    open();
  }

  @Test
  @DisplayName("REG-A42 own content is dropped once; another content on that path is work")
  void a42_byContentAndOnce() {
    suppression.register("X1", List.of(new Expected("doc.md", "aa")));
    assertTrue(suppression.expects("doc.md"));
    assertFalse(suppression.isOwn("doc.md", "edited by a person"));
    assertTrue(suppression.isOwn("doc.md", "aa"));
    assertFalse(suppression.expects("doc.md"), "used up");
    assertFalse(suppression.isOwn("doc.md", "aa"));
    assertEquals(new Counters(1, 0, 1, 0, 1), suppression.counters());
  }

  @Test
  void itTellsUntilWhenAWriteBelowAFolderIsExpected() {
    suppression.register("X1", List.of(new Expected("docs/a", "aa")));
    assertEquals(
        Optional.of(clock.now().plus(Suppression.DEADLINE)), suppression.expectedUntil("docs"));
    assertEquals(suppression.expectedUntil("docs"), suppression.expectedUntil("."));
    assertEquals(Optional.empty(), suppression.expectedUntil("doc"));
    clock.advance(Suppression.DEADLINE);
    assertEquals(Optional.empty(), suppression.expectedUntil("docs"), "waited for in vain");
  }

  @Test
  void bothPathsOfARenameAreExpected() {
    suppression.register("X1", List.of(new Expected("a", null), new Expected("b", "bb")));
    assertTrue(suppression.isOwn("a", null));
    assertFalse(suppression.isOwn("b", null));
    assertTrue(suppression.isOwn("b", "bb"));
  }

  @Test
  void theLaterOfTwoWritesUsesUpTheEarlier() {
    suppression.register("X1", List.of(new Expected("a", "1")));
    suppression.register("X2", List.of(new Expected("a", "2")));
    assertTrue(suppression.isOwn("a", "2"));
    assertFalse(suppression.isOwn("a", "1"), "somebody put the old content back");
  }

  @Test
  void registrationsExpireByTheMonotonicClock() {
    suppression.register("X1", List.of(new Expected("a", "1")));
    clock.jump(Duration.ofDays(1));
    assertTrue(suppression.expects("a"));
    clock.advance(Suppression.DEADLINE.minusMillis(1));
    assertTrue(suppression.expects("a"));
    clock.advance(Duration.ofMillis(1));
    assertFalse(suppression.isOwn("a", "1"));
    assertEquals(new Counters(1, 0, 0, 1, 0), suppression.counters());
  }

  @Test
  void aFailedOperationIsWithdrawn() {
    suppression.register("X1", List.of(new Expected("a", "1"), new Expected("b", "1")));
    suppression.register("X2", List.of(new Expected("a", "2")));
    suppression.withdraw("X1");
    assertFalse(suppression.expects("b"));
    assertFalse(suppression.isOwn("a", "1"));
    assertTrue(suppression.isOwn("a", "2"));
  }

  @Test
  void registrationsOutliveTheProcess() {
    suppression.register("X1", List.of(new Expected("kept", "1"), new Expected("met", null)));
    suppression.register("X2", List.of(new Expected("withdrawn", "1")));
    assertTrue(suppression.isOwn("met", null));
    suppression.withdraw("X2");
    clock.advance(Duration.ofSeconds(10));
    restart();
    assertFalse(suppression.expects("met"));
    assertFalse(suppression.expects("withdrawn"));
    assertTrue(suppression.expects("kept"));
    clock.advance(Duration.ofSeconds(20));
    assertFalse(suppression.expects("kept"), "only for the rest of its time");
    restart();
    assertEquals(0, suppression.counters().active());
  }
}
