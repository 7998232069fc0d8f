package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.Utc;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan for people. Source: {@code docs/reference/links.md}. Safe on any thread. */
public final class FixPlanMarkdown {
  /** How each begins. */
  static final String TITLE = "# Broken links and what to write instead\n";

  private FixPlanMarkdown() {}

  /** The text; the same plan gives the same text but for the time. */
  public static String of(FixPlan plan) {
    Map<Band, Integer> counts = plan.byConfidence();
    StringBuilder out = new StringBuilder(TITLE).append('\n');
    out.append("Generated: ").append(Utc.format(plan.generatedAt())).append("  \n");
    out.append("Broken: ").append(plan.brokenLinks().size()).append("\n\n");
    out.append("| Confidence | Score | Links |\n|---|---|---|\n");
    row(out, "high", "0.90 and more", counts.get(Band.HIGH));
    row(out, "medium", "0.85 to 0.90", counts.get(Band.MEDIUM));
    row(out, "low", "below 0.85", counts.get(Band.LOW));
    row(out, "none", "nothing is suggested", counts.get(Band.NONE));
    String file = "";
    for (PlannedFix each : plan.brokenLinks()) {
      if (!each.sourceFile().equals(file)) {
        file = each.sourceFile();
        out.append("\n## ").append(cell(file)).append("\n\n");
        out.append("| Line | Broken target | Suggested fix | Confidence | Score |\n");
        out.append("|---|---|---|---|---|\n");
      }
      out.append("| ").append(each.line());
      out.append(" | ").append(cell(each.rawTarget()));
      out.append(" | ").append(each.suggestedFix() == null ? "(none)" : cell(each.suggestedFix()));
      out.append(" | ").append(each.confidence().name().toLowerCase(Locale.ROOT));
      out.append(" | ").append(each.score() == null ? "N/A" : each.score()).append(" |\n");
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String band, String score, @Nullable Integer links) {
    out.append("| ").append(band).append(" | ").append(score);
    out.append(" | ").append(links).append(" |\n");
  }

  /** On one line, and nothing in it is read as Markdown. */
  private static String cell(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ")
        .replace("\\", "\\\\")
        .replaceAll("([|`<>\\[\\]*_])", "\\\\$1");
  }
}
