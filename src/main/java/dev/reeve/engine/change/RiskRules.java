package dev.reeve.engine.change;

import dev.reeve.engine.change.FileChange.Operation;
import dev.reeve.engine.workspace.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How risky a change is beyond what was proposed. The level only rises; each rule that raised it
 * says why. What comes from outside is held to all of them. The engine's own sets hold what a
 * feature computed or what was there before, under that feature's limits: of these only the
 * deletions count. Source: {@code docs/reference/changes.md}. A function of submission and policy
 * alone.
 */
final class RiskRules {
  private static final int MOST_LINES = 500;
  private static final int EXECUTABLE = 0111;

  private RiskRules() {}

  /**
   * A rule of the table.
   *
   * @param least the level a change has at least when the rule applies
   * @param why gives the reason, or nothing when it does not apply
   */
  private record Rule(Risk least, Function<Submission, Optional<String>> why) {}

  private static final Rule DELETIONS = new Rule(Risk.MEDIUM, RiskRules::deletions);

  /** In the order in which they run, which is that of their reasons. */
  private static List<Rule> table(RiskPolicy policy) {
    return List.of(
        new Rule(
            Risk.MEDIUM,
            set -> pattern(policy.critical(), set, "Critical file pattern '%s' matched by '%s'")),
        new Rule(Risk.HIGH, RiskRules::size),
        DELETIONS,
        new Rule(Risk.HIGH, set -> pattern(policy.schema(), set, "Database schema modification")),
        new Rule(Risk.MEDIUM, RiskRules::executable),
        new Rule(Risk.HIGH, RiskRules::secret),
        new Rule(Risk.HIGH, set -> pattern(policy.control(), set, "Control file '%2$s'")));
  }

  /**
   * What the rules came to.
   *
   * @param level never below the proposed one
   * @param reason one sentence for people, null when it did not rise
   */
  record Found(Risk level, @Nullable String reason) {}

  /** Runs the rules over a submission whose contents can be read. */
  static Found of(Submission submission, RiskPolicy policy) {
    List<Rule> rules =
        submission.kind() == ChangeKind.CHANGES
            ? table(policy)
            : submission.kind() == ChangeKind.REGISTRY || submission.kind() == ChangeKind.HEADER
                ? List.of()
                : List.of(DELETIONS);
    Risk level = submission.plan().riskProposed();
    List<String> reasons = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.least().compareTo(level) > 0) {
        Optional<String> why = rule.why().apply(submission);
        if (why.isPresent()) {
          reasons.add(why.get());
          level = rule.least();
        }
      }
    }
    return new Found(
        level,
        reasons.isEmpty()
            ? null
            : "Risk escalated to " + level.code() + ": " + String.join("; ", reasons));
  }

  private static Optional<String> pattern(Globs globs, Submission submission, String words) {
    return submission.changeSet().paths().stream()
        .flatMap(path -> globs.firstMatch(path).map(found -> words.formatted(found, path)).stream())
        .findFirst();
  }

  private static Optional<String> size(Submission submission) {
    long lines = lines(submission.changeSet());
    return lines > MOST_LINES
        ? Optional.of("Large change (" + lines + " lines)")
        : Optional.empty();
  }

  /** Lines touched: what is declared, or what the contents say when that is more. */
  static long lines(ChangeSet set) {
    long declared = 0;
    long computed = 0;
    for (FileChange change : set.changes()) {
      declared += Math.abs((long) change.lineCountDelta());
      UnifiedDiff diff = UnifiedDiff.of(change.path(), change.oldBytes(), change.newBytes());
      computed += diff.added() + diff.removed();
    }
    return Math.max(declared, computed);
  }

  private static Optional<String> deletions(Submission submission) {
    long deleted =
        submission.changeSet().changes().stream()
            .filter(change -> change.operation() == Operation.DELETE)
            .count();
    return deleted > 0 ? Optional.of(deleted + " file deletion(s)") : Optional.empty();
  }

  private static Optional<String> executable(Submission submission) {
    return submission.changeSet().changes().stream()
        .filter(RiskRules::runs)
        .map(change -> "Executable content '" + change.path() + "'")
        .findFirst();
  }

  private static boolean runs(FileChange change) {
    String mode = change.newMode();
    if (mode != null
        && mode.matches("[0-7]{1,6}")
        && (Integer.parseInt(mode, 8) & EXECUTABLE) != 0) {
      return true;
    }
    byte[] bytes = change.newBytes();
    return bytes != null && bytes.length > 1 && bytes[0] == '#' && bytes[1] == '!';
  }

  private static Optional<String> secret(Submission submission) {
    return submission.changeSet().changes().stream().flatMap(RiskRules::secret).findFirst();
  }

  /** The value itself is quoted nowhere. */
  private static Stream<String> secret(FileChange change) {
    byte[] bytes = change.newBytes();
    int line = bytes == null ? 0 : Secrets.firstLine(bytes);
    return line == 0
        ? Stream.empty()
        : Stream.of("Possible secret in '" + change.path() + "' line " + line);
  }
}
