package dev.reeve.engine.links.triage;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.triage.Decision.Link;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records of what a person chose, as one state of the workspace allows it. */
final class Deciding {
  private final LinkScan scan;
  private final TriageSnapshot now;
  private final Instant at;
  private final ChoiceCheck check;
  private final Set<String> planned;

  Deciding(Workspace workspace, LinkScan scan, TriageSnapshot now, Instant at) {
    this.scan = scan;
    this.now = now;
    this.at = at.truncatedTo(ChronoUnit.MILLIS);
    this.check = new ChoiceCheck(workspace, scan);
    this.planned = plannedStubs(now);
  }

  /** The row of a finding, or why there is none. */
  static TriageRow row(TriageSnapshot now, String findingId) {
    return now.row(findingId)
        .orElseThrow(
            () ->
                EngineException.of(
                        Kind.NOT_FOUND,
                        "FINDING_UNKNOWN",
                        "Nothing was decided: '"
                            + findingId
                            + "' is no broken reference of the newest scan.")
                    .with(
                        "Nothing was changed.",
                        "A finding has another id once its document changed; list them again."));
  }

  /** The records of these wishes, or why one may not be granted. */
  List<DecisionDao.Item> items(List<Wish> wishes, String author) {
    List<DecisionDao.Item> out = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Wish wish : wishes) {
      if (seen.add(wish.findingId())) {
        TriageRow row = row(now, wish.findingId());
        out.add(new DecisionDao.Item(decision(row, wish.choice(), author), replaced(row)));
      }
    }
    return out;
  }

  private Decision decision(TriageRow row, Choice wanted, String author) {
    Finding finding = row.finding();
    Choice choice = wanted;
    Double score = null;
    Band band = null;
    if (wanted instanceof Choice.Accept(String target, String why)) {
      Optional<Suggestion> meant = Candidates.meaning(finding, target);
      if (meant.isEmpty()) {
        choice = new Choice.Manual(target, why); // a candidate of another reference of the group
      } else {
        score = meant.get().score();
        band = Bands.of(score);
      }
    }
    require(finding, choice, band);
    return new Decision(
        "ld_" + UlidCreator.getMonotonicUlid(at.toEpochMilli()),
        Link.of(finding),
        finding.reason(),
        choice,
        author,
        at,
        Candidates.shown(finding),
        score,
        after(scan, finding, choice),
        Standing.OPEN,
        null);
  }

  private void require(Finding finding, Choice choice, @Nullable Band band) {
    if (choice instanceof Choice.Stub stub) {
      check.requireNoChain(finding, stub, planned);
    }
    check.require(finding, choice, band);
  }

  /** What a document is to say; null when the choice leaves it alone. */
  static @Nullable String after(LinkScan scan, Finding finding, Choice choice) {
    String target = choice.target();
    if (target == null || choice instanceof Choice.Stub) {
      return null;
    }
    Aim aim = Aim.of(scan, target);
    return scan.text(finding, aim.path(), aim.fragment());
  }

  /** The decision that a new one takes the place of; what was carried out stays as it is. */
  static @Nullable String replaced(TriageRow row) {
    Decision before = row.decision();
    return before == null || before.standing() != Standing.OPEN ? null : before.id();
  }

  private static Set<String> plannedStubs(TriageSnapshot now) {
    Set<String> out = new HashSet<>();
    for (TriageRow row : now.rows()) {
      Decision about = row.decision();
      String place = LinkScan.place(row.finding());
      if (about != null
          && place != null
          && row.state() == TriageRow.State.STAGED
          && about.choice() instanceof Choice.Stub) {
        out.add(place);
      }
    }
    return out;
  }

  /** What a list of rules would decide; the first that is about a finding decides it. */
  BulkPreview bulk(List<BulkRule> rules) {
    List<Wish> wishes = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    Map<String, Integer> byRule = new LinkedHashMap<>();
    rules.forEach(rule -> byRule.put(rule.id(), 0));
    int decided = 0;
    int unmatched = 0;
    for (TriageRow row : now.rows()) {
      Optional<BulkRule> rule =
          rules.stream().filter(each -> each.takes(row.finding())).findFirst();
      boolean open = row.state() != TriageRow.State.STAGED;
      if (rule.isEmpty()) {
        unmatched += open ? 1 : 0;
      } else if (!open) {
        decided++;
      } else {
        try {
          require(row.finding(), rule.get().choice(), null);
          wishes.add(new Wish(row.finding().id(), rule.get().choice()));
          byRule.merge(rule.get().id(), 1, Integer::sum);
        } catch (EngineException e) {
          refused.add(rule.get().id() + ": " + e.getMessage() + " [" + e.code() + "]");
        }
      }
    }
    return new BulkPreview(
        List.copyOf(wishes),
        Collections.unmodifiableMap(byRule),
        List.copyOf(refused),
        decided,
        unmatched);
  }

  /** Decisions of elsewhere that can be made here. */
  record Taken(List<DecisionDao.Item> items, DecisionImport outcome) {}

  /**
   * Finds the references that decisions of elsewhere are about.
   *
   * @param known ids that are here already
   */
  Taken taken(List<Decision> decisions, Set<String> known) {
    List<Decision> fresh =
        decisions.stream()
            .filter(each -> !known.contains(each.id()))
            .map(each -> each.with(Standing.OPEN, null))
            .toList();
    List<Finding> broken = now.rows().stream().map(TriageRow::finding).toList();
    Map<String, Finding> byDecision = new Matching(broken, fresh).findings(broken);
    List<DecisionDao.Item> items = new ArrayList<>();
    List<Decision> unmatched = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int already = decisions.size() - fresh.size();
    for (Decision each : fresh) {
      Finding finding = byDecision.get(each.id());
      if (finding == null) {
        unmatched.add(each);
      } else if (row(now, finding.id()).state() == TriageRow.State.STAGED) {
        already++;
      } else {
        try {
          Double score = each.scoreShown();
          require(finding, each.choice(), score == null ? null : Bands.of(score));
          items.add(new DecisionDao.Item(each.about(finding), replaced(row(now, finding.id()))));
        } catch (EngineException e) {
          refused.add(e.getMessage() + " [" + e.code() + "]");
        }
      }
    }
    return new Taken(
        items,
        new DecisionImport(items.size(), already, List.copyOf(unmatched), List.copyOf(refused)));
  }
}
