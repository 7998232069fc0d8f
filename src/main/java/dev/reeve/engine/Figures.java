package dev.reeve.engine;

import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistryCheck;
import dev.reeve.engine.registry.RegistryCounters;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.generate.GeneratorRow;
import dev.reeve.engine.watch.RootStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace stands, in figures, as of one moment. Immutable. Source: {@code
 * docs/reference/figures.md}.
 *
 * @param mode {@code live} or {@code dry_run}
 * @param keeps whether this process is the keeper; only then is {@code roots} filled
 * @param locks every lease on record
 * @param lockWaits how many wait for one of them
 * @param heldPlans what the keeper found and a person must allow first
 * @param writes patches by outcome
 * @param lastBackup when the newest backup was made, null when there is none
 * @param lastComparison null when none was kept yet
 * @param lastValidation null when none was kept yet
 * @param edges how well they are founded; null when the registry cannot be read
 * @param parseFailures active files whose content could not be parsed, by status; null likewise
 * @param generators by state; null likewise
 * @param ownBytes what {@code .reeve} takes on disk
 * @param freeBytes what can still be written there, -1 when not known
 */
public record Figures(
    Instant time,
    String mode,
    boolean keeps,
    List<RootStatus> roots,
    QueueSummary queue,
    List<LockStatus> locks,
    long lockWaits,
    List<HeldPlan> heldPlans,
    RegistrySummary registry,
    RegistryCounters writes,
    @Nullable Instant lastBackup,
    @Nullable RegistryCheck lastComparison,
    @Nullable RegistryCheck lastValidation,
    EdgeQuality.@Nullable Figures edges,
    @Nullable Map<String, Long> parseFailures,
    @Nullable Map<GeneratorRow.State, Long> generators,
    long ownBytes,
    long freeBytes) {}
