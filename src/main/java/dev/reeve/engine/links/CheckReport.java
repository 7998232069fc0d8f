package dev.reeve.engine.links;

import dev.reeve.engine.links.web.WebReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check found. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param documents how many documents were looked at, those that could not be read among them
 * @param references how many references they hold
 * @param byReason how many references and documents are in each category that occurs
 * @param byRule how many references each rule took, rules without any too
 * @param findings sorted by document and place
 * @param warnings about rules, each begun by its code
 * @param web what became of asking for addresses of the web; null when nobody asked
 */
public record CheckReport(
    int documents,
    int references,
    Map<Category, Integer> byReason,
    Map<String, Integer> byRule,
    List<Finding> findings,
    List<String> warnings,
    @Nullable WebReport web) {

  /** The same with other findings, such as with suggestions or without those that are known. */
  public CheckReport with(List<Finding> advised) {
    return new CheckReport(documents, references, byReason, byRule, advised, warnings, web);
  }

  /** How many findings the check fails on. */
  public long enforced() {
    return findings.stream().filter(Finding::enforced).count();
  }
}
