package dev.reeve.engine.change;

import java.util.Locale;
import java.util.Optional;

/** Why an execution was started. Source: {@code docs/reference/changes.md}. */
public enum TriggerKind {
  MANUAL,
  AUTOMATION,
  RETRY,
  REPAIR,
  CHILD,
  SCHEDULED;

  /** As it appears in records, such as {@code manual}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this exact code; {@code agent} is read as {@code automation}. */
  public static Optional<TriggerKind> of(String code) {
    return code.equals("agent")
        ? Optional.of(AUTOMATION)
        : Codes.find(values(), TriggerKind::code, code);
  }
}
