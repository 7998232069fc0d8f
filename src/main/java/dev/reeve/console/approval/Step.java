package dev.reeve.console.approval;

/** Where in the approval dialog somebody is. */
public enum Step {
  REVIEW,
  CONFIRM,
  RUN,
  RESULT
}
