package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;

/** How well the edges of a registry are founded, as shares of all that are not deleted. */
final class EdgeQuality {
  private final EvidencePolicy policy;
  private long edges;
  private long high;
  private long low;
  private long quarantined;

  EdgeQuality(EvidencePolicy policy) {
    this.policy = policy;
  }

  void count(Subject subject) {
    String status = subject.text("status");
    if (!subject.kind().equals("edge") || "deleted".equals(status)) {
      return;
    }
    edges++;
    JsonNode value = subject.after().get("confidence");
    double confidence = value != null && value.isNumber() ? value.doubleValue() : 0;
    high += confidence >= policy.tiers().high() ? 1 : 0;
    low += confidence < policy.tiers().medium() ? 1 : 0;
    quarantined += "quarantined".equals(status) ? 1 : 0;
  }

  /** Warns for each gate that is missed. */
  void report(Findings out) {
    EvidencePolicy.Gates gates = policy.gates();
    if (edges == 0) {
      return;
    }
    gate(high * 100 < edges * gates.leastHighPercent(), "high", high, out);
    gate(low * 100 > edges * gates.mostLowPercent(), "low", low, out);
    gate(
        quarantined * 100 > edges * gates.mostQuarantinedPercent(),
        "quarantined",
        quarantined,
        out);
  }

  private void gate(boolean missed, String what, long count, Findings out) {
    if (missed) {
      out.warn(
          "EE_QUALITY", "P4", null, "confidence", count + " of " + edges + " edges are " + what);
    }
  }
}
