package dev.reeve.engine.registry.describe;

import org.jspecify.annotations.Nullable;

/**
 * A PowerShell text with its comments, or also its strings, blanked out, every other character in
 * its place.
 *
 * @param problem why it cannot be right, null when nothing says so
 */
record PowerShellText(
    String withoutComments, String withoutStrings, @Nullable String problem, int problemLine) {

  static PowerShellText of(String text) {
    StringBuilder code = new StringBuilder(text);
    StringBuilder words = new StringBuilder(text);
    int depth = 0;
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      int end;
      if (text.startsWith("<#", at)) {
        end = after(text, "#>", at + 2);
        blank(code, at, end);
        blank(words, at, end);
      } else if (c == '#' && (at == 0 || " \t\n\r;(){}|".indexOf(text.charAt(at - 1)) >= 0)) {
        end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
        blank(code, at, end);
        blank(words, at, end);
      } else if (text.startsWith("@'", at) || text.startsWith("@\"", at)) {
        end = after(text, "\n" + text.charAt(at + 1) + "@", at + 2);
        blank(words, at, end);
      } else if (c == '\'' || c == '"') {
        end = string(text, at);
        blank(words, at, end);
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        end = at + (c == '`' ? 2 : 1);
        if (depth < 0) {
          return wrong(text, at, "a brace that nothing opened");
        }
      }
      if (end > text.length() && c != '`') {
        return wrong(text, at, "a string or comment that nothing closes");
      }
      at = end;
    }
    return depth > 0
        ? wrong(text, text.length(), "a brace that nothing closes")
        : new PowerShellText(code.toString(), words.toString(), null, 0);
  }

  private static PowerShellText wrong(String text, int at, String problem) {
    return new PowerShellText("", "", problem, Source.line(text, at));
  }

  /** Behind the mark, or behind the text when it is not there. */
  private static int after(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() + 1 : at + mark.length();
  }

  private static int string(String text, int start) {
    char quote = text.charAt(start);
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '`' && quote == '"') {
        at++;
      } else if (c == quote) {
        return at + 1;
      }
    }
    return text.length() + 1;
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int at = from; at < Math.min(to, text.length()); at++) {
      if (text.charAt(at) != '\n') {
        text.setCharAt(at, ' ');
      }
    }
  }
}
