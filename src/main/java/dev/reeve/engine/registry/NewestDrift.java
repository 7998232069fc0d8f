package dev.reeve.engine.registry;

import dev.reeve.engine.registry.ReconcileReport.Status;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the newest comparison of each folder found. Safe on any thread. */
final class NewestDrift {
  private final Map<List<String>, ReconcileReport> reports = new ConcurrentHashMap<>();

  /** Takes the place of earlier ones of these folders; false when it broke off and says nothing. */
  boolean keep(List<String> roots, ReconcileReport report) {
    if (report.status() == Status.ABORTED || report.status() == Status.CANCELLED) {
      return false;
    }
    reports.keySet().removeIf(roots::containsAll);
    reports.put(List.copyOf(roots), report);
    return true;
  }

  /** Differences but for those whose records were written since. */
  List<DriftItem> standing(RegistryDocument document) {
    return reports.values().stream()
        .flatMap(
            report ->
                report.items().stream()
                    .filter(item -> !writtenSince(document, item, report.startedAt())))
        .toList();
  }

  private static boolean writtenSince(RegistryDocument document, DriftItem item, Instant compared) {
    String then = Utc.format(compared);
    return document.atPath(item.path()).stream()
        .map(head -> KnownFile.text(document.record(head), "updated_utc"))
        .anyMatch(updated -> updated != null && updated.compareTo(then) > 0);
  }
}
