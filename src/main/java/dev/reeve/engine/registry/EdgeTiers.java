package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many edges there are of each tier of confidence. Source: {@code docs/reference/figures.md}.
 */
public final class EdgeTiers {
  private static final double HIGH = 0.8;
  private static final double MEDIUM = 0.5;

  private EdgeTiers() {}

  /**
   * Counts the edges that are not deleted.
   *
   * @param document null when the registry cannot be read: nothing is counted
   */
  public static Map<String, Long> of(@Nullable RegistryDocument document) {
    Map<String, Long> out = new TreeMap<>();
    if (document == null) {
      return out;
    }
    document
        .heads()
        .filter(head -> head.kind().equals("edge") && !"deleted".equals(head.status()))
        .forEach(
            head -> {
              ObjectNode edge = document.record(head);
              JsonNode value = edge.path("confidence");
              double confidence = value.isNumber() ? value.doubleValue() : 0;
              String tier = confidence >= HIGH ? "high" : confidence >= MEDIUM ? "medium" : "low";
              out.merge("quarantined".equals(head.status()) ? "quarantined" : tier, 1L, Long::sum);
            });
    return out;
  }
}
