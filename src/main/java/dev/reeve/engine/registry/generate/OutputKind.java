package dev.reeve.engine.registry.generate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a generator writes. Source: {@code docs/reference/generators.md}. */
public enum OutputKind {
  /** Markdown: a table of the rows, or a list where one column is declared. */
  INDEX,
  /** Markdown: counts and sums, by the sort keys. */
  REPORT,
  /** One JSON object with the rows as objects. */
  JSON,
  /** A heading and a line for each row, quoted as RFC 4180 says. */
  CSV;

  /** As it appears in {@code output_kind}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a template may frame it. */
  boolean markdown() {
    return this == INDEX || this == REPORT;
  }

  static Optional<OutputKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
