package dev.reeve.engine.registry.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DescriptorPlaces;
import dev.reeve.engine.registry.DocId;
import dev.reeve.engine.registry.EdgeQuality;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.edge.EdgeChange.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    edges = new Edges(bed.registry, new DescriptorPlaces(bed.workspace), bed.clock);
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

  /** The descriptor of a file, as its columns say it was promoted. */
  private void described(int file, String sha256, String imports) throws IOException {
    byte[] descriptor =
        """
        {"provenance": {"parser_id": "tree-sitter-python", "parser_version": "2",
          "source_sha256": "%s"}, "structure": {"imports": [%s]}}
        """
            .formatted(sha256, imports)
            .getBytes(StandardCharsets.UTF_8);
    new DescriptorPlaces(bed.workspace).save("python", new DocId(ids[file]), descriptor);
    WriteResult result =
        bed.set(
            PatchSource.SCANNER,
            "REC-%06d".formatted(file + 1),
            Map.of("src_language", "\"python\"", "src_parse_status", "\"ok\""));
    assertTrue(result.success() || result.code().equals(WriteResult.UNCHANGED), result.message());
  }

  private String sha256(int file) {
    return "%064x".formatted(file + 1);
  }

  private static String imported(int line, String... places) {
    return "{\"name\": \"f\", \"line\": %d, \"places\": [\"%s\"]}"
        .formatted(line, String.join("\", \"", places));
  }

  private List<EdgeRow> linked() {
    return edges.edges(new EdgeFilter(false, ids[0], "IMPORTS"));
  }

  @Test
  @DisplayName("An import of exactly one registered file is an edge with its line and parser")
  void importsBecomeEdges() throws IOException {
    described(
        0,
        sha256(0),
        String.join(
            ",",
            imported(3, "src/f1.md", "src/none.md"),
            imported(4, "src/f2.md", "src/f3.md"),
            imported(5, "src/none.md"),
            imported(6, "src/f0.md"),
            imported(7, "src/f1.md")));
    assertEquals(1, edges.imports().size(), "not what is ambiguous, absent, itself or twice");
    WriteResult result = edges.link();
    assertNotNull(result);
    assertTrue(result.success(), result.message());
    EdgeRow row = linked().getFirst();
    assertEquals(List.of(ids[0], ids[1]), List.of(row.source(), row.target()));
    assertEquals("src/f0.md:3", row.locator());
    assertEquals("static_parse", row.method());
    assertEquals("high", row.tier());
    JsonNode stored = bed.record(row.recordId());
    assertEquals("tree-sitter-python 2", stored.path("tool_version").asText());
    assertEquals("f", stored.path("evidence_snippet").asText());
    assertNull(edges.link(), "once is enough");
  }

  @Test
  @DisplayName("An edge ends with its import, and comes again with it; a person's stays ended")
  void importsThatGoEndTheirEdges() throws IOException {
    described(0, sha256(0), imported(3, "src/f1.md"));
    edges.link();
    String old = linked().getFirst().recordId();
    described(0, "0".repeat(64), "");
    assertNull(edges.link(), "the descriptor is that of another content");
    described(0, sha256(0), "");
    edges.link();
    assertEquals("deleted", bed.record(old).path("status").asText());
    assertEquals(List.of(), linked());

    described(0, sha256(0), imported(9, "src/f1.md"));
    edges.link();
    String again = linked().getFirst().recordId();
    WriteResult ended = bed.set(PatchSource.CLI, again, "status", "\"archived\"");
    assertTrue(ended.success(), ended.message());
    assertNull(edges.link(), "a person put it aside");
  }

  @Test
  @DisplayName("Each change is told with its edge, its age and why, in the words of the commands")
  void changesAreTold() {
    String edge = edge(0, 1, "user_asserted", 0.9);
    days(181);
    String target = bed.current().byDocId(ids[1]).getFirst().key();
    assertTrue(bed.set(PatchSource.SCANNER, target, "status", "\"deleted\"").success());
    String id = bed.record(edge).path("edge_id").asText();
    assertEquals(
        List.of(
            "confirm its evidence is 181 days old",
            "flag_stale its evidence is 181 days old",
            "flag_dangling its target is deleted"),
        edges.ageing().stream()
            .filter(change -> change.id().equals(id) && change.days() == 181)
            .map(change -> change.action().code() + " " + change.reason())
            .toList());
    assertTrue(edges.age().success());
    assertEquals(List.of("stale_evidence", "dangling"), flags(edge));
  }
}
