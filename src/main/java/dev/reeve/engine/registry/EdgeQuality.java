package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the edges of a registry are founded, as shares of all that are not deleted. Used by one
 * thread. Source: {@code docs/reference/edges.md}.
 */
public final class EdgeQuality {
  private final EvidencePolicy policy;
  private long edges;
  private long high;
  private long low;
  private long quarantined;
  private long stale;
  private long dangling;

  /** Counts nothing yet. */
  public EdgeQuality(EvidencePolicy policy) {
    this.policy = policy;
  }

  /**
   * The counts.
   *
   * @param edges that are not deleted
   * @param high confidence in the upper tier; {@code medium} and {@code low} likewise
   * @param quarantined set aside
   * @param stale with the flag {@code stale_evidence}
   * @param dangling whose target is deleted
   * @param missed gates that are missed, the worst first
   */
  public record Figures(
      long edges,
      long high,
      long medium,
      long low,
      long quarantined,
      long stale,
      long dangling,
      List<Missed> missed) {}

  /**
   * A share that is not as the policy wants it.
   *
   * @param what the share, such as {@code high}
   * @param percent what it is, rounded down
   * @param limit what it should be: at least for {@code high}, at most for the others
   * @param alert whether it is time to act
   */
  public record Missed(String what, long count, long percent, int limit, boolean alert) {}

  /** Counts a record; those that are no edges, or deleted, do not count. */
  public void count(JsonNode record) {
    String status = RegistryJson.text(record, "status");
    boolean edge = "edge".equals(RegistryJson.text(record, "record_kind"));
    if (!edge || "deleted".equals(status)) {
      return;
    }
    edges++;
    JsonNode value = record.get("confidence");
    double confidence = value != null && value.isNumber() ? value.doubleValue() : 0;
    high += confidence >= policy.tiers().high() ? 1 : 0;
    low += confidence < policy.tiers().medium() ? 1 : 0;
    quarantined += "quarantined".equals(status) ? 1 : 0;
    for (JsonNode flag : record.path("edge_flags")) {
      stale += flag.asText().equals("stale_evidence") ? 1 : 0;
      dangling += flag.asText().equals("dangling") ? 1 : 0;
    }
  }

  /** What was counted. */
  public Figures figures() {
    EvidencePolicy.Gates gates = policy.gates();
    List<Missed> missed = new ArrayList<>();
    if (high * 100 < edges * gates.leastHighPercent()) {
      missed.add(new Missed("high", high, high * 100 / edges, gates.leastHighPercent(), false));
    }
    most("low", low, gates.mostLowPercent(), gates.alertLowPercent(), missed);
    most(
        "quarantined",
        quarantined,
        gates.mostQuarantinedPercent(),
        gates.alertQuarantinedPercent(),
        missed);
    missed.sort((a, b) -> Boolean.compare(b.alert(), a.alert()));
    return new Figures(
        edges, high, edges - high - low, low, quarantined, stale, dangling, List.copyOf(missed));
  }

  private void most(String what, long count, int limit, int alert, List<Missed> missed) {
    if (count * 100 > edges * limit) {
      missed.add(new Missed(what, count, count * 100 / edges, limit, count * 100 > edges * alert));
    }
  }

  /** Warns for each gate that is missed. */
  void report(Findings out) {
    for (Missed gate : figures().missed()) {
      out.warn(
          gate.alert() ? "EE_ALERT" : "EE_QUALITY",
          "P4",
          null,
          "confidence",
          gate.count() + " of " + edges + " edges are " + gate.what());
    }
  }
}
