package dev.reeve.console.executions;

/**
 * One line of an execution's logs. Immutable.
 *
 * @param source step or stream it comes from
 * @param problem whether it belongs to a step that failed, or to the error stream
 * @param text as it is; a viewer cuts what is too long
 */
record LogLine(String source, boolean problem, String text) {
  static final int LONGEST = 2_000;

  /** What is shown while long lines are cut. */
  String cut() {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }
}
