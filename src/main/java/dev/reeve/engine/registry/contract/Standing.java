package dev.reeve.engine.registry.contract;

/** What a contract says of one file. The first that holds counts, in this order. */
enum Standing {
  FORBIDDEN,
  CANONICAL,
  GENERATED,
  RUN_ARTIFACT,
  /** Nothing allows it. */
  CANDIDATE
}
