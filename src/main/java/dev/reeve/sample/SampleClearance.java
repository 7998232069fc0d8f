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

/**
 * A change that waits for an approval in the sample workspace, and of which something could not
 * come back: run output is deleted while no evidence is kept. Blocks.
 */
public final class SampleClearance {
  private static final List<String> RUNS = List.of("run-001", "run-002", "run-003");
  private static final String INTENT = "Clear the summaries of the first runs";

  private final Engine engine;

  /** Of this workspace's engine. */
  public SampleClearance(Engine engine) {
    this.engine = engine;
  }

  /**
   * Hands it in; from then on nothing is kept.
   *
   * @return what it is for
   * @throws dev.reeve.engine.workspace.EngineException when it is not taken
   */
  public String propose() {
    keep(new Config.Keep(0, 0, false));
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
    var waiting = engine.approvals().handIn(plan, set, "mira");
    return waiting.plan().intent();
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
    keep(Config.defaults().keep());
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
