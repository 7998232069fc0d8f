package dev.reeve.console.links;

import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageRow.State;
import java.util.Collection;

/**
 * How far the work is, in the documents that are looked at.
 *
 * @param automatic mended by a plan, without a decision about each
 * @param fixed carried out, and right
 * @param staged decided, not carried out
 * @param left nobody has decided, those put off among them
 * @param later put off
 * @param sure undecided ones with a candidate that is sure
 */
record LinksFigures(int automatic, int fixed, int staged, int left, int later, int sure) {
  static final LinksFigures NONE = new LinksFigures(0, 0, 0, 0, 0, 0);

  /** From here on a candidate is taken without a look at each. */
  static final double SURE = 0.90;

  static LinksFigures of(Collection<TriageRow> rows, int automatic, int fixed) {
    return new LinksFigures(
        automatic,
        fixed,
        count(rows, State.STAGED),
        (int) rows.stream().filter(TriageRow::left).count(),
        count(rows, State.LATER),
        (int) rows.stream().filter(LinksFigures::sure).count());
  }

  /** Undecided, with a candidate that is sure. */
  static boolean sure(TriageRow row) {
    Double score = row.score();
    return row.state() == State.UNDECIDED && score != null && score >= SURE;
  }

  private static int count(Collection<TriageRow> rows, State state) {
    return (int) rows.stream().filter(row -> row.state() == state).count();
  }

  int decided() {
    return fixed + staged;
  }

  int all() {
    return automatic + fixed + staged + left;
  }
}
