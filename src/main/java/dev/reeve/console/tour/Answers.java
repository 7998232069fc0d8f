package dev.reeve.console.tour;

/** How the engine answers what a pane asks. */
enum Answers {
  /** As it does. */
  GIVEN,
  /** Not yet. */
  AWAITED,
  /** With a failure. */
  REFUSED
}
