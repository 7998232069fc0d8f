package dev.reeve.engine.crash;

import dev.reeve.engine.workspace.Sha256;

/**
 * What the tests write into the user's files: text whose last line is the hash of the rest, so that
 * each file says by itself whether it is whole. The line that carries an id is not counted: Reeve
 * may add it.
 */
final class Content {
  private static final String END = "whole ";

  private Content() {}

  /** A text of its own for each name. */
  static String of(String name) {
    StringBuilder out = new StringBuilder();
    int lines = 1 + Math.floorMod(name.hashCode(), 40);
    for (int i = 0; i < lines; i++) {
      out.append("line ").append(i).append(" of ").append(name).append('\n');
    }
    return out + END + Sha256.of(out.toString()) + "\n";
  }

  /** Without the line that carries an id. */
  static String plain(String text) {
    return text.lines()
        .filter(line -> !line.contains("doc_id: "))
        .map(line -> line + "\n")
        .collect(java.util.stream.Collectors.joining());
  }

  static boolean isWhole(String text) {
    String plain = plain(text);
    int end = plain.lastIndexOf(END);
    return end >= 0
        && text.endsWith("\n")
        && plain.substring(end).equals(END + Sha256.of(plain.substring(0, end)) + "\n");
  }

  /** A file's name without the id that it carries. */
  static String plainName(String path) {
    return path.replaceAll("(^|/)[0-9]{16}_", "$1");
  }
}
