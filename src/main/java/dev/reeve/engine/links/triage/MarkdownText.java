package dev.reeve.engine.links.triage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts from elsewhere in Markdown that Reeve writes. */
final class MarkdownText {
  private static final Pattern SPECIAL = Pattern.compile("([\\\\|`<>\\[\\]*_])");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]");

  private MarkdownText() {}

  /** As the cell of a table: on one line, nothing of it is markup. */
  static String cell(@Nullable String text) {
    return text == null
        ? ""
        : SPECIAL.matcher(UNSEEN.matcher(text).replaceAll(" ")).replaceAll("\\\\$1");
  }
}
