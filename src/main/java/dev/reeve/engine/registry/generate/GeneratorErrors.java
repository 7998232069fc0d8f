package dev.reeve.engine.registry.generate;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;

/** What can be wrong with a generator, in one form. */
final class GeneratorErrors {
  static final String INVALID = "GENERATOR_INVALID";
  static final String CYCLE = "GENERATOR_CYCLE";
  static final String TEMPLATE = "GENERATOR_TEMPLATE";
  static final String COLLISION = "GENERATOR_OUTPUT_COLLISION";
  static final String TAKEN = "GENERATOR_OUTPUT_TAKEN";
  static final String OUTPUT = "GENERATOR_OUTPUT_INVALID";

  private GeneratorErrors() {}

  /** The definition says something that is not supported, or contradicts itself. */
  static EngineException invalid(String id, String why) {
    return of(Kind.INVALID, INVALID, id, why, "Change the generator's record.");
  }

  /** There is none of this id, or no longer. */
  static EngineException unknown(String id) {
    return EngineException.of(
            Kind.NOT_FOUND, "NOT_FOUND", "Nothing was built: there is no generator " + id + ".")
        .with("Nothing was changed.", "reeve registry generators list shows them.");
  }

  static EngineException of(Kind kind, String code, String id, String why, String remedy) {
    return EngineException.of(kind, code, id + " was not built: " + why + ".")
        .with("Its outputs are as before.", remedy);
  }
}
