package dev.reeve.engine.links.triage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The text of a redirect stub, and whether a document is one. Source: {@code
 * docs/reference/link-triage.md}.
 */
final class StubText {
  private static final Pattern STUB =
      Pattern.compile(
          "# [^\\r\\n]+\\R\\R\\*\\*Status\\*\\*: Moved\\R\\RThis document has been moved\\. See"
              + " \\[.*]\\(.*\\)\\.\\R\\R---\\R.*",
          Pattern.DOTALL);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private StubText() {}

  /**
   * @param link relative from the stub's folder, ready to be written
   */
  static String of(String title, String link, String author, Instant decidedAt) {
    return String.join(
        "\n",
        "# " + title,
        "",
        "**Status**: Moved",
        "",
        "This document has been moved. See [" + escaped(title) + "](" + link + ").",
        "",
        "---",
        "",
        "Redirect kept by Reeve, decided by " + author + " on " + DAY.format(decidedAt) + ".",
        "");
  }

  static boolean isStub(String text) {
    return STUB.matcher(text).matches();
  }

  private static String escaped(String title) {
    return title.replaceAll("([\\\\\\[\\]])", "\\\\$1");
  }
}
