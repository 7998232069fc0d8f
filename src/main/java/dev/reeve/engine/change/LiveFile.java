package dev.reeve.engine.change;

import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a file of the workspace stands against what an execution left. Source: {@code
 * docs/reference/changes.md}.
 *
 * @param path relative to the root
 */
public record LiveFile(String path, State state) {

  /** Against what was left. */
  public enum State {
    /** As it was left; a deleted file is still absent. */
    UNCHANGED,
    /** Something else lies there. */
    DRIFTED,
    /** It was left there and is gone. */
    MISSING;

    /** As it appears in records. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Looks at one file now; {@code expectedHash} is null where no file was left. */
  static LiveFile look(Workspace workspace, String path, @Nullable String expectedHash) {
    try {
      Path file = SafePath.of(path).check(workspace.root());
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new LiveFile(path, expectedHash == null ? State.UNCHANGED : State.MISSING);
      }
      boolean same = Sha256.of(file).equals(expectedHash);
      return new LiveFile(path, same ? State.UNCHANGED : State.DRIFTED);
    } catch (SafePath.Refused | IOException e) {
      return new LiveFile(path, State.DRIFTED); // a link, a folder or an unreadable file now
    }
  }
}
