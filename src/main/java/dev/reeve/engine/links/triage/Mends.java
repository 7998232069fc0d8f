package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.triage.MendDao.Mended;
import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the links that were mended by a plan, without a decision about each. */
final class Mends {
  private Mends() {}

  /** Notes what of a plan was written and leads where it should. */
  static int note(Tx tx, FixResult result, Instant at) throws SQLException {
    Map<String, Map<String, Integer>> links = new TreeMap<>();
    for (FixOutcome each : result.outcomes()) {
      if (each.status() == Status.VERIFIED && each.before() != null) {
        links
            .computeIfAbsent(each.sourceFile(), _ -> new TreeMap<>())
            .merge(each.before(), 1, Integer::sum);
      }
    }
    for (Map.Entry<String, Map<String, Integer>> document : links.entrySet()) {
      for (Map.Entry<String, Integer> target : document.getValue().entrySet()) {
        Mended mended = new Mended(document.getKey(), target.getKey(), target.getValue());
        MendDao.note(tx, mended, String.valueOf(result.executionId()), at);
      }
    }
    return links.size();
  }

  /** How many of them a scan looked at and did not find broken again, as after an undo. */
  static int standing(List<Mended> mended, LinkScan scan) {
    Set<String> broken = new HashSet<>();
    for (Finding each : scan.report().findings()) {
      broken.add(key(each.sourceFile(), each.rawTarget()));
    }
    return mended.stream()
        .filter(each -> scan.isChecked(each.sourceFile()))
        .filter(each -> !broken.contains(key(each.sourceFile(), each.rawTarget())))
        .mapToInt(Mended::links)
        .sum();
  }

  private static String key(String sourceFile, String rawTarget) {
    return sourceFile + "\n" + rawTarget;
  }
}
