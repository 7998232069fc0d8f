package dev.reeve.engine.lock;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FileLayer.OsLock;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.OwnFiles;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This process's presence in a workspace. Its life is proved by an operating system lock on {@code
 * .reeve/state/sessions/<id>.lock}, which the system frees when the process dies, however it dies;
 * what the file says is information for people and is never read back. Source: {@code
 * docs/reference/locks.md}. Safe on any thread that may block.
 */
public final class Session implements AutoCloseable {
  private static final int TRIES = 20;

  private final String id;
  private final String host;
  private final long pid;
  private final @Nullable Instant processStartedAt;
  private final OwnFiles files;
  private final Path file;
  private final OsLock life;

  private Session(
      String id,
      String host,
      long pid,
      @Nullable Instant processStartedAt,
      OwnFiles files,
      Path file,
      OsLock life) {
    this.id = id;
    this.host = host;
    this.pid = pid;
    this.processStartedAt = processStartedAt;
    this.files = files;
    this.file = file;
    this.life = life;
  }

  /**
   * Starts a session in an adopted workspace.
   *
   * @param pid the process in whose name: this one, but for who plays the part of another
   * @throws EngineException {@code SESSION_UNAVAILABLE} when its file cannot be made or locked
   */
  static Session open(Workspace workspace, EngineClock clock, long pid) {
    Instant started =
        ProcessHandle.of(pid).flatMap(process -> process.info().startInstant()).orElse(null);
    OwnFiles files = workspace.ownFiles();
    Path folder = Sessions.folder(workspace);
    String host = hostName();
    IOException last = new IOException("others take every new session file away");
    for (int tried = 0; tried < TRIES; tried++) {
      String id = UlidCreator.getMonotonicUlid(clock.now().toEpochMilli()).toString();
      Path file = folder.resolve(id + Sessions.SUFFIX);
      try {
        files.writeNew(file, body(host, pid, started));
        OsLock life = files.tryLock(file);
        if (life != null && Files.exists(file)) {
          return new Session(id, host, pid, started, files, file, life);
        }
        if (life != null) {
          life.close();
        }
      } catch (NoSuchFileException e) {
        last = e; // a sweep took the file between its making and its lock: another one, then
      } catch (IOException e) {
        throw unavailable(folder, e);
      }
    }
    throw unavailable(folder, last);
  }

  private static EngineException unavailable(Path folder, IOException e) {
    return EngineException.of(
            Kind.UNAVAILABLE,
            FullDisk.codeOr("SESSION_UNAVAILABLE", e),
            "The session was not started: " + folder + " cannot be used: " + e.getMessage() + ".")
        .with("Nothing was changed.", "Check the rights and the free space of that folder.")
        .causedBy(e);
  }

  private static byte[] body(String host, long pid, @Nullable Instant started) {
    String text =
        "pid=%d host=%s started=%s%n"
            .formatted(pid, host, started == null ? "" : Utc.format(started));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host"; // liveness still rests on the file lock; the name is for people
    }
  }

  /** The session's id, a ULID; never used again. */
  public String id() {
    return id;
  }

  /** Name of this machine. */
  public String host() {
    return host;
  }

  /** The id of this process, or of the one whose part is played. */
  public long pid() {
    return pid;
  }

  /** When this process started; null when the system does not say. */
  public @Nullable Instant processStartedAt() {
    return processStartedAt;
  }

  /** This process in words, such as {@code pid 4711 on atlas}. */
  public String holder() {
    return "pid " + pid + " on " + host;
  }

  /**
   * Ends the session: whatever leases still name it are void from now on. Its file stays until a
   * later session finds that no lease names it.
   */
  @Override
  public void close() {
    life.close();
  }

  /** Ends a session that no lease names, with its file. */
  void closeAndForget() throws IOException {
    try {
      files.delete(file);
    } finally {
      close();
    }
  }
}
