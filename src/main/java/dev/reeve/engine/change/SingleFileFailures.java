package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;

/** Why one file was not changed, each cause with its stable code. */
record SingleFileFailures(SafePath target) {
  /** What went wrong, with the code that fits best; known failures keep theirs. */
  EngineException named(String why, Exception e) {
    return switch (e) {
      case EngineException known -> known;
      case AtomicMoveNotSupportedException no ->
          of("ATOMIC_REPLACE_UNSUPPORTED", "this volume cannot replace a file atomically")
              .causedBy(no);
      case IOException full when FullDisk.is(full) ->
          of(FullDisk.CODE, "the volume is full").causedBy(full);
      case AccessDeniedException no ->
          of("ACCESS_DENIED", "the system refused access to " + no.getFile()).causedBy(no);
      default -> of("APPLY_IO", why + " (" + e.getMessage() + ")").causedBy(e);
    };
  }

  /** That it was not changed. */
  EngineException of(String code, String why) {
    return EngineException.of(Kind.UNAVAILABLE, code, target + " was not changed: " + why + ".")
        .with("The file is as before.", "Mend the cause and try again.");
  }
}
