package dev.reeve.sample;

import dev.reeve.engine.Engine;
import dev.reeve.engine.change.ChangePlan;
import dev.reeve.engine.change.ChangeSet;
import dev.reeve.engine.change.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A change of many files that waits for an approval in the sample workspace: the tide tables of a
 * year, one file a berth. Each is of another year than the one before. Blocks.
 */
public final class SampleTides {
  private static final int BERTHS = 40;
  private static final int HOURS_OF_A_MONTH = 744;

  /**
   * What was handed in.
   *
   * @param decision on it
   * @param last path of one of its files
   */
  public record Waiting(String intent, String decision, String last) {}

  private final Engine engine;
  private int year = 2026;

  /** Of this workspace's engine. */
  public SampleTides(Engine engine) {
    this.engine = engine;
  }

  /**
   * Hands the next one in.
   *
   * @throws dev.reeve.engine.workspace.EngineException when it is not taken
   */
  public Waiting propose() {
    year++;
    List<FileChange> changes = new ArrayList<>();
    for (int berth = 1; berth <= BERTHS; berth++) {
      changes.add(
          FileChange.create("docs/tides/%d/berth-%02d.csv".formatted(year, berth), table(berth)));
    }
    String intent = "Add the tide tables of " + year;
    ChangePlan plan =
        ChangePlan.internal(
            intent,
            "The hydrographic office has published them.",
            changes.stream().map(FileChange::path).toList(),
            "mira",
            engine.clock().now());
    ChangeSet set = ChangeSet.of(plan.id(), changes, "mira", engine.clock().now());
    String decision = String.valueOf(engine.approvals().handIn(plan, set, "mira").decisionId());
    return new Waiting(intent, decision, changes.getLast().path());
  }

  /** One of its files is left out, so that another decision takes its place. */
  public void replace(Waiting waiting) {
    var unused = engine.approvals().exclude(waiting.decision(), Set.of(waiting.last()), "mira");
  }

  /** A line a month, a height in metres for every hour. */
  private String table(int berth) {
    StringBuilder table = new StringBuilder();
    for (int month = 1; month <= 12; month++) {
      table.append("%d-%02d".formatted(year, month));
      for (int hour = 0; hour < HOURS_OF_A_MONTH; hour++) {
        double phase = (hour + month * HOURS_OF_A_MONTH) / 12.42 * 2 * Math.PI;
        table.append(String.format(Locale.ROOT, ",%.2f", 3 + 1.8 * Math.sin(phase + berth / 90.0)));
      }
      table.append('\n');
    }
    return table.toString();
  }
}
