package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.SafePath;
import org.jspecify.annotations.Nullable;

/**
 * What the registry needs of whoever reads what is in files. Never throws for a content, whatever
 * it is. Calls block; safe on any thread. Source: {@code docs/reference/descriptors.md}.
 */
public interface Describer {
  /** Most bytes that are parsed; of a larger file only the outside is described. */
  int LARGEST = 64 << 20;

  /**
   * One file to describe.
   *
   * @param bytes null when there are more than {@link #LARGEST}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
  record Content(
      SafePath path, DocId docId, String kind, String sha256, long size, byte @Nullable [] bytes) {}

  /** Describes a content; the same one at the same place always gives the same. */
  Described describe(Content content);

  /** Whether this parser would find today what it found then. */
  boolean current(@Nullable String parserId, @Nullable String parserVersion);
}
