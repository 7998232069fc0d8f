package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator and a script read of a failure: its code, its kind and its sentence. */
class FailuresTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new FileAlreadyExistsException("a.md"),
            Kind.CONFLICT,
            "TARGET_EXISTS",
            "Something is already at a.md"),
        Arguments.of(
            new NoSuchFileException("a.md"), Kind.CONFLICT, "TARGET_MISSING", "Nothing is at a.md"),
        Arguments.of(
            new AccessDeniedException("a.md"),
            Kind.UNAVAILABLE,
            "ACCESS_DENIED",
            "The system refused access to a.md"),
        Arguments.of(
            new DirectoryNotEmptyException("docs"),
            Kind.CONFLICT,
            "NOT_A_FILE",
            "docs is a folder"),
        Arguments.of(
            new IOException("No space left on device"),
            Kind.UNAVAILABLE,
            "DISK_FULL",
            "No space left on device"),
        Arguments.of(new IOException("worn out"), Kind.UNAVAILABLE, "APPLY_IO", "worn out"),
        Arguments.of(new IOException(), Kind.UNAVAILABLE, "APPLY_IO", "IOException"),
        Arguments.of(
            new IllegalStateException("odd"), Kind.UNAVAILABLE, "INTERNAL", "Unexpected: odd"),
        Arguments.of(
            new IllegalStateException(),
            Kind.UNAVAILABLE,
            "INTERNAL",
            "Unexpected: IllegalStateException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @DisplayName("each failure has the code that fits best, and a sentence even without a message")
  void each(Throwable cause, Kind kind, String code, String message) {
    EngineException failure = Failures.of(cause);
    assertEquals(code, failure.code());
    assertEquals(kind, failure.kind());
    assertEquals(message, failure.getMessage());
    assertSame(cause, failure.getCause());
    assertSame(failure, Failures.of(failure), "a known failure keeps its code");
  }

  @Test
  @DisplayName("refused, busy and invalid are told apart: scripts branch on the kind")
  void kinds() {
    assertEquals(Kind.REFUSED, Failures.of("APPROVAL_REQUIRED", "x").kind());
    assertEquals(Kind.REFUSED, Failures.of("PATH_VIOLATION", "x").kind());
    assertEquals(Kind.BUSY, Failures.of("LOCK_TIMEOUT", "x").kind());
    assertEquals(Kind.BUSY, Failures.of("WORKSPACE_BUSY", "x").kind());
    assertEquals(Kind.INVALID, Failures.of("CHECKSUM_MISMATCH", "x").kind());
    assertEquals(Kind.CONFLICT, Failures.of("ROLLBACK_CONFLICT", "x").kind());
  }
}
