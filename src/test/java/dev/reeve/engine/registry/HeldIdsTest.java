package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.SafePath;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ids that a person looks at are held for a while. */
final class HeldIdsTest {
  private static final DocId ID = DocId.parse("0110099001260118").orElseThrow();
  private static final SafePath PATH = new SafePath("docs/a.md");

  private final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
  private final HeldIds held = new HeldIds(clock);

  @Test
  void anIdIsHeldForItsFileUntilItsTimeIsOver() {
    held.hold(PATH, ID);
    assertEquals(Optional.of(ID), held.of(PATH));
    assertEquals(Optional.empty(), held.of(new SafePath("docs/b.md")));
    clock.advance(HeldIds.TIME.minusMillis(1));
    assertTrue(held.contains(ID));
    clock.advance(Duration.ofMillis(1));
    assertFalse(held.contains(ID));
    assertEquals(Optional.empty(), held.of(PATH));
  }

  @Test
  void everyLookHoldsItAnewAndIssuingLetsItGo() {
    held.hold(PATH, ID);
    clock.advance(HeldIds.TIME.minusMillis(1));
    held.hold(PATH, ID);
    clock.advance(HeldIds.TIME.minusMillis(1));
    assertTrue(held.contains(ID));
    held.release(PATH);
    assertFalse(held.contains(ID));
  }
}
