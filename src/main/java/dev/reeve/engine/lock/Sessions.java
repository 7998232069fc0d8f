package dev.reeve.engine.lock;

import com.github.f4b6a3.ulid.Ulid;
import dev.reeve.engine.workspace.FileLayer.OsLock;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions of a workspace: which of them live, and clearing up after those that do not. Source:
 * {@code docs/reference/locks.md}. Safe on any thread that may block.
 */
public final class Sessions {
  static final String SUFFIX = ".lock";

  private static final Object LOOKING = new Object();
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Pattern ID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final Duration NEW = Duration.ofMinutes(1);
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private final Path folder;
  private final OwnFiles files;
  private final Session own;

  Sessions(Workspace workspace, Session own) {
    this.folder = folder(workspace);
    this.files = workspace.ownFiles();
    this.own = own;
  }

  static Path folder(Workspace workspace) {
    return workspace.own("state", "sessions");
  }

  Session own() {
    return own;
  }

  /**
   * Whether any session of a workspace lives, one of this process too: whether somebody has it
   * open. Of one of which that cannot be told it is assumed. Blocks.
   *
   * @throws IOException when the sessions cannot be listed
   */
  public static boolean anyLives(Workspace workspace) throws IOException {
    Path folder = folder(workspace);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : files(folder)) {
        if (probe(workspace.ownFiles(), file) != Liveness.DEAD) {
          return true;
        }
      }
    }
    return false;
  }

  /** Their files; a file of another name is none. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> ID.matcher(id(file)).matches()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Empty for a file that is none of a session. */
  private static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
  }

  /**
   * Looks now. A lock that is held proves life whatever the record says; one that is free proves
   * death on this machine only, since a network volume may not carry locks. A session of this very
   * process is seen as locked without its file being opened: the file layer keeps a list of what it
   * has locked.
   */
  Liveness of(String sessionId, String host, long pid, @Nullable Instant processStartedAt) {
    if (sessionId.equals(own.id())) {
      return Liveness.ALIVE;
    }
    boolean here = host.equals(own.host());
    if (ID.matcher(sessionId).matches()) {
      Path file = folder.resolve(sessionId + SUFFIX);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Liveness found = probe(files, file);
        return found == Liveness.DEAD && !here ? Liveness.UNKNOWN : found;
      }
    }
    return here ? processOf(pid, processStartedAt) : Liveness.UNKNOWN;
  }

  /** Whether a session lives, by its file alone; a session that ended well has none. */
  boolean live(String sessionId) {
    if (sessionId.equals(own.id())) {
      return true;
    }
    Path file = folder.resolve(sessionId + SUFFIX);
    return ID.matcher(sessionId).matches()
        && Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && probe(files, file) != Liveness.DEAD;
  }

  /** One look at a time, so that two of them do not take each other for the session's owner. */
  private static Liveness probe(OwnFiles files, Path file) {
    synchronized (LOOKING) {
      try (OsLock free = files.tryLock(file)) {
        return free == null ? Liveness.ALIVE : Liveness.DEAD;
      } catch (NoSuchFileException cleared) {
        return Liveness.DEAD;
      } catch (IOException e) {
        LOG.warn("Whether the session of {} lives cannot be told", file, e);
        return Liveness.UNKNOWN;
      }
    }
  }

  private static Liveness processOf(long pid, @Nullable Instant startedAt) {
    if (pid <= 0) {
      return Liveness.UNKNOWN;
    }
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null || !process.isAlive()) {
      return Liveness.ABSENT;
    }
    Instant found = process.info().startInstant().orElse(null);
    if (found == null || startedAt == null) {
      return Liveness.UNKNOWN;
    }
    boolean same = Duration.between(found, startedAt).abs().compareTo(SAME_START) <= 0;
    return same ? Liveness.ALIVE : Liveness.ABSENT;
  }

  /**
   * Deletes the files of dead sessions.
   *
   * @param named sessions that a lease still names: their file is the proof of their death
   * @param now files made within the minute before are left: they may be waiting for their lock
   */
  void sweep(Set<String> named, Instant now) {
    try {
      for (Path file : files(folder)) {
        String id = id(file);
        if (!named.contains(id) && !isNew(id, now)) {
          deleteIfDead(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("Files of ended sessions were not cleared away", e);
    }
  }

  private static boolean isNew(String id, Instant now) {
    return Duration.between(Ulid.from(id).getInstant(), now).abs().compareTo(NEW) < 0;
  }

  private void deleteIfDead(Path file) throws IOException {
    try (OsLock free = files.tryLock(file)) {
      if (free != null) {
        files.delete(file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("Another session cleared {} away at the same moment", file, e);
    }
  }
}
