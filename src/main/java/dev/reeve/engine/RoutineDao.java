package dev.reeve.engine;

import dev.reeve.engine.store.MetaTable;
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
    return store.read(tx -> MetaTable.get(tx, key(task))).map(Instant::parse);
  }

  void done(String task, Instant at) {
    store.write(tx -> MetaTable.put(tx, key(task), Utc.format(at)));
  }

  private static String key(String task) {
    return "routine." + task;
  }
}
