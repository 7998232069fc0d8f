package dev.reeve.engine.registry.export;

import java.util.Locale;

/** What the registry can be exported as. Source: {@code docs/reference/export.md}. */
public enum ExportFormat {
  CSV,
  SQLITE;

  /** As commands name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
