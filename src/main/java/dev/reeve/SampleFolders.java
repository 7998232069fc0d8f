package dev.reeve;

import dev.reeve.engine.lock.Sessions;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.FileLayer.OsLock;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.WholeFolder;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of throwaway samples in the system's temporary folder. Each carries a mark, and a
 * lock that is held while its sample is made and played. Only a marked folder is ever removed, and
 * only when nobody has that lock and no process has a workspace open in it. Calls block. Source:
 * {@code docs/reference/sample.md}.
 */
final class SampleFolders {
  private static final Logger LOG = LoggerFactory.getLogger(SampleFolders.class);
  private static final String PREFIX = "reeve-sample-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");
  private static final String MARK = ".reeve-sample";
  private static final String LOCK = ".reeve-sample.lock";
  private static final String WORDS =
      "Reeve made this folder for a throwaway sample and removes it later.\n";

  private final Path parent;

  /**
   * @param parent the system's temporary folder
   */
  SampleFolders(Path parent) {
    this.parent = parent;
  }

  /** Those of this system. */
  static SampleFolders ofSystem() {
    return new SampleFolders(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * A folder for one sample, kept from removal until it is closed.
   *
   * @param folder its real path; empty but for mark and lock
   */
  record Held(Path folder, OsLock lock) implements AutoCloseable {
    /** Its sample is played no more. */
    @Override
    public void close() {
      lock.close();
    }
  }

  /** Makes a new one. */
  Held make() throws IOException {
    Path folder = Files.createTempDirectory(parent.toRealPath(), PREFIX);
    OsLock lock = lock(folder);
    if (lock == null) {
      throw new IOException(folder + " is new and held by somebody else");
    }
    Held held = new Held(folder, lock);
    try { // not before the lock is held: a marked folder without it is one to remove
      mark(folder);
      return held;
    } catch (IOException e) {
      held.close();
      throw e;
    }
  }

  private static void mark(Path folder) throws IOException {
    Files.writeString(folder.resolve(MARK), WORDS, StandardOpenOption.CREATE_NEW);
  }

  /**
   * Removes those that nobody works in. What cannot be removed stays for the next time.
   *
   * @param keep a folder; the one that holds it, or is it, stays; null for none
   * @return what was removed, as real paths
   */
  List<Path> removeBut(@Nullable Path keep) {
    List<Path> gone = new ArrayList<>();
    for (Path folder : marked()) {
      try {
        boolean stays = keep != null && keep.startsWith(folder);
        if (!stays && removed(folder)) {
          gone.add(folder);
        }
      } catch (IOException | UncheckedIOException | EngineException e) {
        LOG.warn("The sample of an earlier start was left in {}: {}", folder, e.toString());
      }
    }
    return gone;
  }

  private List<Path> marked() {
    try (Stream<Path> all = Files.list(parent.toRealPath())) {
      return all.filter(SampleFolders::isMarked).toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Samples of earlier starts were left in {}: {}", parent, e.toString());
      return List.of();
    }
  }

  private static boolean isMarked(Path folder) {
    Path mark = folder.resolve(MARK);
    try {
      return NAME.matcher(folder.getFileName().toString()).matches()
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
          && Files.size(mark) == WORDS.length()
          && Files.readString(mark).equals(WORDS);
    } catch (IOException e) {
      return false; // of somebody else, or just being removed
    }
  }

  /** Null when somebody has it. */
  private static @Nullable OsLock lock(Path folder) throws IOException {
    return new OwnFiles(folder, new DiskFileLayer()).tryLock(folder.resolve(LOCK));
  }

  private static boolean removed(Path folder) throws IOException {
    try (OsLock lock = lock(folder)) {
      if (lock == null || isWorkedIn(folder)) {
        return false;
      }
      empty(folder);
    }
    Files.deleteIfExists(folder.resolve(LOCK)); // which some systems only do once it is free
    Files.deleteIfExists(folder.resolve(MARK));
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      markAgain(folder, e);
      throw e;
    }
  }

  /** Somebody put a file there at the last moment: the folder is one to remove the next time. */
  private static void markAgain(Path folder, IOException failed) {
    try {
      mark(folder);
    } catch (IOException e) {
      failed.addSuppressed(e);
    }
  }

  /** Whether a workspace below is open, in whatever way and process. */
  private static boolean isWorkedIn(Path folder) throws IOException {
    for (Path each : WholeFolder.parts(folder)) {
      if (each.endsWith(Workspace.OWN)
          && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
          && Sessions.anyLives(Workspace.open(each.resolveSibling(""), new DiskFileLayer()))) {
        return true;
      }
    }
    return false;
  }

  /** Mark and lock stay: a folder that was removed by half is removed the next time. */
  private static void empty(Path folder) throws IOException {
    Set<Path> last = Set.of(folder.resolve(MARK), folder.resolve(LOCK), folder);
    for (Path each : WholeFolder.parts(folder)) {
      if (!last.contains(each)) {
        Files.delete(each);
      }
    }
  }
}
