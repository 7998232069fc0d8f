package dev.reeve.engine;

import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.registry.ParseFailures;
import dev.reeve.engine.registry.RegistryCheck;
import dev.reeve.engine.registry.RegistryChecksDao;
import dev.reeve.engine.registry.RegistryCounters;
import dev.reeve.engine.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the registry stands, measured and counted. Blocks; safe on any thread but the JavaFX one. */
final class RegistryFigures {
  private final Workspace workspace;
  private final RegistryRoom room;
  private final WorkQueue queue;

  RegistryFigures(Workspace workspace, RegistryRoom room, WorkQueue queue) {
    this.workspace = workspace;
    this.room = room;
    this.queue = queue;
  }

  /** Writes of this process so far. */
  RegistryCounters writes() {
    return room.registry().counters();
  }

  /** When the newest backup was made; null when there is none. */
  @Nullable Instant newestBackup() {
    return room.registry().backups().newestTime().orElse(null);
  }

  /** The newest comparison or validation, if one is kept. */
  @Nullable RegistryCheck newest(RegistryCheck.Kind kind) {
    return room.registry().checks().newest(kind, 1).stream().findFirst().orElse(null);
  }

  /** Active files that could not be parsed, counted by why. */
  Map<String, Long> parseFailures() {
    return ParseFailures.of(room.registry().writer().current());
  }

  /** How far the workspace is on the way to being kept. */
  Rollout rollout(boolean live, Instant now) {
    RegistryChecksDao checks = room.registry().checks();
    List<String> roots = workspace.config().watch().roots();
    return Rollout.of(
        new Rollout.Facts(
            now,
            checks.newest(RegistryCheck.Kind.RECONCILE, Integer.MAX_VALUE),
            checks.newest(RegistryCheck.Kind.VALIDATION, Integer.MAX_VALUE),
            queue.summary().byState().getOrDefault(ItemState.DEAD_LETTER, 0L),
            live
                ? 0
                : room.plannedChanges().stream()
                    .filter(plan -> plan.action().equals("conflict"))
                    .count(),
            live,
            roots));
  }
}
