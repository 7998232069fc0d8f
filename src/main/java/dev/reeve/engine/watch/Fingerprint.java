package dev.reeve.engine.watch;

import dev.reeve.engine.workspace.FileFacts;

/**
 * What a file looks like without being read, as one text: size, time of change with full precision,
 * file key. Two equal texts a window apart mean that nobody wrote. Source: {@code
 * docs/reference/watch.md}.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** The text for a file. */
  public static String of(FileFacts facts) {
    return facts.size() + ";" + facts.modified() + ";" + facts.fileKey();
  }
}
