package dev.reeve.engine;

import dev.reeve.engine.change.Artifacts;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.HistoryDao;
import dev.reeve.engine.change.ManifestChain;
import dev.reeve.engine.store.Commits;

/** What tests of other packages need of an open engine and no user does. */
public final class Insides {
  private Insides() {}

  /** The room that writes the user's files. */
  public static Changes changes(Engine engine) {
    return engine.changes;
  }

  /** What is wrong with the executions' evidence. */
  public static ManifestChain evidence(Engine engine) {
    return new ManifestChain(
        engine.workspace(),
        engine.store,
        new HistoryDao(engine.bus()),
        new Artifacts(engine.workspace()));
  }

  /** Runs this on the database's writer whenever a transaction is about to be made durable. */
  public static void beforeCommit(Engine engine, Runnable listener) {
    Commits.before(engine.store, listener);
  }
}
