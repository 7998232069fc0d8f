package dev.reeve.engine.change;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Looks for what should not lie in a file: private keys, keys of cloud services, and passwords,
 * tokens or secrets with a value. Says where, never what. Source: {@code
 * docs/reference/changes.md}.
 */
final class Secrets {
  private static final Pattern SHAPES =
      Pattern.compile(
          String.join(
              "|",
              "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",
              "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
              "\\bAIza[0-9A-Za-z_-]{35}",
              "\\bgh[pousr]_[0-9A-Za-z]{36}",
              "\\bgithub_pat_[0-9A-Za-z_]{40}",
              "\\bxox[abprs]-[0-9A-Za-z-]{20}",
              "(?i:password|token|secret)[\\w.-]{0,40}[\"']?\\s{0,20}[:=]\\s{0,20}[\"']?[^\\s\"']{12}"));

  private Secrets() {}

  /** Number of the first line that looks like one, from 1; 0 for none. */
  static int firstLine(byte[] content) {
    // every byte is a character, so that nothing hides behind what is no text
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (SHAPES.matcher(line).find()) {
        return number;
      }
    }
    return 0;
  }
}
