package dev.reeve.engine.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the keys of a TOML text stand. The text has been read as TOML before, so what is looked for
 * here is places, not errors. Immutable.
 */
final class TomlStatements {
  private static final Pattern PART =
      Pattern.compile("\\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)\\s*");

  /**
   * A key with its value.
   *
   * @param line where its first line begins
   * @param value where its value begins
   * @param end where its value ends
   * @param lineEnd where the line after it begins
   */
  record Entry(int line, int value, int end, int lineEnd) {}

  private final String text;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Integer> ends = new HashMap<>();
  private String table = "";
  private int at;

  private TomlStatements(String text) {
    this.text = text;
  }

  static TomlStatements of(String text) {
    TomlStatements found = new TomlStatements(text);
    while (found.at < text.length()) {
      found.statement();
    }
    return found;
  }

  /** Where a key stands. */
  Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Where another key of a table can be written: after its last one, or after its heading. */
  Optional<Integer> endOf(String of) {
    return Optional.ofNullable(ends.get(of));
  }

  private void statement() {
    int line = at;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at == text.length() || "#\r\n".indexOf(text.charAt(at)) >= 0) {
      endLine();
    } else if (text.startsWith("[[", at)) {
      at += 2;
      table = key(']') + "[]"; // its keys are nobody's by name
      endLine();
    } else if (text.charAt(at) == '[') {
      at++;
      table = key(']');
      endLine();
      ends.put(table, at);
    } else {
      entry(line);
    }
  }

  private void entry(int line) {
    String name = key('=');
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    int value = at;
    value();
    int end = at;
    while (end > value && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    endLine();
    entries.put(table.isEmpty() ? name : table + "." + name, new Entry(line, value, end, at));
    ends.computeIfPresent(table, (of, before) -> at);
  }

  /** A dotted name up to the sign, which is passed. */
  private String key(char until) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    while (at < text.length() && text.charAt(at) != until) {
      part.region(at, text.length());
      if (part.lookingAt()) {
        String name = part.group(1);
        boolean quoted = name.startsWith("\"") || name.startsWith("'");
        parts.add(quoted ? name.substring(1, name.length() - 1) : name);
        at = part.end();
      } else {
        at++; // a dot
      }
    }
    at++;
    return String.join(".", parts);
  }

  /** To the end of a value: of its line, or where its brackets are closed. */
  private void value() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        string(c);
        continue;
      }
      if (depth == 0 && (c == '#' || c == '\n')) {
        return;
      }
      if (c == '#') {
        endLine();
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      at++;
    }
  }

  private void string(char quote) {
    String many = String.valueOf(quote).repeat(3);
    String closing = text.startsWith(many, at) ? many : String.valueOf(quote);
    at += closing.length();
    while (at < text.length() && !text.startsWith(closing, at)) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(text.length(), at + closing.length());
  }

  private void endLine() {
    int newline = at < text.length() ? text.indexOf('\n', at) : -1;
    at = newline < 0 ? text.length() : newline + 1;
  }
}
