package dev.reeve.console.registry;

import dev.reeve.console.fx.Question;
import java.util.List;

/**
 * A change that was not written because the registry is no longer the one the person looked at.
 * Immutable.
 *
 * @param text what happened, and by whom
 * @param difference what others changed and what the change would do, line by line
 * @param rebase makes the change anew for the registry as it is now, and asks again
 */
record RefusedWrite(String text, List<String> difference, Runnable rebase) {
  /** The three-way difference, with the way on. */
  Question question(String title, String verb) {
    return new Question(title, text, difference, null, verb, false);
  }
}
