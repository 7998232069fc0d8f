package dev.reeve.engine.links.fix;

import java.util.Locale;

/** What is to be done about a broken link. Source: {@code docs/reference/links.md}. */
public enum FixType {
  /** Its destination is rewritten. */
  UPDATE_REFERENCE,
  /** A person decides. */
  MANUAL_REVIEW,
  /** A page that says where the document went is put in its old place. */
  CREATE_STUB,
  /** It names on purpose what was removed. */
  MARK_HISTORICAL,
  /** It is no link to a file at all; a rule says so. */
  IGNORE_RULE;

  /** The stable lower-case name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
