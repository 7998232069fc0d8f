package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one reconcile run found and did. Immutable. Source: {@code docs/reference/reconcile.md}.
 *
 * @param status how it ended
 * @param reason stable code and a sentence when it was aborted or held; empty otherwise
 * @param planId hash of the repairs; a person confirms a held plan by it
 * @param filesScanned governed files seen
 * @param filesHashed files that were read
 * @param registryRecords active file records compared
 * @param counts items of each kind; kinds without any are absent
 * @param items every difference, by path
 * @param unreadable what could not be examined; never counted as missing
 * @param lostRoots roots that were not there and were left out whole
 * @param repairsToQueue differences whose repair is queued when nothing holds it
 * @param repairsQueued differences newly handed to the queue
 * @param repairsPending differences whose repair the queue had before: it waits or runs
 * @param repairsGivenUp differences whose repair the queue gave up before
 */
public record ReconcileReport(
    Status status,
    String reason,
    String planId,
    Instant startedAt,
    Instant endedAt,
    long filesScanned,
    long filesHashed,
    long registryRecords,
    Map<DriftKind, Integer> counts,
    List<DriftItem> items,
    List<Unreadable> unreadable,
    List<String> lostRoots,
    int repairsToQueue,
    int repairsQueued,
    int repairsPending,
    int repairsGivenUp) {

  /** How a run ended. */
  public enum Status {
    COMPLETED,
    /** Observe mode: found, and nothing queued. */
    OBSERVED,
    /** The plan waits for a person; nothing was queued. */
    HELD,
    /** A guard stopped it before anything was compared. */
    ABORTED,
    CANCELLED
  }

  /**
   * Differences that no repair takes away by itself: a person decides about them. A gap stays one,
   * and where descriptors are not wanted there is nothing to decide about an old one.
   */
  public int leftToPeople() {
    return (int) real().filter(item -> !item.repairable()).count() + repairsGivenUp;
  }

  private Stream<DriftItem> real() {
    return items.stream().filter(item -> item.kind() != DriftKind.ALLOCATED_NO_FILE);
  }

  /** What is kept of it; ids that stay a gap are no finding. */
  RegistryCheck check(boolean live, List<String> roots) {
    Map<String, Long> byKind = new TreeMap<>();
    counts.forEach((kind, count) -> byKind.put(kind.name(), (long) count));
    return new RegistryCheck(
        endedAt,
        RegistryCheck.Kind.RECONCILE,
        live,
        String.join(",", roots),
        status.name().toLowerCase(Locale.ROOT),
        real().count(),
        leftToPeople() + unreadable.size() + lostRoots.size(),
        byKind);
  }
}
