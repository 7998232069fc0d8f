package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.CheckProgress;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.CheckedTree;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the documents, and notes what became of the rules and of what was carried out. */
record TriageScans(Workspace workspace, Store store, EngineClock clock, ExecutorService pool) {
  private static final Logger LOG = LoggerFactory.getLogger(TriageScans.class);

  /** A scan, with what is to be said of the rules after it. */
  record Scanned(
      LinkScan scan, CheckScope scope, boolean history, Instant at, List<String> warnings) {

    /** With the decisions as they are now. */
    TriageSnapshot view(Tx tx) throws SQLException {
      return Snapshots.of(
          scan,
          scope,
          at,
          warnings,
          DecisionDao.standing(tx),
          Mends.standing(MendDao.all(tx), scan),
          Undoing.depth(tx));
    }
  }

  /** Reads the documents anew; blocks. */
  Scanned scan(CheckScope scope, boolean history, CheckProgress progress) {
    LinkSettings settings = LinkSettingsFile.read(workspace);
    CheckedTree tree = new FolderTree(workspace);
    LinkCheck check = new LinkCheck(tree, settings, clock, pool);
    LinkScan found =
        history
            ? withHistory(check, tree, scope, progress)
            : check.scan(scope, PathHistory.NONE, progress);
    Instant now = clock.now();
    List<RuleUses> uses = store.write(tx -> RuleUses.noted(tx, settings.rules(), found, now));
    List<String> warnings = new ArrayList<>(found.report().warnings());
    warnings.addAll(RuleUses.warnings(uses, now));
    store.write(tx -> judgeCarriedOut(tx, found));
    return new Scanned(found, scope, history, now, List.copyOf(warnings));
  }

  private LinkScan withHistory(
      LinkCheck check, CheckedTree tree, CheckScope scope, CheckProgress progress) {
    try (PathHistory history = tree.history(clock)) {
      return check.scan(scope, history, progress);
    } catch (IOException e) {
      LOG.warn("History of {} cannot be read; suggestions go by names alone", tree.name(), e);
      return check.scan(scope, PathHistory.NONE, progress);
    }
  }

  /** What was carried out is as it was meant when the check finds nothing wrong with it. */
  private static int judgeCarriedOut(Tx tx, LinkScan scan) throws SQLException {
    List<Decision> decisions = DecisionDao.standing(tx);
    List<Finding> broken =
        scan.report().findings().stream()
            .filter(finding -> TriageRow.DECIDABLE.contains(finding.reason()))
            .toList();
    Matching matching = new Matching(broken, decisions);
    Set<String> regressed = new HashSet<>();
    for (Finding finding : broken) {
      Decision about = matching.of(finding);
      if (about != null) {
        regressed.add(about.id());
      }
    }
    int changed = 0;
    for (Decision each : Matching.carriedOut(decisions)) {
      boolean judged = scan.isChecked(each.link().sourceFile());
      Standing found = regressed.contains(each.id()) ? Standing.REGRESSED : Standing.VERIFIED;
      if (judged && each.standing() != found) {
        DecisionDao.stand(tx, each.id(), found, null);
        changed++;
      }
    }
    return changed;
  }
}
