package dev.reeve.engine.registry.describe;

/**
 * Reads one language. Stateless; safe on any thread. Never runs anything, opens nothing but what it
 * is given.
 */
interface Extractor {
  /** Names the language and the folder of its descriptors. */
  String language();

  /** The parser behind it. */
  String parserId();

  /** Changes whenever another descriptor could come of the same content. */
  String parserVersion();

  /** Whether it is a programming language, of which a person must say what it is for. */
  default boolean code() {
    return true;
  }

  /**
   * Notes what is in a content.
   *
   * @throws NotParsed nothing of what was noted counts then but the errors
   */
  void extract(Source source, Facts facts) throws NotParsed;
}
