package dev.reeve.engine.registry;

/** What {@link HeaderEmbedder} made of a file's bytes. Source: {@code docs/reference/ids.md}. */
public sealed interface Embedding {
  /** The bytes with the header; nothing else differs. */
  record Embedded(byte[] content) implements Embedding {}

  /** The file carries this id in its content already. */
  record AlreadyCarried() implements Embedding {}

  /** The content carries another id; nothing may be written. */
  record Conflict(DocId found) implements Embedding {}

  /**
   * This file cannot carry a header.
   *
   * @param reason stable word: {@code type}, {@code size}, {@code encoding}, {@code not_an_object},
   *     {@code key_taken}, {@code too_far_down}, {@code not_well_formed}
   */
  record NotCarried(String reason) implements Embedding {}
}
