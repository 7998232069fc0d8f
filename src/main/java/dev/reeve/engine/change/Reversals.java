package dev.reeve.engine.change;

import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which execution took back which, read from the rows of those that did: an undo names it as its
 * parent. Old rows of the registry and of settings have none, and name it at the beginning of their
 * intent. One that was taken back itself took nothing back. Each works inside the unit it is given.
 */
final class Reversals {
  /** Of old rows. */
  private static final Pattern INTENT =
      Pattern.compile("[Uu]ndo (exec_[0-9a-f]{12})(?: for ([^:]+))?: .*", Pattern.DOTALL);

  private Reversals() {}

  private record Undo(String id, @Nullable String of, Instant at, @Nullable String by) {}

  /** The execution that one is or was to undo; null for all that undo nothing. */
  static @Nullable String undoneBy(ChangeKind kind, String intent, @Nullable String parent) {
    return switch (kind) {
      case REVERT -> parent;
      case REGISTRY, SETTINGS -> parent == null ? named(intent, 1) : parent;
      default -> null;
    };
  }

  /**
   * Who started it: undos of the registry were once on record as the engine's own, and only their
   * intent says who asked.
   */
  static @Nullable String operator(ChangeKind kind, String intent, @Nullable String recorded) {
    return recorded != null || kind != ChangeKind.REGISTRY ? recorded : named(intent, 2);
  }

  private static @Nullable String named(String intent, int group) {
    Matcher matcher = INTENT.matcher(intent);
    return matcher.matches() ? matcher.group(group) : null;
  }

  /** What was taken back of all that began at this time or later, by the id of what was. */
  static Map<String, Reversal> since(Tx tx, Instant from) throws SQLException {
    List<Undo> newestFirst =
        tx.query(
            """
            SELECT execution_id, kind, intent, parent_execution_id, operator, ended_at
            FROM executions
            WHERE started_at >= ? AND status = 'completed' AND NOT dry_run
              AND (kind = 'revert' OR (kind IN ('registry', 'settings')
                AND (parent_execution_id IS NOT NULL OR intent GLOB '[Uu]ndo exec_*')))
            ORDER BY started_at DESC, rowid DESC\
            """,
            row -> {
              ChangeKind kind = ChangeKind.of(row.getString(2)).orElseThrow();
              String intent = row.getString(3);
              return new Undo(
                  row.getString(1),
                  undoneBy(kind, intent, row.getString(4)),
                  Utc.parse(row.getString(6)),
                  operator(kind, intent, row.getString(5)));
            },
            Utc.format(from));
    Map<String, Reversal> out = new HashMap<>();
    for (Undo undo : newestFirst) {
      if (undo.of() != null && !out.containsKey(undo.id())) {
        out.putIfAbsent(undo.of(), new Reversal(undo.id(), undo.at(), undo.by()));
      }
    }
    return out;
  }

  /** The ids of all that was taken back, as a JSON array. */
  static String ids(Tx tx) throws SQLException {
    return Json.line(List.copyOf(since(tx, Instant.EPOCH).keySet()));
  }

  /** Records as rows of a table. */
  static List<ExecutionRow> rows(Tx tx, List<ExecutionRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return List.of();
    }
    Instant oldest =
        records.stream()
            .map(record -> record.head().startedAt())
            .min(Instant::compareTo)
            .orElseThrow();
    Map<String, Reversal> reversed = since(tx, oldest);
    return records.stream().map(record -> record.row(reversed.get(record.head().id()))).toList();
  }

  /** A record as a row of a table. */
  static ExecutionRow row(Tx tx, ExecutionRecord record) throws SQLException {
    return rows(tx, List.of(record)).getFirst();
  }
}
