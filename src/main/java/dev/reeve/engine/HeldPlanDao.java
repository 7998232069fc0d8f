package dev.reeve.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.store.MetaTable;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keeper's plans that wait for a person, one for each watched folder, in the workspace's
 * database: so every process sees them, and they outlive the keeper's.
 */
final class HeldPlanDao {
  private static final String KEY = "held_plan.";
  private static final String BY_PERSON = "plan_settled_by_person.";

  private final Store store;

  HeldPlanDao(Store store) {
    this.store = store;
  }

  /** Those that wait, by folder. */
  List<HeldPlan> list() {
    return store.read(HeldPlanDao::list);
  }

  private static List<HeldPlan> list(Tx tx) throws SQLException {
    return tx.query(
        "SELECT substr(key, length(?1) + 1), value FROM engine_meta WHERE"
            + " substr(key, 1, length(?1)) = ?1 ORDER BY key",
        row -> read(row.getString(1), row.getString(2)),
        KEY);
  }

  private static HeldPlan read(String root, String value) {
    try {
      JsonNode plan = Json.parse(value);
      return new HeldPlan(
          root,
          plan.path("plan_id").asText(),
          plan.path("reason").asText(),
          plan.path("differences").asLong(),
          Utc.parse(plan.path("since").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Only this class writes it", e);
    }
  }

  /**
   * What a comparison of the keeper says of the folder; one that did not end says nothing.
   *
   * @return whether what waits may be another now
   */
  boolean compared(String root, ReconcileReport report) {
    if (report.status() == ReconcileReport.Status.HELD) {
      keep(root, report);
      return true;
    }
    return settled(List.of(root), report);
  }

  private void keep(String root, ReconcileReport report) {
    store.write(
        tx -> {
          put(
              tx,
              new HeldPlan(
                  root, report.planId(), report.reason(), report.items().size(), report.endedAt()));
          return true;
        });
  }

  private static void put(Tx tx, HeldPlan plan) throws SQLException {
    MetaTable.put(
        tx,
        KEY + plan.root(),
        Json.line(
            Map.of(
                "plan_id", plan.planId(),
                "reason", plan.reason(),
                "differences", plan.differences(),
                "since", Utc.format(plan.since()))));
  }

  /**
   * What waits is as much as the newest look at it found; one that did not end says nothing. It
   * goes on waiting, since looking settles nothing.
   *
   * @param report of all watched folders
   * @return whether it was another number before
   */
  boolean looked(ReconcileReport report) {
    if (report.status() != ReconcileReport.Status.OBSERVED) {
      return false;
    }
    return store.write(
        tx -> {
          boolean changed = false;
          for (HeldPlan plan : list(tx)) {
            long now = report.items().stream().filter(plan::holds).count();
            if (now != plan.differences()) {
              put(tx, new HeldPlan(plan.root(), plan.planId(), plan.reason(), now, plan.since()));
              changed = true;
            }
          }
          return changed;
        });
  }

  /**
   * Forgets what waits in folders that are not watched any more: no comparison would settle it.
   *
   * @return whether something did
   */
  boolean keepOnly(List<String> roots) {
    return store.write(
            tx ->
                tx.update(
                    "DELETE FROM engine_meta WHERE substr(key, 1, length(?1)) = ?1"
                        + " AND substr(key, length(?1) + 1) NOT IN (SELECT value FROM"
                        + " json_each(?2))",
                    KEY,
                    Json.line(roots)))
        > 0;
  }

  /**
   * Nothing waits in folders that were compared to the end.
   *
   * @return whether something did
   */
  boolean settled(List<String> roots, ReconcileReport report) {
    boolean ended =
        switch (report.status()) {
          case COMPLETED, OBSERVED -> true;
          case HELD, ABORTED, CANCELLED -> false;
        };
    return ended
        && store.write(
                tx ->
                    tx.update(
                        "DELETE FROM engine_meta WHERE key IN (SELECT ?1 || value FROM"
                            + " json_each(?2))",
                        KEY,
                        Json.line(roots)))
            > 0;
  }

  /** The same after a comparison that a person asked for. */
  void settledByPerson(List<String> roots, ReconcileReport report) {
    if (settled(roots, report)) {
      store.write(
          tx -> {
            for (String root : roots) {
              tx.update(
                  "INSERT INTO engine_meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
                      + " excluded.value",
                  BY_PERSON + root,
                  Utc.format(report.endedAt()));
            }
            return true;
          });
    }
  }

  /** When a person last settled what waited in the folder. */
  Optional<Instant> settledByPerson(String root) {
    return store.read(
        tx ->
            tx.first(
                "SELECT value FROM engine_meta WHERE key = ?",
                row -> Utc.parse(row.getString(1)),
                BY_PERSON + root));
  }
}
