package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Unreadable;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file only as a whole that existed at one time: a look before, the hash while reading, a
 * look after; any difference, also to the look that found it at rest, and the reading is worth
 * nothing. Blocks; safe on any thread. Source: {@code docs/reference/watch.md}.
 */
public final class StableRead {
  private final Path root;
  private final Look look;
  private final Opener opener;

  /** Opens a file for reading without following links. */
  @FunctionalInterface
  interface Opener {
    InputStream open(Path file) throws IOException;
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * The file as it was.
     *
     * @param bytes the content when it was asked for and not too long, else null
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
    record Read(FileFacts facts, String sha256, byte @Nullable [] bytes) implements Result {}

    /** It changed meanwhile; it must settle again. */
    record Unstable() implements Result {}

    /** No regular file is there. */
    record Gone() implements Result {}

    /** It cannot be read now, with the queue's code for it. */
    record Failed(String code, String error) implements Result {}
  }

  public StableRead(Workspace workspace) {
    this(
        workspace.root(),
        Look.disk(workspace.root(), workspace.caseInsensitive()),
        file -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
  }

  StableRead(Path root, Look look, Opener opener) {
    this.root = root;
    this.look = look;
    this.opener = opener;
  }

  /**
   * Reads and hashes a file.
   *
   * @param path relative to the workspace
   * @param settled the fingerprint at rest, null when there is none
   * @param keep most bytes given back with the hash; 0 for the hash alone
   */
  public Result read(String path, @Nullable String settled, int keep) {
    Found before = look.at(path);
    if (before == null) {
      return new Result.Gone();
    }
    if (before instanceof Unreadable unreadable) {
      return failed(unreadable.kind() == Unreadable.ErrorKind.PERMISSION_DENIED, unreadable);
    }
    FileFacts facts = (FileFacts) before;
    if (settled != null && !settled.equals(Fingerprint.of(facts))) {
      return new Result.Unstable();
    }
    MessageDigest digest = Sha256.digest();
    boolean wanted = keep > 0 && facts.size() <= keep;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(wanted ? (int) facts.size() : 0);
    try {
      long length = read(path, digest, wanted ? bytes : OutputStream.nullOutputStream());
      if (length != facts.size() || !facts.equals(look.at(path))) {
        return new Result.Unstable();
      }
    } catch (NoSuchFileException e) {
      return new Result.Unstable(); // the next look says whether it is gone
    } catch (AccessDeniedException e) {
      return new Result.Failed("PERMISSION_DENIED_TRANSIENT", path + " may not be read now.");
    } catch (FileSystemException e) {
      return new Result.Failed("FILE_LOCKED", path + " is held open: " + e.getReason());
    } catch (IOException e) {
      return new Result.Failed("TEMP_IO_ERROR", path + " was not read: " + e.getMessage());
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new Result.Read(facts, sha256, wanted ? bytes.toByteArray() : null);
  }

  private long read(String path, MessageDigest digest, OutputStream copy) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long length = 0;
    try (InputStream in = opener.open(root.resolve(path))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        copy.write(buffer, 0, n);
        length += n;
      }
    }
    return length;
  }

  private static Result failed(boolean denied, Unreadable why) {
    return new Result.Failed(
        denied ? "PERMISSION_DENIED_TRANSIENT" : "TEMP_IO_ERROR",
        why.path() + " was not examined: " + why.message());
  }
}
