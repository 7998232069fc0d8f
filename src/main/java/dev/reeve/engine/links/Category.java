package dev.reeve.engine.links;

import java.util.Locale;

/** What became of a reference. Source: {@code docs/reference/links.md}. */
public enum Category {
  /** It leads somewhere. */
  OK(false),
  /** Nothing is where it leads. */
  MISSING_FILE(true),
  /** Nothing is there, but the same text would lead somewhere from the root. */
  ROOT_RELATIVE_ONLY(true),
  /** Something is there under a name that differs in upper and lower case. */
  CASE_MISMATCH(true),
  /** The file is there, the fragment is not. */
  MISSING_ANCHOR(true),
  /** The document itself has no such fragment. */
  MISSING_ANCHOR_SAME_FILE(true),
  /** A label without a definition. */
  MISSING_DEFINITION(true),
  /** It leads out of the workspace. */
  ESCAPES_ROOT(true),
  /** A document that is to be checked is not there. */
  MISSING_DOCUMENT(true),
  /** A registered redirect stub is not there, or leads nowhere itself. */
  STUB_BROKEN(false),
  /** A document cannot be read, or is not UTF-8. */
  UNREADABLE(true),
  /** A document is larger than what is read. */
  SKIPPED_LARGE(false),
  /** A rule says: this exists when something runs. */
  RUNTIME_ENDPOINT(false),
  /** A rule says: this was removed on purpose. */
  HISTORICAL_REF(false),
  /** It leads to another host or by another scheme; not fetched, or not known to be wrong. */
  EXTERNAL_URL(false),
  /** It leads to another host, which was asked and has nothing there. */
  EXTERNAL_BROKEN(false),
  /** A rule says: not a reference. Counted, not listed. */
  IGNORED(false),
  /** A code span reads like a path, and nothing is there. */
  CODE_SPAN_MISSING(false);

  private final boolean enforceable;

  Category(boolean enforceable) {
    this.enforceable = enforceable;
  }

  /** The stable lower-case name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a check that enforces fails on it, unless the settings only report it. */
  public boolean enforceable() {
    return enforceable;
  }

  /** Whether it is a finding; the others are only counted. */
  public boolean listed() {
    return this != OK && this != EXTERNAL_URL && this != IGNORED;
  }
}
