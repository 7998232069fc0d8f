package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.lock.LockTrail;
import dev.reeve.engine.workspace.Json;

/** Puts the breaking of a lock on the trail. */
record BrokenLocks(Trail trail) implements LockTrail {
  @Override
  public void record(String operator, String reason, LockStatus old) {
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("lock", old.name()).put("reason", reason);
    members.put("owner", old.owner()).put("holder", old.holder()).put("fence", old.fence());
    trail.append("lock_broken", operator, members);
  }
}
