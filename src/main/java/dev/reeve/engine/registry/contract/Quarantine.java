package dev.reeve.engine.registry.contract;

import dev.reeve.engine.registry.contract.ContractReport.Move;
import dev.reeve.engine.workspace.EngineException;
import java.util.List;

/**
 * Moves files aside as one change that can be undone. Source: {@code docs/reference/classifier.md}.
 */
public interface Quarantine {
  /**
   * Moves all of them, or none.
   *
   * @param operator signed-in account that confirmed it
   * @return id of the execution
   * @throws EngineException when none was moved, with the reason
   */
  String setAside(List<Move> moves, String operator);
}
