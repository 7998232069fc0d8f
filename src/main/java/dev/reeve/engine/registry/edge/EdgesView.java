package dev.reeve.engine.registry.edge;

import dev.reeve.engine.registry.EdgeQuality;
import java.util.List;

/**
 * What the console and the command line read of edges. Calls block. Source: {@code
 * docs/reference/edges.md}.
 */
public interface EdgesView {
  /**
   * Edges in file order.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code REGISTRY_UNREADABLE}
   */
  List<EdgeRow> edges(EdgeFilter filter);

  /** How many edges the default hides. */
  long hidden();

  /** How well all of them are founded. */
  EdgeQuality.Figures quality();

  /** What age and ended targets ask for now; changes nothing. */
  List<EdgeChange> ageing();
}
