package dev.reeve.engine.registry;

/** One set of rules over a record. Stateless; safe on any thread. */
@FunctionalInterface
interface Contract {
  /** Says everything that is wrong with the record. */
  void check(Subject subject, Findings out);
}
