package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which file gets which id. Immutable. Source: {@code docs/reference/ids.md}.
 *
 * @param ids by path, in the order of allocation: by stream, then by case-folded path
 * @param refused files that get none, with the reason, such as {@code SEQ_EXHAUSTED}
 */
public record IdPlan(Map<SafePath, DocId> ids, Map<SafePath, EngineException> refused) {
  public IdPlan {
    ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }
}
