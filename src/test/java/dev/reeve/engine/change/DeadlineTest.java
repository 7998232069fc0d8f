package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final SettableClock clock = new SettableClock();
  private final Deadline deadline =
      new Deadline(clock, new ExecutionLimits(Bench.sec(300), Bench.sec(60), Bench.sec(20)));

  private EngineException stopped() {
    return assertThrows(EngineException.class, deadline::check);
  }

  @Test
  @DisplayName("a step may take its whole time and not a nanosecond more; the next has its own")
  void aStep() {
    clock.advance(Duration.ofSeconds(60));
    assertDoesNotThrow(deadline::check);
    clock.advance(Duration.ofNanos(1));
    assertEquals("STEP_TIMEOUT", stopped().code());
    assertEquals("The step took longer than 60 s", stopped().getMessage());
    deadline.stepStarts();
    assertDoesNotThrow(deadline::check);
    assertEquals(60.000000001, deadline.elapsedSeconds());
  }

  @Test
  @DisplayName("so may the whole execution, however its steps divide it")
  void theWhole() {
    clock.advance(Duration.ofSeconds(300));
    deadline.stepStarts();
    assertDoesNotThrow(deadline::check);
    clock.advance(Duration.ofNanos(1));
    assertEquals("EXECUTION_TIMEOUT", stopped().code());
    assertEquals("It took longer than 300 s", stopped().getMessage());
  }

  @Test
  @DisplayName("whoever cancels before the commit stops it; afterwards is told that it stands")
  void cancelled() {
    assertFalse(deadline.isCancelled());
    assertTrue(deadline.cancel());
    assertTrue(deadline.isCancelled());
    assertEquals("CANCELLED", stopped().code());
    assertEquals(
        "CANCELLED", assertThrows(EngineException.class, deadline::commit).code(), "no commit");

    Deadline stands = new Deadline(clock, ExecutionLimits.DEFAULT);
    stands.commit();
    assertFalse(stands.cancel());
    assertFalse(stands.isCancelled());
    assertDoesNotThrow(stands::check);
  }
}
