package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixPlan;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.fix.PlannedFix;
import dev.reeve.engine.links.triage.Decision.Key;
import dev.reeve.engine.links.triage.MendDao.Mended;
import dev.reeve.engine.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts the links that were mended by a plan, without a decision about each. Links of one document
 * that say the same in the same way cannot be told apart once one of them is mended, so they are
 * counted: how many each plan mended, and how many it left broken.
 */
final class Mends {
  private Mends() {}

  /** Notes what of a plan was written and leads where it should. */
  static int note(Tx tx, FixPlan plan, FixResult result, Instant at) throws SQLException {
    Set<String> verified = new HashSet<>();
    Set<String> done = new HashSet<>();
    for (FixOutcome each : result.outcomes()) {
      if (each.status() == Status.VERIFIED) {
        verified.add(each.id());
      } else if (each.status() == Status.ALREADY_FIXED) {
        done.add(each.id());
      }
    }
    Map<String, String> documents = new HashMap<>();
    Map<Key, Mended> mended = new LinkedHashMap<>();
    for (PlannedFix each : plan.brokenLinks()) {
      if (verified.contains(each.id())) {
        documents.put(each.sourceFile(), each.sourceSha256());
      }
      if (!done.contains(each.id())) {
        int one = verified.contains(each.id()) ? 1 : 0;
        mended.merge(
            new Key(each.sourceFile(), each.kind(), each.rawTarget()),
            new Mended(one, 1 - one),
            (some, more) -> new Mended(some.links() + more.links(), some.left() + more.left()));
      }
    }
    for (Map.Entry<String, String> each : documents.entrySet()) {
      MendDao.forgetSince(tx, each.getKey(), each.getValue());
    }
    String execution = String.valueOf(result.executionId());
    for (Map.Entry<Key, Mended> each : mended.entrySet()) {
      String sha256 = documents.get(each.getKey().sourceFile());
      if (each.getValue().links() > 0 && sha256 != null) {
        MendDao.add(tx, each.getKey(), sha256, each.getValue(), execution, at);
      }
    }
    return documents.size();
  }

  /** How many of them a scan looked at and did not find broken again, as after an undo. */
  static int standing(Map<Key, Mended> mended, LinkScan scan) {
    Map<Key, Integer> broken = new HashMap<>();
    for (Finding each : scan.report().findings()) {
      broken.merge(Key.of(each), 1, Integer::sum);
    }
    return mended.entrySet().stream()
        .filter(each -> scan.isChecked(each.getKey().sourceFile()))
        .mapToInt(each -> each.getValue().standing(broken.getOrDefault(each.getKey(), 0)))
        .sum();
  }
}
