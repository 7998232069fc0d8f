package dev.reeve.engine;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.Optional;

/** When the keeper's recurring work was last done, in the workspace's database. */
final class RoutineDao {
  private final Store store;

  RoutineDao(Store store) {
    this.store = store;
  }

  Optional<Instant> last(String task) {
    return store
        .read(
            tx ->
                tx.first(
                    "SELECT value FROM engine_meta WHERE key = ?",
                    row -> row.getString(1),
                    key(task)))
        .map(Instant::parse);
  }

  void done(String task, Instant at) {
    store.write(
        tx ->
            tx.update(
                "INSERT INTO engine_meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
                    + " excluded.value",
                key(task),
                Utc.format(at)));
  }

  private static String key(String task) {
    return "routine." + task;
  }
}
