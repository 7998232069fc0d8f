package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Gates: at least half of the edges high, at most a quarter low, at most a tenth in quarantine. */
class EdgeQualityTest {
  private final EdgeQuality quality =
      new EdgeQuality(
          new EvidencePolicy(
              Map.of(),
              0.5,
              180,
              new EvidencePolicy.Tiers(0.8, 0.5),
              new EvidencePolicy.Gates(50, 25, 10, 40, 20)));

  private void count(int times, String kind, String status, @Nullable Double confidence) {
    ObjectNode record =
        Json.mapper().createObjectNode().put("record_kind", kind).put("status", status);
    if (confidence != null) {
      record.put("confidence", confidence);
    }
    for (int i = 0; i < times; i++) {
      quality.count(record);
    }
  }

  private List<String> warnings() {
    Findings out = new Findings();
    quality.report(out);
    assertEquals(List.of(), out.errors());
    return out.warnings().stream().map(f -> f.code() + ": " + f.message()).toList();
  }

  @Test
  void sharesThatJustMeetTheGatesAreNoMatter() {
    count(10, "edge", "active", 0.8);
    count(3, "edge", "active", 0.5);
    count(5, "edge", "active", 0.49);
    count(2, "edge", "quarantined", 0.79);
    assertEquals(List.of(), warnings());
  }

  @Test
  void eachGateThatIsMissedIsWarnedOf() {
    count(9, "edge", "active", 0.9);
    count(1, "edge", "active", 0.79);
    count(5, "edge", "active", 0.1);
    count(1, "edge", "active", null);
    count(3, "edge", "quarantined", 0.6);
    assertEquals(
        List.of(
            "EE_QUALITY: 9 of 19 edges are high",
            "EE_QUALITY: 6 of 19 edges are low",
            "EE_QUALITY: 3 of 19 edges are quarantined"),
        warnings());
  }

  @Test
  void whatIsDeletedOrNoEdgeDoesNotCount() {
    count(50, "edge", "deleted", 0.1);
    count(50, "entity", "active", null);
    assertEquals(List.of(), warnings());
    count(1, "edge", "active", 0.9);
    assertEquals(List.of(), warnings());
  }

  @Test
  @DisplayName("What is time to act on comes first; shares are rounded down")
  void alertsComeFirst() {
    count(2, "edge", "active", 0.9);
    count(2, "edge", "quarantined", 0.6);
    count(2, "edge", "active", 0.5);
    assertEquals(
        List.of(
            new EdgeQuality.Missed("quarantined", 2, 33, 10, true),
            new EdgeQuality.Missed("high", 2, 33, 50, false)),
        quality.figures().missed());
    assertEquals(
        List.of("EE_ALERT: 2 of 6 edges are quarantined", "EE_QUALITY: 2 of 6 edges are high"),
        warnings());
  }

  @Test
  @DisplayName("A share that just meets the alert's limit is none yet")
  void whatJustMeetsTheAlert() {
    count(6, "edge", "active", 0.9);
    count(2, "edge", "quarantined", 0.6);
    count(2, "edge", "active", 0.6);
    assertEquals(
        List.of(new EdgeQuality.Missed("quarantined", 2, 20, 10, false)),
        quality.figures().missed());
  }

  @Test
  @DisplayName("Figures count tiers, what is set aside, and the flags of old and dangling edges")
  void theFigures() {
    count(3, "edge", "active", 0.8);
    count(1, "edge", "active", 0.5);
    count(1, "edge", "quarantined", 0.4);
    ObjectNode flagged =
        Json.mapper()
            .createObjectNode()
            .put("record_kind", "edge")
            .put("status", "active")
            .put("confidence", 0.9);
    flagged.putArray("edge_flags").add("stale_evidence").add("dangling").add("other");
    quality.count(flagged);
    assertEquals(
        new EdgeQuality.Figures(6, 4, 1, 1, 1, 1, 1, quality.figures().missed()),
        quality.figures());
  }
}
