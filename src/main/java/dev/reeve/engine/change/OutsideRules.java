package dev.reeve.engine.change;

import dev.reeve.engine.workspace.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a set from outside may not be, whoever approves it: too large, beyond what its plan names,
 * or about forbidden paths. Source: {@code docs/reference/changes.md}.
 */
final class OutsideRules {
  static final int MOST_FILES = 50;
  static final int MOST_LINES = 5_000;

  private OutsideRules() {}

  /**
   * What it breaks, with one finding a path at most.
   *
   * @param found what was found before; paths in it are not named again
   */
  static List<GateFinding> findings(Submission submission, List<GateFinding> found) {
    ChangeSet set = submission.changeSet();
    List<GateFinding> findings = new ArrayList<>(ForbiddenPaths.findings(set));
    findings.addAll(limits(set));
    Globs scope = Globs.of(submission.plan().affectedPaths(), false);
    Set<String> named = findings.stream().map(GateFinding::path).collect(Collectors.toSet());
    set.paths().stream()
        .filter(path -> !named.contains(path) && !scope.matches(path))
        .map(
            path ->
                new GateFinding(
                    "SCOPE_VIOLATION",
                    GateFinding.ERROR,
                    path,
                    null,
                    "Path '" + path + "' is not among the plan's affected paths"))
        .forEach(findings::add);
    Set<String> before = found.stream().map(GateFinding::path).collect(Collectors.toSet());
    return findings.stream()
        .filter(finding -> finding.path() == null || !before.contains(finding.path()))
        .toList();
  }

  private static List<GateFinding> limits(ChangeSet set) {
    List<GateFinding> findings = new ArrayList<>();
    if (set.changes().size() > MOST_FILES) {
      findings.add(limit(set.changes().size() + " files; at most " + MOST_FILES));
    }
    long lines = RiskRules.lines(set);
    if (lines > MOST_LINES) {
      findings.add(limit(lines + " lines; at most " + MOST_LINES));
    }
    return findings;
  }

  private static GateFinding limit(String what) {
    return new GateFinding(
        "LIMIT_EXCEEDED", GateFinding.ERROR, null, null, "The change is too large: " + what);
  }
}
