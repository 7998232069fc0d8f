package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.suggest.Band;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reference that leads nowhere, with what was decided about it. Immutable. Source: {@code
 * docs/reference/link-triage.md}.
 *
 * @param group what all references to the same broken place share
 * @param groupSize how many those are
 * @param nav whether its document leads through the workspace
 * @param decision null when there is none
 */
public record TriageRow(
    Finding finding,
    String group,
    int groupSize,
    boolean nav,
    State state,
    @Nullable Decision decision) {

  /** How a reference stands. */
  public enum State {
    /** Nobody has decided. */
    UNDECIDED,
    /** Somebody decided: not now. */
    LATER,
    /** Decided, and not carried out. */
    STAGED,
    /** Carried out, and not looked at since. */
    APPLIED,
    /** Carried out, and found as it was meant. */
    VERIFIED,
    /** Carried out, and broken all the same. */
    REGRESSED;

    /** The stable lower-case name. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a decision can be made about. */
  static final Set<Category> DECIDABLE =
      Set.of(
          Category.MISSING_FILE,
          Category.ROOT_RELATIVE_ONLY,
          Category.CASE_MISMATCH,
          Category.MISSING_ANCHOR,
          Category.MISSING_ANCHOR_SAME_FILE,
          Category.MISSING_DEFINITION,
          Category.ESCAPES_ROOT,
          Category.STUB_BROKEN,
          Category.CODE_SPAN_MISSING);

  /** What nobody has to look at again: a rule covers it. */
  static final Set<Category> COVERED =
      Set.of(Category.HISTORICAL_REF, Category.RUNTIME_ENDPOINT, Category.IGNORED);

  /** Whether somebody still has to decide. */
  public boolean left() {
    return state == State.UNDECIDED || state == State.LATER || state == State.REGRESSED;
  }

  /** Score of the best candidate; null without one. */
  public @Nullable Double score() {
    return finding.suggestions().isEmpty() ? null : finding.suggestions().getFirst().score();
  }

  /** How sure the best candidate is. */
  public Band band() {
    return finding.confidence();
  }
}
