package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;

/**
 * One decision in the dialog before decisions are made together or carried out. Immutable.
 *
 * @param key of the decision, or of the finding
 * @param included whether it is to be done
 * @param file that is written
 * @param where document and line of the link
 * @param decision in words
 * @param change the target before and after; empty when the document is left alone
 * @param state whether it can be done, or how it ended
 * @param message why not; empty when all is well
 */
public record ApplyItem(
    String key,
    boolean included,
    String file,
    String where,
    String decision,
    String change,
    Badge state,
    String message) {
  /** Whether the change itself says what was decided: where the link leads. */
  boolean leadsElsewhere() {
    return !change.isEmpty();
  }

  ApplyItem included(boolean is) {
    return new ApplyItem(key, is, file, where, decision, change, state, message);
  }

  ApplyItem in(Badge now) {
    return new ApplyItem(key, included, file, where, decision, change, now, message);
  }
}
