package dev.reeve.engine;

import dev.reeve.engine.change.Owners;
import dev.reeve.engine.lock.Locks;

/** Says whose work an unfinished execution is, by the sessions of the lock room. */
record SessionOwners(Locks locks) implements Owners {
  @Override
  public String current() {
    return locks.session().id();
  }

  @Override
  public boolean lives(String session) {
    return locks.sessionLives(session);
  }
}
