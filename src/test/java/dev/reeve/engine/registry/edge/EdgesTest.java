package dev.reeve.engine.registry.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.edge.EdgeChange.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgesTest {
  @TempDir Path folder;
  private RegistryBed bed;
  private Edges edges;
  private final String[] ids = new String[12];

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    edges = new Edges(bed.registry, bed.clock);
    for (int i = 0; i < ids.length; i++) {
      ObjectNode file = RegistryBed.fileRecord("src/f" + i + ".md", i + 1);
      assertTrue(bed.add(file).success());
      ids[i] = file.get("doc_id").asText();
    }
  }

  @AfterEach
  void close() {
    bed.close();
  }

  /** Adds an edge observed now; gives its record id. */
  private String edge(int from, int to, String method, double confidence) {
    String locator =
        switch (method) {
          case "heuristic" -> "heuristic:name";
          case "static_parse" -> "src/f.md:3";
          default -> "a:b";
        };
    ObjectNode edge =
        (ObjectNode)
            RegistryBed.json(
                """
                {"record_kind": "edge", "source_entity_id": "%s", "target_entity_id": "%s",
                 "rel_type": "imports", "directionality": "directed", "evidence_method": "%s",
                 "confidence": %s, "evidence_locator": "%s", "observed_utc": "%s",
                 "tool_version": "1", "notes": "heuristic: by name"}
                """
                    .formatted(ids[from], ids[to], method, confidence, locator, bed.clock.now()));
    WriteResult result = bed.add(edge);
    assertTrue(result.success(), result.message());
    return "REC-%06d".formatted(bed.current().size());
  }

  private void days(int days) {
    bed.clock.advance(Duration.ofDays(days));
  }

  private List<Action> planned(String record) {
    return edges.ageing().stream()
        .filter(change -> change.recordId().equals(record))
        .map(EdgeChange::action)
        .toList();
  }

  private List<String> flags(String record) {
    List<String> out = new java.util.ArrayList<>();
    bed.record(record).path("edge_flags").forEach((JsonNode flag) -> out.add(flag.asText()));
    return out;
  }

  private void confirm(String record) {
    WriteResult result =
        bed.set(
            PatchSource.CLI,
            record,
            Map.of("status", "\"active\"", "notes", "\"heuristic: I looked\""));
    assertTrue(result.success(), result.message());
  }

  @Test
  @DisplayName("P4 ageing: what a person asserted is to be confirmed after 90 days")
  void assertionsWarn() {
    String edge = edge(0, 1, "user_asserted", 0.9);
    days(90);
    assertEquals(List.of(), planned(edge));
    days(1);
    assertEquals(List.of(Action.CONFIRM), planned(edge));
    assertNull(edges.age());
  }

  @Test
  @DisplayName("P4 ageing, REG-A17: a confirmed heuristic goes back to quarantine after 30 days")
  void a17_heuristicsGoBack() {
    String edge = edge(0, 1, "heuristic", 0.4);
    assertEquals("quarantined", bed.record(edge).get("status").asText());
    days(20);
    confirm(edge);
    days(30);
    assertEquals(List.of(), planned(edge));
    days(1);
    assertEquals(List.of(Action.QUARANTINE), planned(edge));
    assertTrue(edges.age().success());
    assertEquals("quarantined", bed.record(edge).get("status").asText());
    assertNull(edges.age());
  }

  @Test
  @DisplayName("P4 ageing: any evidence over 180 days gets a flag, once")
  void oldEvidenceIsFlagged() {
    String edge = edge(0, 1, "static_parse", 0.9);
    days(181);
    assertEquals(List.of(Action.FLAG_STALE), planned(edge));
    assertTrue(edges.age().success());
    assertEquals(List.of("stale_evidence"), flags(edge));
    assertEquals("validator", bed.record(edge).get("updated_by").asText());
    assertEquals(1, edges.quality().stale());
    assertNull(edges.age());
  }

  @Test
  @DisplayName(
      "An edge to a deleted record is dangling, however that ended, and no more when it is back")
  void endedTargetsAreMarked() {
    String edge = edge(0, 1, "static_parse", 0.9);
    String target = bed.current().byDocId(ids[1]).getFirst().key();
    assertTrue(bed.set(PatchSource.SCANNER, target, "status", "\"deleted\"").success());
    assertTrue(edges.age().success());
    assertEquals(List.of("dangling"), flags(edge));
    assertTrue(bed.set(PatchSource.SCANNER, target, "status", "\"active\"").success());
    assertEquals(List.of(Action.CLEAR_DANGLING), planned(edge));
    assertTrue(edges.age().success());
    assertEquals(List.of(), flags(edge));
  }

  @Test
  @DisplayName("One pass takes at most a tenth of the active records out of use; the next goes on")
  void manyAtOnceAreTakenInTurns() {
    for (int i = 0; i < 4; i++) {
      confirm(edge(i, i + 1, "heuristic", 0.5));
    }
    days(31);
    WriteResult first = edges.age();
    assertTrue(first.success(), first.message());
    int passes = 1;
    for (WriteResult next = edges.age(); next != null; next = edges.age()) {
      assertTrue(next.success(), next.message());
      passes++;
    }
    assertEquals(4, passes);
    assertEquals(4, edges.quality().quarantined());
  }

  @Test
  @DisplayName("The default hides quarantined edges and confidence below 0.5")
  void theDefaultHidesWhatIsWeak() {
    String good = edge(0, 1, "static_parse", 0.9);
    edge(1, 2, "heuristic", 0.3);
    String confirmed = edge(2, 3, "heuristic", 0.4);
    confirm(confirmed);
    assertEquals(
        List.of(good), edges.edges(EdgeFilter.DEFAULT).stream().map(EdgeRow::recordId).toList());
    assertEquals(2, edges.hidden());
    EdgeFilter all = new EdgeFilter(true, ids[2], "IMPORTS");
    assertEquals(2, edges.edges(all).size());
    assertEquals("src/f1.md", edges.edges(all).getFirst().sourcePath());
    assertEquals("low", edges.edges(all).getFirst().tier());
  }

  @Test
  @DisplayName(
      "Gates: high at least 80 %, quarantined at most 5 %, low at most 10 %; alerts 10 and 15 %")
  void gatesAndAlerts() {
    for (int i = 0; i < 9; i++) {
      edge(i, i + 1, "static_parse", 0.9);
    }
    assertEquals(List.of(), edges.quality().missed());
    edge(10, 11, "heuristic", 0.4);
    EdgeQuality.Figures tenth = edges.quality();
    assertEquals(List.of(new EdgeQuality.Missed("quarantined", 1, 10, 5, false)), tenth.missed());
    edge(9, 11, "heuristic", 0.4);
    assertEquals(
        List.of(
            new EdgeQuality.Missed("low", 2, 18, 10, true),
            new EdgeQuality.Missed("quarantined", 2, 18, 5, true)),
        edges.quality().missed());
    assertTrue(
        bed.registry.view().validate(true).stream().anyMatch(f -> f.code().equals("EE_ALERT")));
  }
}
