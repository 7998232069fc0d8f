package dev.reeve.engine.crash;

/** One thing that a kill must not do, and did. */
record Violation(Kind kind, String message) {
  enum Kind {
    /** Half of something is there, or a mixture of two states. */
    TORN,
    /** Something that was there, or was said to be done, is gone. */
    LOST,
    /** Something was done two times. */
    TWICE,
    /** One id is on two files. */
    ID_TWICE,
    /** Something that a process left behind was not put in order. */
    LEFT
  }
}
