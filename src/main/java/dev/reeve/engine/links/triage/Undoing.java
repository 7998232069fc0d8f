package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes steps of deciding back. Each is on record itself, and the stack lies in the database, so
 * that it is as deep after a restart.
 */
final class Undoing {
  private Undoing() {}

  /** Takes the newest step back of which something is in force; what was carried out stays. */
  static boolean newest(Tx tx, String author, Instant at) throws SQLException {
    Map<String, Standing> now = DecisionDao.standings(tx);
    DecisionDao.Act act =
        DecisionDao.acts(tx).stream()
            .filter(each -> each.items().stream().anyMatch(item -> isInForce(item, now)))
            .findFirst()
            .orElseThrow(Undoing::nothing);
    List<DecisionDao.Item> withdrawn = new ArrayList<>();
    List<String> restored = new ArrayList<>();
    for (DecisionDao.Named item : act.items()) {
      if (isInForce(item, now)) {
        if (item.added() != null) {
          withdrawn.add(new DecisionDao.Item(null, item.added()));
        }
        if (item.replaced() != null) {
          restored.add(item.replaced());
        }
      }
    }
    long by = DecisionDao.act(tx, "undo", author, at, withdrawn);
    for (String id : restored) {
      DecisionDao.stand(tx, id, Standing.OPEN, null);
    }
    DecisionDao.undone(tx, act.seq(), by);
    return true;
  }

  /** How many steps can be taken back, one after the other. */
  static int depth(Tx tx) throws SQLException {
    Map<String, Standing> now = DecisionDao.standings(tx);
    int steps = 0;
    for (DecisionDao.Act act : DecisionDao.acts(tx)) {
      List<DecisionDao.Named> items =
          act.items().stream().filter(item -> isInForce(item, now)).toList();
      steps += items.isEmpty() ? 0 : 1;
      for (DecisionDao.Named item : items) {
        if (item.added() != null) {
          now.put(item.added(), Standing.WITHDRAWN);
        }
        if (item.replaced() != null) {
          now.put(item.replaced(), Standing.OPEN);
        }
      }
    }
    return steps;
  }

  /** Whether what it did to one reference is how things are. */
  private static boolean isInForce(DecisionDao.Named item, Map<String, Standing> now) {
    return item.added() == null
        ? now.get(String.valueOf(item.replaced())) == Standing.WITHDRAWN
        : now.get(item.added()) == Standing.OPEN;
  }

  private static EngineException nothing() {
    return EngineException.of(
            Kind.CONFLICT, "NOTHING_TO_UNDO", "Nothing was taken back: no decision is staged.")
        .with("Nothing was changed.", "What was applied is undone by its execution.");
  }
}
