package dev.reeve.engine.registry.generate;

import java.util.List;

/**
 * What the console and the command line read of generators. Calls block. Source: {@code
 * docs/reference/generators.md}.
 */
@FunctionalInterface
public interface GeneratorsView {
  /**
   * Every generator that is not deleted or archived, by id, compared with its outputs on disk.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code REGISTRY_UNREADABLE}
   */
  List<GeneratorRow> generators();
}
