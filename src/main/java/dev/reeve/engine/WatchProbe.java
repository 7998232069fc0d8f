package dev.reeve.engine;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.ProbeFile;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks the keeper's watcher whether events of each root arrive, by a file that comes and goes. The
 * keeper may be this process or another. Blocks. Source: {@code docs/reference/watch.md}.
 */
public final class WatchProbe {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Workspace workspace;
  private final EngineClock clock;
  private final CountDownLatch ended;

  WatchProbe(Workspace workspace, EngineClock clock, CountDownLatch ended) {
    this.workspace = workspace;
    this.clock = clock;
    this.ended = ended;
  }

  /**
   * How one root answered.
   *
   * @param root relative to the workspace
   * @param heard whether the file was noticed in time
   * @param millis how long that took, or how long was waited
   */
  public record Answer(String root, boolean heard, long millis) {}

  /**
   * Probes every root.
   *
   * @param longest how long to wait for each
   * @throws EngineException {@code PROBE_FAILED} or {@code DISK_FULL} when the file cannot be put
   *     there
   */
  public List<Answer> run(Duration longest) throws InterruptedException {
    List<Answer> out = new ArrayList<>();
    for (String root : workspace.config().watch().roots()) {
      out.add(one(root, longest));
    }
    return out;
  }

  private Answer one(String root, Duration longest) throws InterruptedException {
    long start = clock.nanos();
    try (ProbeFile probe = ProbeFile.put(workspace, root)) {
      long waited = 0;
      while (!probe.answered() && waited < longest.toNanos()) {
        if (ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          break; // the engine is being closed
        }
        waited = clock.nanos() - start;
      }
      return new Answer(root, probe.answered(), (clock.nanos() - start) / 1_000_000);
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              FullDisk.codeOr("PROBE_FAILED", e),
              "The watcher was not probed: no file can be put into " + root + ": " + e.getMessage())
          .with("Nothing was changed.", "Check that the folder is there and can be written.")
          .causedBy(e);
    }
  }
}
