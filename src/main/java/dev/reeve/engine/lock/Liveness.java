package dev.reeve.engine.lock;

/** Whether the process behind a lease lives, as far as it can be proved. */
enum Liveness {
  /** Its session's lock is held, or its process runs. */
  ALIVE,
  /** Its session's lock is free: the process is gone. */
  DEAD,
  /** There is no session file, and no such process on this machine. */
  ABSENT,
  /** It cannot be told: another machine, or a record without a usable process. */
  UNKNOWN
}
