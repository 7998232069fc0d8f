package dev.reeve.engine.registry.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.registry.EvidencePolicy;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.edge.EdgeChange.Action;
import dev.reeve.engine.workspace.EngineClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What time, and the end of an entity, make of edges. Evidence itself never changes; status and
 * flags do. A pure function of the registry and the clock.
 */
final class EdgeAgeing {
  private static final String STALE = "stale_evidence";
  private static final String DANGLING = "dangling";

  private final EvidencePolicy policy;
  private final EngineClock clock;

  EdgeAgeing(EvidencePolicy policy, EngineClock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Everything that is to happen, in file order. */
  List<EdgeChange> plan(RegistryDocument document) {
    List<EdgeChange> out = new ArrayList<>();
    document
        .heads()
        .filter(head -> head.kind().equals("edge") && !"deleted".equals(head.status()))
        .forEach(head -> plan(document, head, out));
    return List.copyOf(out);
  }

  private void plan(RegistryDocument document, RecordHead head, List<EdgeChange> out) {
    ObjectNode edge = document.record(head);
    Set<String> flags = flags(edge);
    EvidencePolicy.@Nullable Age age = policy.age(edge, clock.now());
    long days = age == null ? -1 : age.days();
    if (age != null && age.confirm()) {
      add(head, Action.CONFIRM, days, "its evidence is " + days + " days old", out);
    }
    if (age != null && age.quarantine()) {
      add(head, Action.QUARANTINE, days, "nobody confirmed it for too long", out);
    }
    if (age != null && age.stale() && !flags.contains(STALE)) {
      add(head, Action.FLAG_STALE, days, "its evidence is " + days + " days old", out);
    }
    boolean ended =
        head.target() != null
            && document
                .byKey(head.target())
                .filter(target -> "deleted".equals(target.status()))
                .isPresent();
    if (ended && !flags.contains(DANGLING)) {
      add(head, Action.FLAG_DANGLING, days, "its target is deleted", out);
    }
    if (!ended && flags.contains(DANGLING)) {
      add(head, Action.CLEAR_DANGLING, days, "its target is back", out);
    }
  }

  private static void add(
      RecordHead head, Action action, long days, String reason, List<EdgeChange> out) {
    out.add(new EdgeChange(String.valueOf(head.edgeId()), head.key(), action, days, reason));
  }

  /**
   * The steps of the patch that does it; what only a person can do is not among them. One patch may
   * not take a large part of the registry out of use, so what is beyond a tenth waits for the next.
   */
  List<Operation> operations(RegistryDocument document) {
    long most = Math.max(1, document.heads().filter(RecordHead::active).count() / 10);
    long quarantined = 0;
    Map<String, Set<String>> flags = new LinkedHashMap<>();
    List<Operation> out = new ArrayList<>();
    for (EdgeChange change : plan(document)) {
      String key = change.recordId();
      Set<String> mine =
          flags.computeIfAbsent(key, k -> flags(document.record(document.byKey(k).orElseThrow())));
      switch (change.action()) {
        case CONFIRM -> {}
        case QUARANTINE -> {
          if (quarantined++ < most) {
            out.add(
                Operation.update("records/" + key + "/status", TextNode.valueOf("quarantined")));
          }
        }
        case FLAG_STALE -> mine.add(STALE);
        case FLAG_DANGLING -> mine.add(DANGLING);
        case CLEAR_DANGLING -> mine.remove(DANGLING);
      }
    }
    flags.forEach(
        (key, wanted) -> {
          if (!wanted.equals(flags(document.record(document.byKey(key).orElseThrow())))) {
            ArrayNode next = JsonNodeFactory.instance.arrayNode();
            wanted.forEach(next::add);
            out.add(Operation.upsert("records/" + key + "/edge_flags", next));
          }
        });
    return out;
  }

  private static Set<String> flags(JsonNode edge) {
    Set<String> out = new LinkedHashSet<>();
    edge.path("edge_flags").forEach(flag -> out.add(flag.asText()));
    return out;
  }

  /** What an age asks for, for people; empty for nothing. */
  static String words(EvidencePolicy.Age age) {
    List<String> out = new ArrayList<>();
    if (age.quarantine()) {
      out.add("belongs in quarantine");
    }
    if (age.confirm()) {
      out.add("confirm it again");
    }
    if (age.stale()) {
      out.add("stale evidence");
    }
    return String.join(", ", out);
  }
}
