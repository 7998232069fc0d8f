package dev.reeve.engine.registry.describe;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the comment at the top of a program says of it. */
final class Comments {
  private static final Pattern LEGAL =
      Pattern.compile(
          "(?i)copyright|licen[sc]e|spdx|all rights"
              + " reserved|warranty|doc_id|eslint|@ts-|shellcheck");
  private static final Pattern MARKS =
      Pattern.compile("^\\s*(?:/\\*+|\\*+/|\\*|//+!?|#+!?|--|<#)\\s?|\\*+/\\s*$|#>\\s*$");

  private Comments() {}

  /** The first line that says something; null when there is none, or it is about rights only. */
  static @Nullable String summary(String comment) {
    if (LEGAL.matcher(comment).find()) {
      return null;
    }
    List<String> lines =
        comment
            .lines()
            .map(line -> MARKS.matcher(line).replaceAll("").strip())
            .filter(line -> !line.isEmpty() && !line.startsWith("@"))
            .toList();
    return lines.isEmpty() ? null : lines.getFirst();
  }
}
