package dev.reeve.engine.registry;

import dev.reeve.engine.watch.StableRead;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one path for a work item: what is there, and if it is a file, its hash and its beginning
 * as of one moment. Links are not followed. Blocks; safe on any thread.
 */
final class FileObserver {
  private final Workspace workspace;
  private final StableRead reader;

  FileObserver(Workspace workspace) {
    this.workspace = workspace;
    this.reader = new StableRead(workspace);
  }

  /**
   * Looks at a path.
   *
   * @param settled the fingerprint it had at rest, null when it was not watched
   */
  Observed observe(SafePath path, @Nullable String settled) {
    Path place = path.under(workspace.root());
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return new Observed.Folder();
    }
    try {
      if (throughLink(place)) {
        return new Observed.Absent(false);
      }
      return switch (reader.read(path.text(), settled, Carriers.HEAD_BYTES)) {
        case StableRead.Result.Read(var facts, String sha256, byte[] bytes) ->
            new Observed.Present(
                path,
                facts,
                new FileReading(sha256, facts.size(), bytes == null ? head(place) : bytes));
        case StableRead.Result.Unstable() -> new Observed.Unstable();
        case StableRead.Result.Gone() -> new Observed.Absent(otherCase(place));
        case StableRead.Result.Failed(String code, String error) ->
            new Observed.Failed(code, error);
      };
    } catch (IOException e) {
      return new Observed.Failed("TEMP_IO_ERROR", path + " was not read: " + e.getMessage());
    }
  }

  /**
   * The whole content of a file that was looked at; empty when it is another by now, or gone.
   *
   * @throws IOException when it cannot be read
   */
  Optional<byte[]> unchanged(Observed.Present file) throws IOException {
    byte[] bytes = FileContent.orNull(file.path().under(workspace.root()));
    return Optional.ofNullable(bytes)
        .filter(read -> Sha256.of(read).equals(file.content().sha256()));
  }

  private static byte[] head(Path place) throws IOException {
    try (InputStream in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(Carriers.HEAD_BYTES);
    }
  }

  private boolean otherCase(Path place) {
    return workspace.caseInsensitive() && Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean throughLink(Path place) throws IOException {
    Path folder = place.getParent();
    return folder != null
        && Files.isDirectory(folder)
        && !folder.toRealPath().equals(folder.toRealPath(LinkOption.NOFOLLOW_LINKS));
  }

  /** Whether a regular file answers to exactly this path now. */
  boolean present(SafePath path) {
    Path place = path.under(workspace.root());
    try {
      return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
          && (!workspace.caseInsensitive()
              || path.name()
                  .equals(
                      String.valueOf(place.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName())));
    } catch (IOException e) {
      return true; // something is there, and nothing may be taken as gone for a failed look
    }
  }

  /** Whether the watch root that holds the path is there; without it nothing counts as gone. */
  boolean rootPresent(SafePath path) {
    return workspace.config().watch().roots().stream()
        .filter(root -> PathText.isUnder(path.text(), root))
        .allMatch(
            root ->
                Files.isDirectory(
                    root.equals(".") ? workspace.root() : workspace.root().resolve(root)));
  }
}
