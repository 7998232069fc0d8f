package dev.reeve.engine.change;

import java.util.Locale;
import java.util.Optional;

/** What the gate says. Source: {@code docs/reference/changes.md}. */
public enum Verdict {
  ALLOW,
  NEED_APPROVAL,
  DENY;

  /** As it appears in records, such as {@code need_approval}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict with this exact code. */
  public static Optional<Verdict> of(String code) {
    return Codes.find(values(), Verdict::code, code);
  }
}
