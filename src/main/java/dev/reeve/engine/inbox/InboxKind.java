package dev.reeve.engine.inbox;

import java.util.Locale;

/** What can wait for a person, most urgent first. Source: {@code docs/reference/inbox.md}. */
public enum InboxKind {
  /** The database cannot be written. */
  STORE_FAILED,
  /** Nothing is written until a person has looked: the event file was edited, or the like. */
  WRITES_REFUSED,
  /** The registry file cannot be written as it is. */
  REGISTRY_CLOSED,
  /** A write of the registry was given up, and work waits until it can be made. */
  REGISTRY_ALARM,
  /** A change waits for an approval. */
  APPROVAL_NEEDED,
  /** An approval was given and is not used yet; it will expire. */
  APPROVAL_UNUSED,
  /** An execution left files neither as before nor as after. */
  ATTENTION_NEEDED,
  /** A version of a file that a person saved lies beside it, because another is in its place. */
  EDIT_KEPT,
  /** A comparison's repairs are held because a limit was passed. */
  PLAN_HELD,
  /** Jobs were given up for one cause. */
  DEAD_LETTERS,
  /** A lock whose holder is gone, or cannot be examined, or whose record is damaged. */
  LOCK_STUCK,
  /** Links lead nowhere, and nobody has decided what becomes of them. */
  LINKS_UNDECIDED,
  /** A folder is not watched. */
  WATCHER_STOPPED,
  /** The last validation found errors. */
  VALIDATION_PROBLEMS;

  /** As it appears in records and ids, such as {@code dead-letters}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
