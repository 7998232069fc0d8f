package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.SafePath;

/** What is at a path, looked at once for a work item. */
sealed interface Observed {
  /** A regular file that did not change while it was read. */
  record Present(SafePath path, FileFacts facts, FileReading content) implements Observed {
    Carriers carriers() {
      return Carriers.of(path.name(), content.head());
    }

    NewFile newFile() {
      return new NewFile(path, content.size(), content.sha256(), facts.modified().toInstant());
    }
  }

  /**
   * No regular file.
   *
   * @param otherCase a file answers whose name differs in case
   */
  record Absent(boolean otherCase) implements Observed {}

  /** A folder. */
  record Folder() implements Observed {}

  /** It changed while it was read. */
  record Unstable() implements Observed {}

  /** It could not be read now; the code is one of the queue's. */
  record Failed(String code, String message) implements Observed {}
}
