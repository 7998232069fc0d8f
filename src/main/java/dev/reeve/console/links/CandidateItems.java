package dev.reeve.console.links;

import dev.reeve.console.fx.Texts;
import dev.reeve.console.links.CandidateItem.Chip;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what was suggested for a link, and what a person picked, into words. On any thread. */
final class CandidateItems {
  /** As many as there are keys. */
  static final int MOST = 9;

  /** Below this no candidate is highlighted by itself. */
  private static final double LEAST = 0.60;

  /** Nor when the next one is as near as this. */
  private static final double TIE = 0.05;

  private CandidateItems() {}

  /**
   * @param picked files that a person picked, the newest first
   */
  static List<CandidateItem> of(TriageRow row, List<String> picked) {
    List<CandidateItem> items = new ArrayList<>();
    String taken = taken(row.decision());
    for (String path : picked) {
      items.add(
          new CandidateItem(
              items.size() + 1,
              path,
              -1,
              Texts.get("links.candidates.picked"),
              List.of(),
              "",
              path.equals(taken)));
    }
    for (Suggestion each : row.finding().suggestions()) {
      if (items.size() < MOST) {
        items.add(item(items.size() + 1, each, taken));
      }
    }
    return items;
  }

  /** Where the links lead by what was decided; null while that is open. */
  private static @Nullable String taken(@Nullable Decision decision) {
    return switch (decision == null ? null : decision.choice()) {
      case Choice.Accept accept -> accept.target();
      case Choice.Manual manual -> manual.target();
      case null, default -> null;
    };
  }

  private static CandidateItem item(int number, Suggestion each, @Nullable String taken) {
    double alone = each.evidence().stream().mapToDouble(Evidence::points).max().orElse(0);
    String cap =
        each.headingMissing()
            ? Texts.get("links.cap.heading")
            : alone > each.score() + 0.005
                ? Texts.get("links.cap.lowered", number(alone), number(each.score()))
                : "";
    String target = Choice.Accept.of(each, "").target();
    return new CandidateItem(
        number,
        target,
        each.score(),
        band(each.score()),
        each.evidence().stream().map(evidence -> chip(evidence, cap)).toList(),
        cap,
        target.equals(taken));
  }

  private static String band(double score) {
    return Texts.get(
        score >= LinksFigures.SURE
            ? "links.band.high"
            : score >= LinkDecisions.EVIDENT ? "links.band.medium" : "links.band.low");
  }

  private static Chip chip(Evidence evidence, String cap) {
    String name = LinkNames.of(evidence.kind());
    String alone = Texts.get("links.evidence.alone", name, number(evidence.points()));
    return new Chip(name, cap.isEmpty() ? alone : alone + " " + cap);
  }

  /**
   * What a score means for who decides.
   *
   * @param score negative for none
   */
  static String told(double score) {
    if (score < 0) {
      return Texts.get("links.band.none-told");
    }
    String key =
        score >= LinksFigures.SURE
            ? "links.band.high-told"
            : score >= LinkDecisions.EVIDENT ? "links.band.medium-told" : "links.band.low-told";
    return Texts.get(key, number(score));
  }

  /** A score as a person reads it. */
  static String number(double score) {
    return String.format(Locale.getDefault(Locale.Category.FORMAT), "%.2f", score);
  }

  /** Place of the one that Enter takes: the best, if it is good and stands out; else -1. */
  static int sure(List<CandidateItem> items) {
    if (items.isEmpty()) {
      return -1;
    }
    if (items.getFirst().picked()) {
      return 0;
    }
    double best = items.getFirst().score();
    double next = items.size() > 1 ? items.get(1).score() : 0;
    return best < LEAST || (items.size() > 1 && best - next <= TIE + 1e-9) ? -1 : 0;
  }
}
