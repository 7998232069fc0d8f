package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Gives every failure of an execution its stable code. */
final class Failures {
  private Failures() {}

  static EngineException of(String code, String message) {
    Kind kind =
        switch (code) {
          case "APPROVAL_REQUIRED", "APPROVAL_INVALID", "DECISION_DENIED", "PATH_VIOLATION" ->
              Kind.REFUSED;
          case "LOCK_TIMEOUT", "WORKSPACE_BUSY" -> Kind.BUSY;
          case "DISK_FULL", "APPLY_IO", "ACCESS_DENIED", "INTERNAL", "STORE_UNAVAILABLE" ->
              Kind.UNAVAILABLE;
          case "CHECKSUM_MISMATCH", "INTEGRITY" -> Kind.INVALID;
          default -> Kind.CONFLICT;
        };
    return EngineException.of(kind, code, message);
  }

  /** What went wrong, with the code that fits best; known failures keep theirs. */
  static EngineException of(Throwable e) {
    return switch (e) {
      case EngineException known -> known;
      case FileAlreadyExistsException there ->
          of("TARGET_EXISTS", "Something is already at " + there.getFile()).causedBy(there);
      case NoSuchFileException gone ->
          of("TARGET_MISSING", "Nothing is at " + gone.getFile()).causedBy(gone);
      case AccessDeniedException denied ->
          of("ACCESS_DENIED", "The system refused access to " + denied.getFile()).causedBy(denied);
      case DirectoryNotEmptyException folder ->
          of("NOT_A_FILE", folder.getFile() + " is a folder").causedBy(folder);
      case IOException io -> of(FullDisk.codeOr("APPLY_IO", io), sentence(io)).causedBy(io);
      default -> of("INTERNAL", "Unexpected: " + sentence(e)).causedBy(e);
    };
  }

  private static String sentence(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
