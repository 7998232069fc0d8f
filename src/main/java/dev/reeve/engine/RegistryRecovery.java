package dev.reeve.engine;

import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.BackupUpkeep;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.RestoreTest;
import dev.reeve.engine.registry.UpgradePlan;
import dev.reeve.engine.registry.WriteResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the registry as a whole to another state: a backup, what somebody else made of it, or what
 * this program's version writes. Each is one act under the registry's locks: asking for it is the
 * approval. Calls block. Source: {@code docs/reference/registry.md}.
 */
public final class RegistryRecovery {
  private final RegistryRoom room;
  private final WorkQueue queue;

  RegistryRecovery(RegistryRoom room, WorkQueue queue) {
    this.room = room;
    this.queue = queue;
  }

  /**
   * Backups that retention no longer wants.
   *
   * @param execute remove them; else only name them
   */
  public Set<String> pruneBackups(boolean execute) {
    BackupUpkeep upkeep = room.registry().backups().upkeep();
    return execute ? upkeep.prune() : upkeep.superfluous();
  }

  /** Rehearses a restore without touching the registry. */
  public RestoreTest rehearseRestore(String backup) {
    return room.registry().restore().rehearse(backup);
  }

  /** What others changed since a former state; null when that is no longer kept. */
  public @Nullable RegistryDifference changedSince(String hash) {
    return room.registry().restore().since(hash);
  }

  /** What putting a backup back would change. */
  public RegistryDifference planRestore(String backup) {
    return room.registry().restore().preview(backup);
  }

  /**
   * Puts a backup back; the present bytes become a backup first. Work that waited for a registry
   * that can be written goes on.
   */
  public WriteResult restore(String backup) {
    return restore(backup, null);
  }

  /**
   * The same, only while the registry is as the person saw it.
   *
   * @param seen registry hash; null for any
   */
  public WriteResult restore(String backup, @Nullable String seen) {
    WriteResult result = room.registry().restore().restore(backup, Engine.account(), seen);
    if (result.success()) {
      queue.reopen();
    }
    return result;
  }

  /**
   * Takes a registry that somebody else changed as it is, after strict validation. Work that waited
   * for that goes on.
   *
   * @return what validation found; when an error is among it, nothing was accepted
   */
  public List<Finding> acceptForeign() {
    List<Finding> findings = room.registry().restore().acceptForeign(Engine.account());
    queue.reopen();
    return findings;
  }

  /** What bringing the registry to this program's version would change. */
  public UpgradePlan planUpgrade() {
    return room.registry().upgrade().plan();
  }

  /**
   * Brings the registry to this program's version; what was withheld until then can be written.
   *
   * @param seen registry hash of the plan a person saw
   */
  public WriteResult upgrade(String seen) {
    return room.registry().upgrade().run(seen, Engine.account());
  }
}
