package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the links of a workspace at one moment. Immutable; a later one has a larger
 * number. Source: {@code docs/reference/links.md}.
 *
 * @param number from 1, in the order in which they were told; 0 before the first reading
 * @param complete whether every document was read; false before the first reading, and when there
 *     is a problem
 * @param documents how many documents there are, those that could not be read among them
 * @param references how many references they hold, those to other hosts among them
 * @param byReason how many references and documents are in each category that occurs
 * @param byRule how many references each rule took, rules without any too
 * @param findings sorted by document and place, code spans among them; enforced are those in nav
 *     documents. Each holds what its suggestions were when somebody last looked for them: they come
 *     a moment after the finding, by names, places and what was seen to move
 * @param warnings about rules, each begun by its code
 * @param took how long looking and judging took; without the wait for what belongs together
 * @param problem a sentence for people, why nothing is known; null when all is well
 */
public record LinkSnapshot(
    long number,
    boolean complete,
    int documents,
    int references,
    Map<Category, Integer> byReason,
    Map<String, Integer> byRule,
    List<Finding> findings,
    List<String> warnings,
    Duration took,
    @Nullable String problem) {
  /** Before anything was read. */
  public static final LinkSnapshot NONE = failed(0, null);

  /** When nothing is known. */
  static LinkSnapshot failed(long number, @Nullable String problem) {
    return new LinkSnapshot(
        number, false, 0, 0, Map.of(), Map.of(), List.of(), List.of(), Duration.ZERO, problem);
  }

  /** The same, told as another one. */
  LinkSnapshot numbered(long now) {
    return new LinkSnapshot(
        now, complete, documents, references, byReason, byRule, findings, warnings, took, problem);
  }

  /** Whether both tell the same of the workspace, whenever that was found. */
  boolean saysTheSame(LinkSnapshot other) {
    return complete == other.complete
        && documents == other.documents
        && references == other.references
        && byReason.equals(other.byReason)
        && byRule.equals(other.byRule)
        && findings.equals(other.findings)
        && warnings.equals(other.warnings);
  }

  /** How many findings a check of the nav documents fails on. */
  public long enforced() {
    return findings.stream().filter(Finding::enforced).count();
  }
}
