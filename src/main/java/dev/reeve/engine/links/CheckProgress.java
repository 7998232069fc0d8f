package dev.reeve.engine.links;

/**
 * Is told how far a check is; often, from several threads at once, and must return at once. Source:
 * {@code docs/reference/links.md}.
 */
@FunctionalInterface
public interface CheckProgress {
  /** For callers that do not show any. */
  CheckProgress NONE = (phase, done, of) -> {};

  /** What takes long, in order. */
  enum Phase {
    /** Documents are read. */
    READ,
    /** It is looked where what was found should lead. */
    SUGGEST
  }

  /**
   * @param done of the phase by now, 0 when it begins; not always told in order
   * @param of how many there are: documents, or findings
   */
  void at(Phase phase, int done, int of);
}
