package dev.reeve.engine.lock;

import java.util.Locale;

/**
 * What a work item locks on its way to the registry, in the order in which it must be taken.
 * Source: {@code docs/reference/locks.md}.
 */
enum Resource {
  PATH(0, false, "PATH_LOCK_BUSY"),
  DOC(1, false, "DOC_LOCK_BUSY"),
  REGISTRY(2, true, "REGISTRY_LOCK_BUSY"),
  ID_LEDGER(3, true, "REGISTRY_LOCK_BUSY"),
  TRAIL(4, true, "TRAIL_LOCK_BUSY");

  private final int rank;
  private final boolean acrossProcesses;
  private final String busyCode;

  Resource(int rank, boolean acrossProcesses, String busyCode) {
    this.rank = rank;
    this.acrossProcesses = acrossProcesses;
    this.busyCode = busyCode;
  }

  /** Place in the order. */
  int rank() {
    return rank;
  }

  /** Whether an OS lock on {@code .reeve/state/locks/<text>.lock} goes with it. */
  boolean acrossProcesses() {
    return acrossProcesses;
  }

  /** The code of a wait that ended in vain. */
  String busyCode() {
    return busyCode;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Name of one lock of this kind, such as {@code doc:260118:999:20}. */
  String named(String key) {
    return acrossProcesses ? text() : text() + ":" + key;
  }
}
