package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Config;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which executions still need what they put into the vault. One has a row, and is judged by
 * retention's numbers. One without may just be beginning, for contents are referenced before the
 * row is written; or the database was lost, and trail or folder have what its row can be made of;
 * or its process died before it began, and then nobody will ever ask for them. For one run.
 */
final class NeededContents implements Vault.Need {
  private final ChangeTools tools;
  private @Nullable Set<String> onTrail;

  NeededContents(ChangeTools tools) {
    this.tools = tools;
  }

  @Override
  public boolean by(String executionId, @Nullable String owner) {
    // before the row is looked for: who is dead by now writes none afterwards
    boolean begins = owner == null || tools.owners().lives(owner);
    Boolean byRow = tools.store().read(tx -> byRow(tx, executionId));
    return byRow != null ? byRow : begins || hasEvidence(executionId);
  }

  /** Null without a row. */
  private @Nullable Boolean byRow(Tx tx, String id) throws SQLException {
    ExecutionRecord record = tools.history().find(tx, id).orElse(null);
    if (record == null) {
      return null;
    }
    if (!record.head().small()) {
      return record.prunedAt() == null;
    }
    Config.Keep keep = tools.workspace().config().keep();
    Instant olderThan = tools.clock().now().minus(Duration.ofDays(keep.days()));
    return HistoryQueries.keepsContents(tx, id, keep.executions(), olderThan);
  }

  private boolean hasEvidence(String id) {
    return Files.exists(tools.artifacts().folder(id), LinkOption.NOFOLLOW_LINKS)
        || onTrail().contains(id);
  }

  private Set<String> onTrail() {
    Set<String> known = onTrail;
    if (known == null) {
      Set<String> found = new HashSet<>();
      tools.trail().each(line -> found.add(line.path("execution_id").asText()));
      onTrail = found;
      known = found;
    }
    return known;
  }
}
