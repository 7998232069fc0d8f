package dev.reeve.engine.change;

import java.util.Locale;
import java.util.Optional;

/** How much can go wrong; ascending. Source: {@code docs/reference/changes.md}. */
public enum Risk {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** As it appears in records, such as {@code low}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level with this exact code. */
  public static Optional<Risk> of(String code) {
    return Codes.find(values(), Risk::code, code);
  }
}
