package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes steps of deciding back. Each is on record itself, and the stack lies in the database, so
 * that it is as deep after a restart.
 */
final class Undoing {
  private Undoing() {}

  /** Takes the newest step back of which something is in force; what was carried out stays. */
  static boolean newest(Tx tx, String author, Instant at) throws SQLException {
    DecisionDao.Act act = DecisionDao.newestToUndo(tx).orElseThrow(Undoing::nothing);
    List<DecisionDao.Item> items = new ArrayList<>();
    List<String> restored = new ArrayList<>();
    for (DecisionDao.Named item : act.items()) {
      boolean open = item.added() == null || stands(tx, item.added(), Standing.OPEN);
      if (open && item.added() != null) {
        items.add(new DecisionDao.Item(null, item.added()));
      }
      if (open && item.replaced() != null && stands(tx, item.replaced(), Standing.WITHDRAWN)) {
        restored.add(item.replaced());
      }
    }
    long by = DecisionDao.act(tx, "undo", author, at, items);
    for (String id : restored) {
      DecisionDao.stand(tx, id, Standing.OPEN, null);
    }
    DecisionDao.undone(tx, act.seq(), by);
    return true;
  }

  private static boolean stands(Tx tx, String id, Standing standing) throws SQLException {
    return DecisionDao.find(tx, id).map(each -> each.standing() == standing).orElse(false);
  }

  private static EngineException nothing() {
    return EngineException.of(
            Kind.CONFLICT, "NOTHING_TO_UNDO", "Nothing was taken back: no decision is staged.")
        .with("Nothing was changed.", "What was applied is undone by its execution.");
  }
}
