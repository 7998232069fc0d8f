package dev.reeve.sample;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.FileChange;
import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for an approval in the sample workspace, and of which something could not
 * come back: run output is deleted while no evidence is kept. Blocks; for one thread.
 */
public final class SampleClearance {
  private static final List<String> RUNS = List.of("run-001", "run-002", "run-003");
  private static final String INTENT = "Clear the summaries of the first runs";

  private final Engine engine;

  /** What is to be kept when this is over; null while that is so. */
  private Config.@Nullable Keep before;

  /** Of this workspace's engine. */
  public SampleClearance(Engine engine) {
    this.engine = engine;
  }

  /**
   * Hands it in; from then on nothing is kept.
   *
   * @return what it is for
   * @throws dev.reeve.engine.workspace.EngineException when it is not taken; as much is kept then
   *     as before
   */
  public String propose() {
    List<FileChange> changes = new ArrayList<>();
    for (String run : RUNS) {
      String path = "runs/" + run + "/summary.txt";
      changes.add(FileChange.delete(path, Sha256.of(content(path))));
    }
    changes.add(
        FileChange.create("docs/notes/cleared-runs.md", "# Cleared runs\n\nThe first three.\n"));
    ChangePlan plan =
        ChangePlan.internal(
            INTENT,
            "They were copied into the yearbook, and nobody reads them here.",
            changes.stream().map(FileChange::path).toList(),
            "mira",
            engine.clock().now());
    ChangeSet set = ChangeSet.of(plan.id(), changes, "mira", engine.clock().now());
    if (before == null) {
      before = engine.workspace().config().keep();
    }
    keep(new Config.Keep(0, 0, false));
    try {
      return engine.approvals().handIn(plan, set, "mira").plan().intent();
    } catch (RuntimeException e) {
      keepAgain();
      throw e;
    }
  }

  private byte[] content(String path) {
    try {
      return Files.readAllBytes(engine.workspace().root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Evidence is kept again, as it was before. */
  public void keepAgain() {
    if (before != null) {
      keep(before);
      before = null;
    }
  }

  private void keep(Config.Keep keep) {
    Config now = engine.workspace().config();
    engine
        .workspace()
        .use(
            new Config(
                now.engine(),
                now.registry(),
                now.watch(),
                now.locks(),
                keep,
                now.contracts(),
                now.problems()));
  }
}
