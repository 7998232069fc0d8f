package dev.reeve.console.links;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row of the Doc links pane shows. Immutable.
 *
 * @param key of the row
 * @param place where it stands in the order of the grouping
 * @param group what the rows of its group share; empty outside of one
 * @param heads whether it stands for its group, with the links in it
 * @param links the links it stands for: of a group all, of a link itself; empty for the others
 * @param problem a document that could not be checked; null for the others
 * @param done a decision that was carried out and holds; null for the others
 * @param marked whether it is marked for a decision together with others
 * @param closed whether the links of its group are hidden
 */
public record LinkItem(
    String key,
    int place,
    String group,
    boolean heads,
    List<TriageRow> links,
    @Nullable Finding problem,
    @Nullable Decision done,
    boolean marked,
    boolean closed) {

  /** The link that it shows, or the first of its group. */
  public @Nullable TriageRow first() {
    return links.isEmpty() ? null : links.getFirst();
  }

  /** The links that a decision about this row is about: those still open, else all. */
  public List<TriageRow> targets() {
    List<TriageRow> open = links.stream().filter(TriageRow::left).toList();
    return open.isEmpty() ? links : open;
  }

  /** The one whose candidates are shown. */
  public @Nullable TriageRow shown() {
    List<TriageRow> targets = targets();
    return targets.isEmpty() ? null : targets.getFirst();
  }

  /** Whether somebody still has to decide, and has not put it off. */
  public boolean undecided() {
    return links.stream()
        .anyMatch(
            row ->
                row.state() == TriageRow.State.UNDECIDED
                    || row.state() == TriageRow.State.REGRESSED);
  }
}
