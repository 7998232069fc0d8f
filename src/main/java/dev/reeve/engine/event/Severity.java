package dev.reeve.engine.event;

import java.util.Locale;

/** How much an event asks of a person, rising. Source: {@code docs/reference/lifecycle.md}. */
public enum Severity {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  CRITICAL;

  /** The name as records have it, such as {@code warning}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The higher of the two. */
  public Severity atLeast(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
