package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.generate.BuildResult.Outcome;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorsTest {
  private static final String INDEX =
      """
      {"output_path": "docs/INDEX.md", "declared_dependencies": ["filename", "status"],
       "sort_keys": ["filename"]}
      """;

  @TempDir Path folder;
  private GeneratorBed room;

  @BeforeEach
  void open() {
    room = new GeneratorBed(folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  @DisplayName("REG-A51 notes do not make an index stale, a status does; two builds are the same")
  void a51_onlyDeclaredColumnsCountAndBytesAreStable() {
    room.files("b.md", "a.md");
    String id = room.generator(INDEX);
    assertEquals(State.STALE, room.state(id));
    room.build(id);
    assertEquals(State.CURRENT, room.state(id));
    String first = room.read("docs/INDEX.md");

    room.set("REC-000001", "notes", "\"seen\"");
    assertEquals(State.CURRENT, room.state(id));

    room.set("REC-000001", "status", "\"deprecated\"");
    assertEquals(State.STALE, room.state(id));
    room.build(id);
    String second = room.read("docs/INDEX.md");
    assertNotEquals(first, second);

    room.set("REC-000001", "notes", "\"seen again\"");
    room.write("docs/INDEX.md", first);
    room.build(id);
    assertEquals(second, room.read("docs/INDEX.md"));
    assertTrue(second.contains("| filename | status |"), second);
    assertTrue(second.indexOf("a.md") < second.indexOf("b.md"), second);
  }

  @Test
  @DisplayName("A build cannot make itself stale, nor another one, and writes once")
  void aBuildMakesNothingStale() {
    room.files("a.md");
    String one = room.generator(INDEX);
    String two =
        room.generator(
            """
            {"output_path": "docs/all.json", "output_kind": "json",
             "declared_dependencies": ["entity_id", "entity_kind", "size_bytes"]}
            """);
    room.build(one);
    room.build(two);
    assertEquals(List.of(State.CURRENT, State.CURRENT), List.of(room.state(one), room.state(two)));
    room.bed.events.clear();
    assertEquals(List.of(), room.generators.run(List.of(), true, null));
    assertEquals(
        Outcome.CURRENT, room.generators.run(List.of(one), true, null).getFirst().outcome());
    assertEquals(
        0, room.bed.events.stream().filter(RegistryEvent.Written.class::isInstance).count());
    assertEquals(2, room.writes.size());
  }

  @Test
  @DisplayName("Build columns and the report entity are written in one patch")
  void oneWriteABuild() {
    room.files("a.md");
    String id = room.generator(INDEX);
    room.bed.events.clear();
    room.build(id);
    List<RegistryEvent.Written> written =
        room.bed.events.stream()
            .filter(RegistryEvent.Written.class::isInstance)
            .map(RegistryEvent.Written.class::cast)
            .toList();
    assertEquals(1, written.size());
    assertEquals(2, written.getFirst().rows().size());
    ObjectNode record = room.bed.record(id);
    ObjectNode report = room.bed.record(record.get("build_report_entity_id").asText());
    assertEquals(record.get("output_hash"), report.get("sha256"));
    assertEquals("docs/INDEX.md", report.get("canonical_path").asText());
    assertTrue(room.read("docs/INDEX.md").contains(record.get("source_registry_hash").asText()));
    assertTrue(room.read("docs/INDEX.md").contains("version 1.0.0"));
    assertFalse(room.read("docs/INDEX.md").contains(room.bed.current().hash()));
  }

  @Test
  @DisplayName("Building again renews the one report; the registry does not grow")
  void theReportIsRenewed() {
    room.files("a.md", "b.md");
    String id = room.generator(INDEX);
    room.build(id);
    int records = room.bed.current().size();
    room.set("REC-000001", "status", "\"deprecated\"");
    assertTrue(
        room.bed
            .set(
                dev.reeve.engine.registry.PatchSource.CLI,
                room.bed.record(room.row(id).reportId()).get("record_id").asText(),
                "notes",
                "\"mine\"")
            .success());
    room.build(id);
    assertEquals(records, room.bed.current().size());
    assertEquals("mine", room.bed.record(room.row(id).reportId()).get("notes").asText());
  }

  @Test
  @DisplayName("An absent output is stale; an edited one waits for a person, whose bytes are told")
  void anEditedOutputIsNotReplacedUnasked() throws Exception {
    room.files("a.md");
    String id = room.generator(INDEX);
    room.build(id);
    Files.delete(room.bed.root.resolve("docs/INDEX.md"));
    assertEquals(State.STALE, room.state(id));
    assertEquals(List.of("docs/INDEX.md"), room.generators.due());
    room.build(id);

    room.write("docs/INDEX.md", room.read("docs/INDEX.md") + "mine\n");
    assertEquals(State.EDITED, room.state(id));
    assertEquals(List.of("docs/INDEX.md"), room.row(id).edited());
    assertEquals(List.of(), room.generators.due());
    DriftItem drift = room.generators.find(room.bed.current()).getFirst();
    assertFalse(drift.repairable());

    BuildResult plan = room.generators.run(List.of(), false, null).getFirst();
    assertEquals(Outcome.WOULD_BUILD, plan.outcome());
    assertTrue(room.read("docs/INDEX.md").endsWith("mine\n"));
    BuildResult built = room.generators.run(List.of(), true, "tester").getFirst();
    assertEquals(List.of("docs/INDEX.md"), built.kept());
    assertFalse(room.read("docs/INDEX.md").endsWith("mine\n"));
  }

  @Test
  @DisplayName("Line ends changed by version control are no edit")
  void lineEndsAreNoEdit() {
    room.files("a.md");
    String id = room.generator(INDEX);
    room.build(id);
    room.write("docs/INDEX.md", room.read("docs/INDEX.md").replace("\n", "\r\n"));
    assertEquals(State.STALE, room.state(id));
  }

  @Test
  @DisplayName("A file that no generator wrote is never replaced")
  void aTakenPlaceIsRefused() {
    room.files("a.md");
    room.write("docs/INDEX.md", "# By hand\n");
    String id = room.generator(INDEX);
    assertEquals(State.REFUSED, room.state(id));
    BuildResult result = room.generators.run(List.of(id), true, null).getFirst();
    assertEquals("GENERATOR_OUTPUT_TAKEN", result.code());
    assertEquals("# By hand\n", room.read("docs/INDEX.md"));
  }

  @Test
  @DisplayName("What a killed build left is known as its own and finished")
  void aHalfDoneBuildIsFinished() {
    room.files("a.md", "b.py");
    String id =
        room.generator(
            """
            {"output_path_pattern": "docs/by-{extension}.csv", "output_kind": "csv",
             "declared_dependencies": ["extension", "relative_path", "size_bytes"],
             "sort_keys": ["size_bytes"]}
            """);
    room.failAtWrite = 1;
    BuildResult failed = room.generators.run(List.of(id), true, null).getFirst();
    assertEquals(Outcome.FAILED, failed.outcome());
    assertEquals(List.of("docs/by-md.csv"), room.writes);
    room.failAtWrite = Integer.MAX_VALUE;
    room.set("REC-000001", "size_bytes", "99");
    assertEquals(State.STALE, room.state(id));
    room.build(id);
    assertEquals(State.CURRENT, room.state(id));
    assertTrue(room.read("docs/by-md.csv").contains("md,src/a.md,99"), room.read("docs/by-md.csv"));
  }

  @Test
  @DisplayName("A failed build keeps the old output and says why")
  void aFailureKeepsTheOldOutput() {
    room.files("a.md");
    String id =
        room.generator(
            """
            {"output_path": "docs/INDEX.md", "declared_dependencies": ["filename", "status"],
             "validation_rules": {"max_rows": 1, "not_empty": ["filename"], "unique": ["filename"]}}
            """);
    room.build(id);
    String before = room.read("docs/INDEX.md");
    assertTrue(room.bed.add(RegistryBed.fileRecord("src/b.md", 7)).success());
    BuildResult result = room.generators.run(List.of(id), true, null).getFirst();
    assertEquals("GENERATOR_OUTPUT_INVALID", result.code());
    assertEquals(before, room.read("docs/INDEX.md"));
    assertEquals(State.STALE, room.state(id));
  }

  @Test
  @DisplayName(
      "One output for each value; a value cannot leave its folder; what is left over is told")
  void oneOutputAValue() throws Exception {
    room.files("a.md", "b.py", "c.md");
    String id =
        room.generator(
            """
            {"output_path_pattern": "docs/by/{extension}.md",
             "declared_dependencies": ["filename", "extension"]}
            """);
    assertEquals(2, room.build(id).written().size());
    assertTrue(room.read("docs/by/md.md").contains("c.md"));
    assertFalse(room.read("docs/by/py.md").contains("c.md"));

    room.set("REC-000002", "status", "\"deleted\"");
    room.build(id);
    assertEquals(List.of("docs/by/py.md"), room.row(id).leftOver());
    assertTrue(Files.exists(room.bed.root.resolve("docs/by/py.md")));
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, __.._etc_passwd",
    "/abs, _abs",
    "CON, _CON",
    "a b:c, a_b_c",
    "'', unassigned",
    "..., _",
    "MOD-ÄÖ_1.x, MOD-ÄÖ_1.x"
  })
  @DisplayName("Values are made plain before they become part of a path")
  void valuesAreMadePlain(String value, String wanted) {
    String plain = OutputTarget.plain(com.fasterxml.jackson.databind.node.TextNode.valueOf(value));
    assertEquals(wanted, plain);
  }

  @Test
  @DisplayName("Two values that would share a file are refused before anything is written")
  void collisionsAreRefused() {
    room.files("a.md", "b.md");
    assertTrue(
        room.bed
            .set(dev.reeve.engine.registry.PatchSource.CLI, "REC-000001", "tags", "[\"a/b\"]")
            .success());
    assertTrue(
        room.bed
            .set(dev.reeve.engine.registry.PatchSource.CLI, "REC-000002", "tags", "[\"a_b\"]")
            .success());
    String id =
        room.generator(
            """
            {"output_path_pattern": "docs/{tags}.md", "declared_dependencies": ["filename", "tags"]}
            """);
    assertEquals("GENERATOR_OUTPUT_COLLISION", room.row(id).code());
    assertEquals(Outcome.FAILED, room.generators.run(List.of(id), true, null).getFirst().outcome());
    assertEquals(List.of(), room.writes);
  }

  @Test
  @DisplayName("Generators that wait for each other: GENERATOR_CYCLE before anything runs")
  void cyclesRunNothing() {
    ObjectNode first = RegistryBed.fileRecord("docs/one.md", 11);
    ObjectNode second = RegistryBed.fileRecord("docs/two.md", 12);
    assertTrue(room.bed.add(first, second).success());
    room.files("a.md");
    String template =
        """
        {"output_path": "docs/%s.md", "declared_dependencies": ["filename"],
         "template_ref_entity_id": "%s"}
        """;
    String one = room.generator(template.formatted("one", second.get("doc_id").asText()));
    room.generator(template.formatted("two", first.get("doc_id").asText()));
    String free = room.generator(INDEX);
    assertEquals("GENERATOR_CYCLE", room.row(one).code());
    EngineException e =
        assertThrows(EngineException.class, () -> room.generators.run(List.of(free), true, null));
    assertEquals("GENERATOR_CYCLE", e.code());
    assertEquals(List.of(), room.writes);
    assertEquals(List.of(), room.generators.due());
  }

  @Test
  @DisplayName("A template frames the output, is an input, and comes after what writes it")
  void templates() {
    ObjectNode frame = RegistryBed.fileRecord("docs/frame.md", 5);
    assertTrue(room.bed.add(frame).success());
    room.files("a.md");
    room.write("docs/frame.md", "---\ntitle: {{name}}\n---\n\n{{count}} files:\n\n{{content}}\n");
    String id =
        room.generator(
            """
            {"output_path": "docs/INDEX.md", "declared_dependencies": ["filename"],
             "input_filters": {"relative_path": {"glob": "src/**"}},
             "template_ref_entity_id": "%s"}
            """
                .formatted(frame.get("doc_id").asText()));
    room.build(id);
    assertTrue(
        room.read("docs/INDEX.md").startsWith("---\ntitle: Files\n---\n\n1 files:\n\n- a.md\n"),
        room.read("docs/INDEX.md"));
    room.write("docs/frame.md", "{{content}} and {{nothing}}\n");
    assertEquals(State.STALE, room.state(id));
    assertEquals(
        "GENERATOR_TEMPLATE", room.generators.run(List.of(id), true, null).getFirst().code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"output_kind\": \"html\"} | output_kind",
        "{\"declared_dependencies\": []} | names no column",
        "{\"declared_dependencies\": [\"rel_type\"]} | no column of the kind entity",
        "{\"declared_dependencies\": [\"filename\", \"last_seen_utc\"]} | machine and moment",
        "{\"sort_keys\": [\"size_bytes\"]} | which declared_dependencies does not name",
        "{\"sort_rule_id\": \"moon\"} | sort_rule_id",
        "{\"input_filters\": {\"size_bytes\": {\"above\": 3}}} | unknown condition above",
        "{\"input_filters\": {\"nothing\": 3}} | is no column",
        "{\"validator_id\": \"mine\"} | validator_id",
        "{\"validation_rules\": {\"must\": 1}} | must is not one of",
        "{\"output_path\": \".reeve/x.md\"} | lies in .reeve",
        "{\"output_path\": \"docs/*.md\"} | characters it may not have",
        "{\"output_path\": \"UNIFIED_SSOT_REGISTRY.json\"} | registry itself",
        "{\"output_kind\": \"csv\", \"template_ref_entity_id\": \"2099900001260118\"} | index and"
            + " report only",
        "{\"input_filters\": {\"record_kind\": \"generator\"}, \"declared_dependencies\":"
            + " [\"output_hash\"]} | written by builds",
        "{\"output_path\": null} | exactly one of",
        "{\"output_path\": null, \"output_path_pattern\": \"docs/x.md\"} | names no column",
        "{\"output_path\": null, \"output_path_pattern\": \"docs/{tags}.md\"} | not declared"
      })
  @DisplayName("What a definition asks for is done or refused, never ignored")
  void nothingIsIgnored(String members, String why) {
    room.files("a.md");
    ObjectNode definition = (ObjectNode) RegistryBed.json(INDEX);
    definition.remove("sort_keys");
    definition.setAll((ObjectNode) RegistryBed.json(members));
    String id = room.generator(definition.toString());
    GeneratorRow row = room.row(id);
    assertEquals(State.REFUSED, row.state());
    assertEquals("GENERATOR_INVALID", row.code());
    assertTrue(row.reason().contains(why), row.reason());
    assertEquals(Outcome.FAILED, room.generators.run(List.of(id), true, null).getFirst().outcome());
    assertEquals(List.of(), room.writes);
  }

  @Test
  @DisplayName("Two generators of one file are refused, both")
  void sharedOutputsAreRefused() {
    room.files("a.md");
    String one = room.generator(INDEX);
    String two =
        room.generator(
            """
            {"output_path_pattern": "docs/{filename}.md", "declared_dependencies": ["filename"]}
            """);
    assertEquals(
        List.of("GENERATOR_INVALID", "GENERATOR_INVALID"),
        List.of(String.valueOf(room.row(one).code()), String.valueOf(room.row(two).code())));
  }

  @Test
  @DisplayName("Numbers sort as numbers; reports count and sum; JSON and CSV read back")
  void formats() throws Exception {
    room.files("a.md", "b.md", "c.py");
    room.set("REC-000001", "size_bytes", "100");
    String csv =
        room.generator(
            """
            {"output_path": "out/rows.csv", "output_kind": "csv", "sort_keys": ["size_bytes"],
             "declared_dependencies": ["size_bytes", "tags", "short_description"]}
            """);
    assertTrue(
        room.bed
            .set(dev.reeve.engine.registry.PatchSource.CLI, "REC-000002", "tags", "[\"x\",\"y\"]")
            .success());
    assertTrue(
        room.bed
            .set(
                dev.reeve.engine.registry.PatchSource.CLI,
                "REC-000002",
                "short_description",
                "\"say \\\"hi\\\", \\nyou\"")
            .success());
    room.build(csv);
    assertEquals(
        "size_bytes,tags,short_description\n"
            + "10,\"[\"\"x\"\",\"\"y\"\"]\",\"say \"\"hi\"\", \nyou\"\n11,,\n100,,\n",
        room.read("out/rows.csv").substring(room.read("out/rows.csv").indexOf('\n') + 1));

    String report =
        room.generator(
            """
            {"output_path": "out/report.md", "output_kind": "report", "sort_keys": ["extension"],
             "declared_dependencies": ["extension", "size_bytes"]}
            """);
    room.build(report);
    assertTrue(
        room.read("out/report.md")
            .contains(
                """
                | extension | count | size_bytes |
                | --- | --- | --- |
                | md | 2 | 110 |
                | py | 1 | 11 |
                | **all** | 3 | 121 |
                """
                    .replace("size_bytes", "size\\_bytes")),
        room.read("out/report.md"));

    String json =
        room.generator(
            """
            {"output_path": "out/rows.json", "output_kind": "json",
             "input_filters": {"size_bytes": {"min": 11}},
             "declared_dependencies": ["relative_path", "size_bytes"], "sort_rule_id": "path"}
            """);
    room.build(json);
    JsonNode read = RegistryBed.json(room.read("out/rows.json"));
    assertEquals(2, read.get("count").asInt());
    assertEquals("src/a.md", read.at("/rows/0/relative_path").asText());
  }

  @Test
  @DisplayName("A list in an index is joined by commas")
  void listsInAnIndex() {
    room.files("a.md");
    assertTrue(
        room.bed
            .set(
                dev.reeve.engine.registry.PatchSource.CLI,
                "REC-000001",
                "tags",
                "[\"x\",\"y\",\"z\"]")
            .success());
    String id =
        room.generator(
            """
            {"output_path": "docs/INDEX.md", "declared_dependencies": ["filename", "tags"]}
            """);
    room.build(id);
    assertTrue(
        room.read("docs/INDEX.md").contains("| a.md | x, y, z |"), room.read("docs/INDEX.md"));
  }
}
