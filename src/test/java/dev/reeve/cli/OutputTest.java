package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.ExecutionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static ExecutionRow row(
      ExecutionStatus status, @Nullable String code, @Nullable String error) {
    return new ExecutionRow(
        "EX-1",
        "revert",
        "Undo EX-0: give b.md\nits name",
        "LOW",
        "allow",
        status,
        1,
        Instant.EPOCH,
        null,
        null,
        "dana",
        null,
        code,
        null,
        error,
        "manual",
        null,
        false,
        null,
        false,
        false,
        "EX-0",
        null);
  }

  @Test
  @DisplayName("An execution that did not complete says why, as far as it is known")
  void anExecutionOnOneLine() {
    assertEquals(
        "EX-1  completed  Undo EX-0: give b.md\\u000aits name",
        Output.execution(row(ExecutionStatus.COMPLETED, null, null)));
    assertEquals(
        "EX-1  rolled_back  Undo EX-0: give b.md\\u000aits name  APPLY_IO: the device is busy",
        Output.execution(row(ExecutionStatus.ROLLED_BACK, "APPLY_IO", "the device is busy")));
    assertEquals(
        "EX-1  rolled_back  Undo EX-0: give b.md\\u000aits name  APPLY_IO",
        Output.execution(row(ExecutionStatus.ROLLED_BACK, "APPLY_IO", null)));
    assertEquals(
        "EX-1  rolled_back  Undo EX-0: give b.md\\u000aits name",
        Output.execution(row(ExecutionStatus.ROLLED_BACK, null, null)));
  }
}
