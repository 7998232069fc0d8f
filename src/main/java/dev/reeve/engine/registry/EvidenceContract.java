package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.registry.EvidencePolicy.Method;
import dev.reeve.engine.workspace.EngineClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** P4: what an edge must show for itself, and when it is set aside. */
final class EvidenceContract implements Contract {
  private static final String P4 = "P4";

  private final EvidencePolicy policy;
  private final EngineClock clock;

  EvidenceContract(EvidencePolicy policy, EngineClock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public void check(Subject edge, Findings out) {
    if (!edge.kind().equals("edge")) {
      return;
    }
    String name = edge.text("evidence_method");
    Method method = name == null ? null : policy.methods().get(name);
    if (edge.empty("evidence_method")) {
      error("EE_METHOD_MISSING", edge, "evidence_method", "an edge needs its method", out);
    } else if (method == null) {
      error("EE_METHOD_UNKNOWN", edge, "evidence_method", "is no known method", out);
    } else {
      evidence(edge, method, out);
    }
  }

  private static void evidence(Subject edge, Method method, Findings out) {
    for (String column : missing(edge, method)) {
      error("EE_FIELD_MISSING", edge, column, "is needed by this method", out);
    }
    Double confidence = confidence(edge);
    if (confidence == null || !method.covers(confidence)) {
      error("EE_CONFIDENCE_RANGE", edge, "confidence", "must be in " + method.confidence(), out);
    }
    String notes = edge.text("notes");
    String needed = method.notes();
    if (needed != null && (notes == null || notes.isBlank() || !notes.contains(needed))) {
      error(
          "EE_NOTES_MISSING",
          edge,
          "notes",
          "must say why" + (needed.isEmpty() ? "" : ", with " + needed),
          out);
    }
    String locator = edge.text("evidence_locator");
    if (method.locator() != null
        && locator != null
        && !locator.isEmpty()
        && !method.locator().matcher(locator).matches()) {
      out.warn(
          "EE_LOCATOR_FORMAT",
          P4,
          edge.key(),
          "evidence_locator",
          edge.value("evidence_locator") + " should look like " + method.locator());
    }
  }

  /**
   * Sets a new edge, or one whose confidence changed, aside when its evidence is weak. An operator
   * who makes an edge active and says why keeps it so.
   */
  void quarantine(Draft.Touched touched, PatchSource source, String key, Findings out) {
    if (!"edge".equals(RegistryJson.text(touched.after(), "record_kind"))) {
      return;
    }
    Subject edge =
        new Subject(
            DocumentScanner.HeadReader.of(touched.ordinal(), touched.after()),
            touched.before(),
            touched.after(),
            touched.written(),
            source);
    boolean weighed = touched.created() || edge.changed("confidence");
    boolean active = "active".equals(edge.text("status"));
    String why = weighed && active ? weakness(edge) : null;
    if (why != null) {
      touched.after().put("status", "quarantined");
      out.warn("EE_QUARANTINE", P4, key, "status", "edge " + key + " is set aside: " + why);
    }
  }

  private @Nullable String weakness(Subject edge) {
    String name = edge.text("evidence_method");
    Method method = name == null ? null : policy.methods().get(name);
    Double confidence = confidence(edge);
    if (method != null && method.quarantined()) {
      return "its method is " + name;
    }
    if (confidence == null || confidence < policy.quarantineBelow()) {
      return "its confidence is below " + policy.quarantineBelow();
    }
    if (edge.empty("evidence_locator")) {
      return "it has no locator";
    }
    return method != null && !missing(edge, method).isEmpty() ? "evidence is missing" : null;
  }

  /** What age says about a stored edge; only a strict validation asks. */
  void age(Subject edge, Findings out) {
    if (!edge.kind().equals("edge") || "deleted".equals(edge.text("status"))) {
      return;
    }
    EvidencePolicy.Age age = policy.age(edge.after(), clock.now());
    if (age == null) {
      return;
    }
    if (age.stale()) {
      old("stale_evidence", edge, age.days(), out);
    }
    if (age.confirm()) {
      old("confirm it again", edge, age.days(), out);
    }
    if (age.quarantine()) {
      out.warn(
          "EE_QUARANTINE",
          P4,
          edge.key(),
          "status",
          "edge " + edge.key() + " was not confirmed for long and belongs in quarantine");
    }
  }

  private static void old(String what, Subject edge, long days, Findings out) {
    out.warn(
        "EE_AGED",
        P4,
        edge.key(),
        "observed_utc",
        "edge " + edge.key() + ": evidence of " + days + " days ago, " + what);
  }

  private static List<String> missing(Subject edge, Method method) {
    List<String> out = new ArrayList<>();
    for (String column : method.required()) {
      if (edge.empty(column)) {
        out.add(column);
      }
    }
    return out;
  }

  private static @Nullable Double confidence(Subject edge) {
    JsonNode value = edge.after().get("confidence");
    return value != null && value.isNumber() ? value.doubleValue() : null;
  }

  private static void error(String code, Subject edge, String column, String why, Findings out) {
    out.error(code, P4, edge.key(), column, edge.value(column) + ": " + why);
  }
}
