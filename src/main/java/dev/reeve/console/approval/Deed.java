package dev.reeve.console.approval;

import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;

/**
 * Something that a person can have done and that is handed in with that word only, so that there is
 * no decision on it before. {@link #preview} and {@link #carryOut} block and are made on background
 * threads.
 */
public interface Deed {
  /** What a draft of the rationale is kept under; the same for the same deed. */
  String about();

  /** What the button does that leads to {@link #verb}, in words. */
  String next();

  /** What the main button does, in words. */
  String verb();

  /** That it was done, in a sentence; of what was shown before. */
  String ended(ExecutionRow row, Proposal was);

  /** What it would do, looked at now; nothing is stored. */
  Proposal preview();

  /**
   * Has it done, by the word of the signed-in person.
   *
   * @param seen what was shown before; another deed than that is refused
   * @param notes the person's rationale, empty for none
   */
  ExecutionRow carryOut(Proposal seen, String notes);
}
