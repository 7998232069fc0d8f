package dev.reeve.bench;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.ReconcileProgress;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.registry.ReconcileRequest;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the registry says what the disk holds, found twice: by hand, and by a deep reconcile. */
final class Truth {
  private Truth() {}

  /**
   * How many changes were lost: files whose record is missing or has another hash, and records of
   * files that are gone.
   */
  static long lost(Engine engine, Path root, Collection<String> there, Collection<String> gone)
      throws IOException {
    Map<String, String> recorded = new HashMap<>();
    for (RecordRow row : engine.registry().rows()) {
      if (row.path() != null && row.status().equals("active")) {
        recorded.put(row.path(), String.valueOf(row.sha256()));
      }
    }
    long lost = 0;
    for (String path : there) {
      lost += Sha256.of(root.resolve(path)).equals(recorded.get(path)) ? 0 : 1;
    }
    for (String path : gone) {
      lost += recorded.containsKey(path) ? 1 : 0;
    }
    return lost;
  }

  /** How many differences a reconcile finds that reads every file. */
  static int differences(Engine engine) {
    ReconcileReport report =
        engine
            .registryActions()
            .reconcile(
                ReconcileRequest.of(List.of(".")).deeply(), ReconcileProgress.NONE, () -> false);
    if (report.status() != ReconcileReport.Status.COMPLETED) {
      throw new IllegalStateException(report.status() + " " + report.reason());
    }
    report.items().stream().limit(5).forEach(item -> System.out.println("  " + item));
    return report.items().size();
  }
}
