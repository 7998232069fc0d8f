package dev.reeve.engine.registry;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.Utc;
import java.util.Collection;
import java.util.List;

/** The table {@code registry_plans}: what observe mode would have done. Calls block. */
final class PlannedChangesDao {
  private final Store store;

  PlannedChangesDao(Store store) {
    this.store = store;
  }

  void save(Collection<PlannedChange> plans) {
    store.write(
        tx -> {
          for (PlannedChange plan : plans) {
            tx.update(
                "INSERT OR REPLACE INTO registry_plans (path, action, doc_id, detail, planned_at)"
                    + " VALUES (?,?,?,?,?)",
                plan.path(),
                plan.action(),
                plan.docId(),
                plan.detail(),
                Utc.format(plan.plannedAt()));
          }
          return plans.size();
        });
  }

  void remove(Collection<String> paths) {
    store.write(
        tx -> {
          for (String path : paths) {
            tx.update("DELETE FROM registry_plans WHERE path = ?", path);
          }
          return paths.size();
        });
  }

  List<PlannedChange> all() {
    return store.read(
        tx ->
            tx.query(
                "SELECT path, action, doc_id, detail, planned_at FROM registry_plans ORDER BY path",
                row ->
                    new PlannedChange(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Utc.parse(row.getString(5)))));
  }
}
