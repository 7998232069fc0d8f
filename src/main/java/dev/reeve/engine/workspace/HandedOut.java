package dev.reeve.engine.workspace;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file that a person asked for at a place they named, such as an export. It appears there whole
 * or not at all, and takes the place of another only when that one is of the same making, or when
 * that is asked for and that one lies outside the workspace. Blocks; safe on any thread. Source:
 * {@code docs/reference/export.md}.
 */
public final class HandedOut {
  private static final Logger LOG = LoggerFactory.getLogger(HandedOut.class);

  private final Workspace workspace;
  private final Path target;
  private final boolean replace;
  private final Predicate<Path> own;

  /** Writes the content to a file that does not exist yet, beside the target. */
  @FunctionalInterface
  public interface Content {
    /** Makes the file. */
    void to(Path temporary) throws IOException;
  }

  /**
   * @param replace whether a file that is there, outside the workspace, may go
   */
  public HandedOut(Workspace workspace, Path target, boolean replace) {
    this(workspace, target, replace, file -> false);
  }

  /**
   * @param replace whether a file that is there, outside the workspace, may go
   * @param own whether a file that is there is of the same making and may go anyway
   */
  public HandedOut(Workspace workspace, Path target, boolean replace, Predicate<Path> own) {
    this.workspace = workspace;
    this.target = real(target.toAbsolutePath().normalize());
    this.replace = replace;
    this.own = own;
  }

  /** No link on the way hides that it lies in the workspace. */
  private static Path real(Path target) {
    Path folder = target.getParent();
    Path name = target.getFileName();
    try {
      return folder == null || name == null ? target : folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return target; // writing says what is wrong with that folder
    }
  }

  /**
   * Writes bytes.
   *
   * @throws EngineException as {@link #write(Content)}
   */
  public Path write(byte[] bytes) {
    return write(temporary -> workspace.files().writeNew(temporary, bytes));
  }

  /**
   * Writes what the content makes.
   *
   * @return where it is now
   * @throws EngineException {@code EXPORT_EXISTS}, {@code EXPORT_REFUSED}, {@code EXPORT_FAILED},
   *     {@code DISK_FULL}; nothing is at the target then that was not before
   */
  public Path write(Content content) {
    boolean over = requireAllowed();
    Path temporary = target.resolveSibling(".reeve-" + UlidCreator.getMonotonicUlid() + ".tmp");
    try {
      content.to(temporary);
      rename(temporary, over);
      forceFolder();
      return target;
    } catch (FileAlreadyExistsException appeared) {
      throw after(exists(), temporary);
    } catch (IOException e) {
      throw after(
          EngineException.of(
                  Kind.UNAVAILABLE,
                  FullDisk.codeOr("EXPORT_FAILED", e),
                  target + " was not written: " + e.getMessage())
              .with("Nothing is there that was not before.", "Name a folder that can be written.")
              .causedBy(e),
          temporary);
    } catch (EngineException e) {
      throw after(e, temporary);
    }
  }

  private void rename(Path temporary, boolean over) throws IOException {
    FileLayer files = workspace.files();
    try {
      if (over) {
        files.moveReplace(temporary, target);
      } else {
        files.moveNew(temporary, target);
      }
    } catch (IOException e) {
      if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS) || !Files.exists(target)) {
        throw e;
      }
      LOG.info("{} is in its place, though that was reported as failed", target, e);
    }
  }

  /** The file is there and whole; that it may be gone after a power cut is no failure of it. */
  private void forceFolder() {
    Path folder = target.getParent();
    try {
      if (folder != null) {
        workspace.files().forceDirectory(folder);
      }
    } catch (IOException e) {
      LOG.warn("{} may be lost if the machine stops now", target, e);
    }
  }

  /** Whether a file is there that may go; one that appears later may not. */
  private boolean requireAllowed() {
    if (target.startsWith(workspace.own()) || target.equals(workspace.registryFile())) {
      throw refused("it lies among Reeve's own files");
    }
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && own.test(target)) {
      return true;
    }
    if (!replace) {
      throw exists();
    }
    if (target.startsWith(workspace.root())) {
      throw refused("a file of the workspace is only replaced by an execution");
    }
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw refused("what is there is no file");
    }
    return true;
  }

  private EngineException exists() {
    return EngineException.of(
            Kind.CONFLICT, "EXPORT_EXISTS", target + " was not written: it is there already.")
        .with("It is as before.", "Name another file, or allow it to be replaced.");
  }

  private EngineException refused(String why) {
    return EngineException.of(
            Kind.REFUSED, "EXPORT_REFUSED", target + " was not written: " + why + ".")
        .with("Nothing was changed.", "Name another place.");
  }

  private EngineException after(EngineException failure, Path temporary) {
    try {
      workspace.files().delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
