package dev.reeve.cli;

import dev.reeve.engine.Figures;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistryCheck;
import dev.reeve.engine.registry.RegistryCounters;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.watch.RootStatus;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures as Prometheus takes them. What is not known is left out, so that an alarm can ask for its
 * absence. Source: {@code docs/reference/metrics.md}.
 */
final class FigureMetrics {
  private final MetricSnapshots.Builder out = MetricSnapshots.builder();

  private FigureMetrics() {}

  static MetricSnapshots of(Figures figures) {
    FigureMetrics metrics = new FigureMetrics();
    metrics.engine(figures);
    metrics.queue(figures.queue());
    metrics.registry(figures);
    metrics.contents(figures);
    metrics.writes(figures.writes());
    return metrics.out.build();
  }

  private void engine(Figures figures) {
    gauge(
        "live", "1 when changes are made, 0 in observe mode", truth(figures.mode().equals("live")));
    gauge("keeps", "1 when this process keeps the workspace", truth(figures.keeps()));
    gauges(
        "root_events_last_minute",
        "Raw events of a watched folder in the last 60 s",
        "root",
        figures.roots().stream()
            .collect(Collectors.toMap(RootStatus::root, RootStatus::eventsLastMinute)));
    gauges(
        "root_settling_files",
        "Files of a watched folder that have not come to rest",
        "root",
        figures.roots().stream().collect(Collectors.toMap(RootStatus::root, RootStatus::settling)));
    gauges(
        "root_watching",
        "1 when the folder's events arrive",
        "root",
        figures.roots().stream()
            .collect(
                Collectors.toMap(
                    RootStatus::root, root -> truth(root.state() == RootStatus.State.WATCHING))));
    gauges(
        "locks",
        "Leases on record, by state",
        "state",
        byName(
            LockStatus.State.values(),
            state -> figures.locks().stream().filter(lock -> lock.state() == state).count()));
    gauge("lock_waits", "Askers that wait for a lock", figures.lockWaits());
    gauges(
        "held_plan_differences",
        "Differences in a plan that waits for a person, by watched folder",
        "root",
        figures.heldPlans().stream()
            .collect(Collectors.toMap(HeldPlan::root, HeldPlan::differences)));
    gauge("own_bytes", "What .reeve takes on disk", figures.ownBytes());
    if (figures.freeBytes() >= 0) {
      gauge("free_bytes", "What can still be written beside it", figures.freeBytes());
    }
  }

  private void queue(QueueSummary queue) {
    gauges("queue_rows", "Rows of the queue, by state", "state", lower(queue.byState()));
    gauge(
        "queue_oldest_seconds",
        "Age of the oldest row that waits, 0 when none does",
        queue.oldestPending() == null ? 0 : queue.oldestPending().toMillis() / 1000.0);
    gauge("queue_paused", "1 when nothing new is claimed", truth(queue.paused()));
    gauge(
        "queue_healthy", "1 when the queue keeps up and nothing is stuck", truth(queue.healthy()));
    gauge("queue_done_last_minute", "Rows finished in the last 60 s", queue.doneLastMinute());
    gauge("queue_done_last_day", "Rows finished in the last 24 h", queue.doneLastDay());
    gauge("queue_failed_last_minute", "Tries failed in the last 60 s", queue.failedLastMinute());
  }

  private void registry(Figures figures) {
    RegistrySummary registry = figures.registry();
    gauge(
        "registry_writable",
        "1 when the registry can be written",
        truth(registry.problem() == null));
    gauge("registry_records", "Records of all kinds", registry.records());
    gauge("registry_active_files", "Active file records", registry.activeFiles());
    gauge("registry_backups", "Backups of the registry", registry.backups());
    if (registry.lastValidation() != null) {
      gauges(
          "validation_findings",
          "What the last validation found",
          "severity",
          Map.of("error", registry.validationErrors(), "warning", registry.validationWarnings()));
    }
    Map<String, Double> times = new LinkedHashMap<>();
    time(times, "write", registry.lastWrite());
    time(times, "backup", figures.lastBackup());
    time(times, "comparison", at(figures.lastComparison()));
    time(times, "validation", at(figures.lastValidation()));
    gauges("last_timestamp_seconds", "When it was last done, Unix time", "what", times);
    RegistryCheck comparison = figures.lastComparison();
    if (comparison != null) {
      gauges("drift", "Differences of the last comparison", "kind", lower(comparison.counts()));
    }
  }

  private static @Nullable Instant at(@Nullable RegistryCheck check) {
    return check == null ? null : check.at();
  }

  private static void time(Map<String, Double> times, String what, @Nullable Instant at) {
    if (at != null) {
      times.put(what, at.toEpochMilli() / 1000.0);
    }
  }

  /** What is in the registry; nothing while it cannot be read. */
  private void contents(Figures figures) {
    EdgeQuality.Figures edges = figures.edges();
    if (edges != null) {
      gauges(
          "edges",
          "Edges that are not deleted, by tier of confidence",
          "tier",
          Map.of("high", edges.high(), "medium", edges.medium(), "low", edges.low()));
      gauges(
          "edges_doubtful",
          "Edges that are set aside, of stale evidence, or without their target",
          "why",
          Map.of(
              "quarantined", edges.quarantined(),
              "stale", edges.stale(),
              "dangling", edges.dangling()));
      gauge(
          "edge_gates_missed", "Shares of edges beyond the policy's bounds", edges.missed().size());
    }
    if (figures.parseFailures() != null) {
      gauges(
          "parse_failures",
          "Active files whose content could not be parsed, by status",
          "status",
          figures.parseFailures());
    }
    if (figures.generators() != null) {
      gauges("generators", "Generators, by state", "state", lower(figures.generators()));
    }
  }

  private void writes(RegistryCounters writes) {
    Map<String, Long> byOutcome = new LinkedHashMap<>();
    byOutcome.put("succeeded", writes.succeeded());
    byOutcome.put("noop", writes.noops());
    byOutcome.put("failed", writes.failed());
    byOutcome.put("cas_conflict", writes.casConflicts());
    byOutcome.put("invalid", writes.validationFailures());
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name("reeve_registry_writes").help("Patches, by outcome");
    byOutcome.forEach(
        (outcome, count) ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("outcome", outcome))
                    .value((double) count)
                    .build()));
    out.metricSnapshot(counter.build());
    out.metricSnapshot(
        CounterSnapshot.builder()
            .name("reeve_registry_rollbacks")
            .help("Writes of the registry that were rolled back")
            .dataPoint(
                CounterDataPointSnapshot.builder().value((double) writes.rollbacks()).build())
            .build());
  }

  private void gauge(String name, String help, Number value) {
    out.metricSnapshot(
        GaugeSnapshot.builder()
            .name("reeve_" + name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value.doubleValue()).build())
            .build());
  }

  private void gauges(
      String name, String help, String label, Map<String, ? extends Number> values) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name("reeve_" + name).help(help);
    values.forEach(
        (key, value) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(label, key))
                    .value(value.doubleValue())
                    .build()));
    out.metricSnapshot(gauge.build());
  }

  private static int truth(boolean value) {
    return value ? 1 : 0;
  }

  private static Map<String, Long> lower(Map<?, Long> values) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  private static <E extends Enum<E>> Map<String, Long> byName(E[] all, Function<E, Long> count) {
    return lower(Arrays.stream(all).collect(Collectors.toMap(each -> each, count)));
  }
}
