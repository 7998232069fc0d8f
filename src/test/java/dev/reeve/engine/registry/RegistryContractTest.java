package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.RegistryBed.fileRecord;
import static dev.reeve.engine.registry.RegistryBed.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts P1 to P6 and the integrity rules, through the writer. */
class RegistryContractTest {
  private static final String FILE = "REC-000001";

  @TempDir Path folder;
  private RegistryBed bed;

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    assertTrue(bed.add(fileRecord("lib/a.py", 1)).changed());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private void refused(String code, WriteResult result) {
    assertTrue(
        result.code().equals(code)
            || result.validationErrors().stream().anyMatch(f -> f.code().equals(code)),
        result.toString());
    assertFalse(result.success(), result.toString());
  }

  private void warned(String code, WriteResult result) {
    assertTrue(result.success(), result.toString());
    assertTrue(result.warnings().stream().anyMatch(f -> f.code().equals(code)), result.toString());
  }

  private static void taken(WriteResult result) {
    assertTrue(result.changed(), result.toString());
  }

  @Test
  @DisplayName("REG-A5 a user does not write a column of the engine")
  void a05_aUserDoesNotWriteAToolColumn() {
    String before = bed.text();

    WriteResult result = bed.set(PatchSource.USER, FILE, "sha256", "\"" + "a".repeat(64) + "\"");

    refused("WP_TOOL_ONLY", result);
    Finding finding = result.validationErrors().getFirst();
    assertTrue(finding.message().contains(FILE) && finding.message().contains("sha256"));
    assertTrue(finding.message().contains("a".repeat(64)));
    assertEquals(before, bed.text());
  }

  @Test
  @DisplayName("REG-A6 an id never changes")
  void a06_anIdNeverChanges() {
    refused("WP_IMMUTABLE", bed.set(PatchSource.WATCHER, FILE, "doc_id", "\"2099900099260118\""));
    refused("WP_IMMUTABLE", bed.set(PatchSource.WATCHER, FILE, "doc_id", "null"));
  }

  @Test
  @DisplayName("REG-A7 the engine does not write a column of people")
  void a07_aToolDoesNotWriteAUserColumn() {
    refused("WP_USER_ONLY", bed.set(PatchSource.WATCHER, FILE, "module_id_override", "\"MOD-X\""));
    refused("WP_USER_ONLY", bed.set(PatchSource.WATCHER, FILE, "notes", "\"x\""));
  }

  @Test
  @DisplayName("A tool may set notes on a record it makes")
  void aToolMaySetNotesOnCreation() {
    taken(bed.add(fileRecord("lib/b.py", 2).put("notes", "generated")));
  }

  @Test
  @DisplayName("REG-A8 archived is final")
  void a08_archivedIsFinal() {
    taken(bed.set(PatchSource.USER, FILE, "status", "\"archived\""));
    refused("WP_TRANSITION", bed.set(PatchSource.USER, FILE, "status", "\"active\""));
    taken(bed.set(PatchSource.USER, FILE, "status", "\"deleted\""));
  }

  @Test
  @DisplayName("REG-A9 only the engine reports that an active file went")
  void a09_onlyAToolMakesATombstoneOfAnActiveFile() {
    refused("WP_TRANSITION", bed.operations(PatchSource.USER, Operation.delete("records/" + FILE)));
    taken(bed.operations(PatchSource.WATCHER, Operation.delete("records/" + FILE)));
    assertEquals("deleted", bed.record(FILE).get("status").asText());
    taken(bed.set(PatchSource.WATCHER, FILE, "status", "\"active\""));
  }

  @ParameterizedTest
  @CsvSource({
    "pending,running,true",
    "pending,active,false",
    "running,closed,true",
    "failed,pending,true",
    "closed,running,false",
    "quarantined,active,true",
    "active,closed,false",
    "deprecated,archived,true",
    "deprecated,active,false",
    "deleted,archived,false",
  })
  void theTransitionTable(String from, String to, boolean allowed) {
    WritePolicy policy = bed.registry.policies().write();
    assertEquals(allowed, policy.allows(from, to, ActorClass.USER));
  }

  @Test
  @DisplayName("REG-A10 the override of a module wins over a scanner")
  void a10_theOverrideWins() {
    taken(bed.set(PatchSource.USER, FILE, "module_id_override", "\"MOD-X\""));
    assertEquals("MOD-X", bed.record(FILE).get("module_id").asText());
    assertEquals("override", bed.record(FILE).get("module_id_source").asText());
    refused("WP_OVERRIDE_MISMATCH", bed.set(PatchSource.SCANNER, FILE, "module_id", "\"MOD-Y\""));
  }

  @Test
  @DisplayName("REG-A11 a path is normalised, and what follows from it is derived")
  void a11_aPathIsNormalisedAndDerivedFrom() {
    WriteResult result = bed.add(fileRecord(".\\src\\File.PY", 2));

    taken(result);
    assertTrue(result.normalizationApplied());
    ObjectNode record = bed.record("REC-000002");
    assertEquals("src/File.PY", record.get("relative_path").asText());
    assertEquals("File.PY", record.get("filename").asText());
    assertEquals("src", record.get("directory_path").asText());
    assertEquals("py", record.get("extension").asText());
    assertEquals("20", record.get("type_code").asText());
  }

  @Test
  @DisplayName("REG-A12 a leading dot belongs to the name")
  void a12_aLeadingDotStays() {
    taken(bed.add(fileRecord(".gitignore", 2)));
    ObjectNode record = bed.record("REC-000002");
    assertEquals(".gitignore", record.get("relative_path").asText());
    assertEquals("", record.get("extension").asText());
    assertEquals(".", record.get("directory_path").asText());
    assertEquals("00", record.get("type_code").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.py", "/etc/x", "C:\\x", "a//b", "a/./b", "a/", "a/../b", "c:x"})
  @DisplayName("REG-A13 a path that leaves the root or is not canonical is refused")
  void a13_anEscapingPathIsRefused(String path) {
    String before = bed.text();
    refused("SA_SCHEMA", bed.add(fileRecord(path, 2)));
    assertEquals(before, bed.text());
  }

  @Test
  @DisplayName("REG-A14 a time with an offset is stored as UTC")
  void a14_aTimeIsStoredInUtc() {
    ObjectNode record = fileRecord("b.md", 2).put("first_seen_utc", "2026-01-21T20:00:00+02:00");
    record.put("created_utc", "2026-01-19T03:54:44.308307");
    taken(bed.add(record));
    assertEquals("2026-01-21T18:00:00Z", bed.record("REC-000002").get("first_seen_utc").asText());
    assertEquals(
        "2026-01-19T03:54:44.308307Z", bed.record("REC-000002").get("created_utc").asText());
    refused("SA_SCHEMA", bed.add(fileRecord("c.md", 3).put("first_seen_utc", "yesterday")));
  }

  @Test
  @DisplayName("REG-A15 a file does not run")
  void a15_aTransientStatusIsForTransients() {
    refused("SA_STATUS_KIND", bed.set(PatchSource.SCANNER, FILE, "status", "\"running\""));
    refused("SA_STATUS_KIND", bed.add(fileRecord("b.md", 2).put("status", "running")));
  }

  private static ObjectNode transientRecord() {
    return (ObjectNode)
        json(
            """
            {"record_kind": "entity", "entity_kind": "transient", "transient_type": "run",
             "status": "running", "ttl_seconds": 3600, "created_utc": "2026-03-01T20:00:00Z"}
            """);
  }

  @Test
  @DisplayName("REG-A16 the end of a transient is computed, never given by a user")
  void a16_theEndOfATransientIsComputed() {
    taken(bed.add(transientRecord()));
    ObjectNode record = bed.record("REC-000002");
    assertEquals("2026-03-01T21:00:00Z", record.get("expires_utc").asText());
    assertTrue(record.get("entity_id").asText().matches("RUN-20260301-\\d{4}"));
    refused(
        "WP_TOOL_ONLY",
        bed.set(PatchSource.USER, "REC-000002", "expires_utc", "\"2026-03-01T23:00:00Z\""));
    ObjectNode bare = transientRecord();
    bare.remove("ttl_seconds");
    refused("SA_TTL_PAIR", bed.add(bare));
    refused("SA_TTL_PAIR", bed.add(transientRecord().put("expires_utc", "2026-03-01T21:00:00Z")));
  }

  private ObjectNode edge(String method, String confidence, String locator, String notes) {
    ObjectNode edge =
        (ObjectNode)
            json(
                """
                {"record_kind": "edge", "source_entity_id": "%s", "target_entity_id": "%s",
                 "rel_type": "imports", "directionality": "bidirectional", "evidence_method": "%s",
                 "confidence": %s, "evidence_locator": "%s", "tool_version": "1",
                 "observed_utc": "2026-02-01T00:00:00Z"}
                """
                    .formatted(id(1), id(1), method, confidence, locator));
    if (!notes.isEmpty()) {
      edge.put("notes", notes);
    }
    return edge;
  }

  private static String id(long n) {
    return fileRecord("x", n).get("doc_id").asText();
  }

  @Test
  @DisplayName("REG-A17 a heuristic edge starts in quarantine")
  void a17_aHeuristicEdgeStartsInQuarantine() {
    ObjectNode edge = edge("heuristic", "0.4", "heuristic:names", "heuristic: same stem");
    edge.put("status", "active");

    warned("EE_QUARANTINE", bed.add(edge));

    ObjectNode stored = bed.record("REC-000002");
    assertEquals("quarantined", stored.get("status").asText());
    assertEquals("IMPORTS", stored.get("rel_type").asText());
    assertEquals("undirected", stored.get("directionality").asText());
    assertEquals("EDGE-20260301-000001", stored.get("edge_id").asText());
    taken(
        bed.set(
            PatchSource.USER,
            "REC-000002",
            Map.of("status", "\"active\"", "notes", "\"heuristic: looked at it\"")));
    assertEquals("active", bed.record("REC-000002").get("status").asText());
  }

  @Test
  @DisplayName("REG-A18 a confidence outside the method's range is refused, zero included")
  void a18_theConfidenceMustFitTheMethod() {
    refused("EE_CONFIDENCE_RANGE", bed.add(edge("static_parse", "0.0", "lib/a.py:1", "")));
    refused("EE_CONFIDENCE_RANGE", bed.add(edge("static_parse", "null", "lib/a.py:1", "")));
    refused("EE_METHOD_UNKNOWN", bed.add(edge("guess", "0.9", "lib/a.py:1", "")));
    refused("EE_FIELD_MISSING", bed.add(edge("config_declared", "0.95", "", "")));
    refused("EE_NOTES_MISSING", bed.add(edge("user_asserted", "0.9", "me", "")));
    warned("EE_LOCATOR_FORMAT", bed.add(edge("static_parse", "0.9", "lib/a.py", "")));
  }

  @Test
  @DisplayName("REG-A19 an edge leads to known entities")
  void a19_anEdgeLeadsSomewhere() {
    ObjectNode edge = edge("static_parse", "0.9", "lib/a.py:1", "");
    edge.put("target_entity_id", "nobody");
    refused("RI_DANGLING_EDGE", bed.add(edge));
    refused(
        "RI_DANGLING_REF", bed.set(PatchSource.SCANNER, FILE, "supersedes_entity_id", "\"none\""));
  }

  @Test
  @DisplayName("REG-A20 process, step and role belong together; global roles are valid everywhere")
  void a20_processStepAndRoleBelongTogether() {
    refused("PR_INCOMPLETE", bed.set(PatchSource.USER, FILE, "process_id", "\"PROC-BUILD\""));
    refused("PR_UNKNOWN_PROCESS", process("PROC-X", "STEP-LINT", "input"));
    refused("PR_UNKNOWN_STEP", process("PROC-TEST", "STEP-LINT", "input"));
    refused("PR_ROLE_FORBIDDEN", process("PROC-BUILD", "STEP-LINT", "fixture"));
    taken(process("PROC-BUILD", "STEP-LINT", "input"));
    taken(process("PROC-BUILD", "STEP-LINT", "subject"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, true", "'', true", "build-team, false"})
  @DisplayName("A process that nobody owns is remarked")
  void aProcessWithoutAnOwnerIsRemarked(String owner, boolean remarked) {
    ProcessPolicy policy =
        new ProcessPolicy(
            List.of(),
            Map.of("P", new ProcessPolicy.Owned(owner, Map.of("S", List.of("subject")))));
    ObjectNode record = fileRecord("lib/x.py", 9);
    record.put("process_id", "P").put("process_step_id", "S").put("process_step_role", "subject");
    RecordHead head = bed.current().byKey(FILE).orElseThrow();
    Findings findings = new Findings();
    new ProcessContract(policy).check(Subject.stored(head, record), findings);
    assertEquals(List.of(), findings.errors());
    assertEquals(
        remarked ? List.of("PR_NO_OWNER") : List.of(),
        findings.warnings().stream().map(Finding::code).toList());
  }

  private WriteResult process(String process, String step, String role) {
    return bed.set(
        PatchSource.USER,
        FILE,
        Map.of(
            "process_id", "\"" + process + "\"",
            "process_step_id", "\"" + step + "\"",
            "process_step_role", "\"" + role + "\""));
  }

  @Test
  void everyErrorIsCollected() {
    WriteResult result =
        bed.set(
            PatchSource.USER,
            FILE,
            Map.of("sha256", "\"x\"", "doc_id", "\"2099900099260118\"", "status", "\"gone\""));

    List<String> codes = result.validationErrors().stream().map(Finding::code).toList();
    assertTrue(
        codes.containsAll(
            List.of("SA_SCHEMA", "WP_TOOL_ONLY", "WP_IMMUTABLE", "WP_TRANSITION", "DV_CONSTRAINT")),
        codes.toString());
  }

  @Test
  void aColumnNobodyKnowsIsNotWritten() {
    refused("WP_UNKNOWN_COLUMN", bed.set(PatchSource.USER, FILE, "x_mine", "1"));
    refused("WP_UNKNOWN_COLUMN", bed.set(PatchSource.SCANNER, FILE, "x_mine", "1"));
  }

  @Test
  void theSameNameOnTwoKindsHasTwoOwners() {
    taken(bed.set(PatchSource.USER, FILE, "source_entity_id", "\"" + id(1) + "\""));
    taken(bed.add(edge("static_parse", "0.9", "lib/a.py:1", "")));
    refused(
        "WP_TOOL_ONLY",
        bed.set(PatchSource.USER, "REC-000002", "source_entity_id", "\"" + id(1) + "x\""));
  }

  @Test
  void aDerivedValueThatIsGivenMustFit() {
    refused("DV_MISMATCH", bed.add(fileRecord("d/b.md", 2).put("filename", "c.md")));
    refused("DV_MISMATCH", bed.set(PatchSource.SCANNER, FILE, "extension", "\"txt\""));
    refused("DV_CONSTRAINT", bed.set(PatchSource.SCANNER, FILE, "sha256", "\"abc\""));
    ObjectNode early = fileRecord("b.md", 2).put("first_seen_utc", "2026-02-01T00:00:00Z");
    refused("DV_CONSTRAINT", bed.add(early.put("last_seen_utc", "2026-01-01T00:00:00Z")));
  }

  @Test
  void aMoveTakesWhatIsDerivedAlong() {
    taken(bed.set(PatchSource.WATCHER, FILE, "relative_path", "\"docs/b.md\""));
    ObjectNode record = bed.record(FILE);
    assertEquals("b.md", record.get("filename").asText());
    assertEquals("docs", record.get("directory_path").asText());
    assertEquals("01", record.get("type_code").asText());
    assertEquals("MOD-DOCS", record.get("module_id").asText());
    assertEquals("path_rule", record.get("module_id_source").asText());
  }

  @Test
  void aPrefixInTheNameGivesTheIdButNeverTakesOneAway() {
    ObjectNode record = fileRecord("2099900007260118_x.py", 2);
    record.remove("doc_id");
    record.put("entity_id", "2099900007260118");
    taken(bed.add(record));
    assertEquals("2099900007260118", bed.record("REC-000002").get("doc_id").asText());
    taken(bed.set(PatchSource.WATCHER, "REC-000002", "relative_path", "\"x.py\""));
    assertEquals("2099900007260118", bed.record("REC-000002").get("doc_id").asText());
    refused(
        "DV_MISMATCH",
        bed.set(PatchSource.WATCHER, "REC-000002", "relative_path", "\"1099900007260118_x.py\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x | it has no module_id",
        "module_id: | it has no module_id",
        "module_id: 7 | its module_id is 7, which is no module id",
        "'a: [' | it is no YAML from line 1"
      })
  void aManifestThatIsNotValidSaysWhatIsWrongInIt(String text, String why) throws IOException {
    Files.createDirectories(folder.resolve("pkg"));
    Files.writeString(folder.resolve("pkg/module.yaml"), text);
    WriteResult result = bed.add(fileRecord("pkg/x.md", 2));
    warned("MA_MANIFEST_INVALID", result);
    String said = result.warnings().getFirst().message();
    assertTrue(said.endsWith("pkg/module.yaml is not valid: " + why), said);
  }

  @Test
  void aManifestNearbyDecidesTheModule() throws IOException {
    Files.createDirectories(folder.resolve("pkg/deep/er"));
    Files.writeString(folder.resolve("pkg/module.yaml"), "module_id: MOD-PKG\n");
    Files.writeString(folder.resolve("pkg/deep/.module.yaml"), "module_id: nonsense\n");

    WriteResult result = bed.add(fileRecord("pkg/deep/er/x.md", 2));

    warned("MA_MANIFEST_INVALID", result);
    assertEquals(
        "record REC-000002, the manifest pkg/deep/.module.yaml is not valid:"
            + " its module_id is \"nonsense\", which is no module id",
        result.warnings().getFirst().message());
    assertEquals("MOD-PKG", bed.record("REC-000002").get("module_id").asText());
    assertEquals("manifest", bed.record("REC-000002").get("module_id_source").asText());
    Files.delete(folder.resolve("pkg/module.yaml"));
    warned("MA_MANIFEST_GONE", bed.set(PatchSource.USER, "REC-000002", "notes", "\"x\""));
    refused("MA_FORMAT", bed.set(PatchSource.USER, FILE, "module_id_override", "\"core\""));
    refused("MA_SOURCE_ENUM", bed.set(PatchSource.SCANNER, FILE, "module_id_source", "\"luck\""));
    refused(
        "MA_OVERRIDE_MISSING",
        bed.set(PatchSource.SCANNER, FILE, "module_id_source", "\"override\""));
    refused("MA_MISMATCH", bed.set(PatchSource.SCANNER, FILE, "module_id", "\"MOD-Z\""));
    warned("MA_RULE_CONFLICT", bed.add(fileRecord("core/docs/x.md", 3)));
  }

  @Test
  void idsAndPathsAreUnique() {
    ObjectNode twin = fileRecord("lib/b.py", 2).put("entity_id", id(1));
    assertEquals("ALREADY_EXISTS", bed.add(twin).code());
    refused("RI_DUPLICATE_PATH", bed.add(fileRecord("lib/a.py", 2)));
    taken(bed.operations(PatchSource.WATCHER, Operation.delete("records/" + FILE)));
    taken(bed.add(fileRecord("lib/a.py", 2)));
    refused("RI_DUPLICATE_PATH", bed.set(PatchSource.WATCHER, FILE, "status", "\"active\""));
  }

  @Test
  @DisplayName("D3 no patch takes a large part of the registry out of use")
  void aPatchThatLosesManyRecordsIsRefused() {
    ObjectNode[] more = new ObjectNode[29];
    for (int i = 0; i < more.length; i++) {
      more[i] = fileRecord("f" + i + ".md", i + 2);
    }
    taken(bed.add(more));

    WriteResult many = bed.operations(PatchSource.WATCHER, deletions(4));
    refused("RI_RECORD_COUNT", many);
    assertEquals("the patch would leave 26 of 30 active records", many.message());
    taken(bed.operations(PatchSource.WATCHER, deletions(3)));
  }

  private static Operation[] deletions(int count) {
    Operation[] out = new Operation[count];
    for (int i = 0; i < count; i++) {
      out[i] = Operation.delete("records/REC-%06d".formatted(i + 1));
    }
    return out;
  }

  @Test
  void countersNeverGoDown() {
    refused(
        "RI_COUNTER_DECREASED",
        bed.writer()
            .write(
                Patch.simple(
                    bed.current(),
                    PatchSource.ALLOCATOR,
                    null,
                    Map.of("counters/record_id/current", json("0")))));
  }

  @Test
  void anEntityOfNoKnownKindNeedsNotes() {
    ObjectNode other =
        (ObjectNode)
            json("{\"record_kind\":\"entity\",\"entity_kind\":\"other\",\"entity_id\":\"X\"}");
    refused("SA_OTHER_NEEDS_NOTE", bed.add(other));
    warned("SA_OTHER_SHARE", bed.add(other.put("notes", "why")));
  }

  @Test
  void aUserMakesAGenerator() {
    ObjectNode generator =
        (ObjectNode)
            json(
                """
                {"record_kind": "generator", "generator_name": "index", "generator_version": "1",
                 "declared_dependencies": ["filename", "status"], "sort_keys": ["filename"],
                 "output_path": "docs/index.md"}
                """);
    taken(bed.add(PatchSource.USER, generator));
    assertEquals("GEN-000001", bed.record("REC-000002").get("generator_id").asText());
    refused(
        "RI_OUTPUT_PATHS",
        bed.set(PatchSource.USER, "REC-000002", "output_path_pattern", "\"x/{module_id}\""));
    refused("SA_SCHEMA", bed.set(PatchSource.USER, "REC-000002", "sort_keys", "[\"nothing\"]"));
    taken(
        bed.writer()
            .write(
                Patch.simple(
                    bed.current(),
                    PatchSource.USER,
                    "REC-000002",
                    Map.of("input_filters/status", json("\"active\"")))));
    assertEquals("active", bed.record("REC-000002").at("/input_filters/status").asText());
  }

  @Test
  void newColumnsWaitForTheFilesVersion() {
    String old = bed.text().replace("\"version\": \"2.2.0\"", "\"version\": \"2.1.0\"");
    RegistryBed before = bed.with(old);
    assertTrue(before.registry.restore().acceptForeign("me").stream().allMatch(Finding::warning));

    refused("SA_SCHEMA", bed.set(PatchSource.SCANNER, FILE, "src_language", "\"python\""));
    taken(
        bed.writer()
            .write(
                Patch.simple(
                    bed.current(),
                    PatchSource.MIGRATOR,
                    null,
                    Map.of("meta/version", json("\"2.2.0\"")))));
    taken(bed.set(PatchSource.SCANNER, FILE, "src_imports_local", "[\"b\", \"\", \"a\", \"b\"]"));
    JsonNode imports = bed.record(FILE).get("src_imports_local");
    assertEquals(json("[\"a\", \"b\"]"), imports);
  }

  @Test
  void anUpgradeOfAnotherStateThanTheOneSeenIsRefused() {
    bed.with(bed.text().replace("\"version\": \"2.2.0\"", "\"version\": \"2.1.0\""));
    bed.registry.restore().acceptForeign("me");
    UpgradePlan seen = bed.registry.upgrade().plan();
    taken(bed.set(PatchSource.USER, FILE, "notes", "\"meanwhile\""));

    refused("CAS_PRECONDITION_FAILED", bed.registry.upgrade().run(seen.registryHash(), "me"));
    assertEquals("2.1.0", bed.current().version());
    String now = bed.registry.upgrade().plan().registryHash();
    taken(bed.registry.upgrade().run(now, "me"));
    assertEquals("2.2.0", bed.current().version());
    assertFalse(bed.registry.upgrade().plan().needed());
  }

  @Test
  void strictValidationSaysWhatIsWrongWithWhatIsStored() {
    taken(bed.add(edge("user_asserted", "0.9", "me:1", "I know")));
    bed.with(bed.text().replace("\"filename\": \"a.py\"", "\"filename\": \"z.py\""));
    bed.clock.advance(Duration.ofDays(200));

    List<Finding> findings = bed.registry.view().validate(true);

    List<String> codes = findings.stream().map(Finding::code).toList();
    assertTrue(codes.contains("DV_MISMATCH"), codes.toString());
    assertTrue(codes.contains("EE_AGED"), codes.toString());
    assertTrue(bed.registry.view().rows().getFirst().problem().startsWith("DV_MISMATCH"));
    RegistrySummary summary = bed.registry.view().summary();
    assertEquals(bed.clock.now(), summary.lastValidation());
    assertTrue(summary.validationErrors() > 0);
  }

  @Test
  void strictValidationSaysWhichEvidenceIsTooOld() {
    taken(bed.add(edge("user_asserted", "0.9", "me:1", "I know")));
    warned("EE_QUARANTINE", bed.add(edge("heuristic", "0.4", "heuristic:a", "heuristic: stem")));
    taken(
        bed.set(
            PatchSource.USER,
            "REC-000003",
            Map.of("status", "\"active\"", "notes", "\"heuristic: looked at it\"")));
    bed.clock.advance(Duration.ofDays(30)); // since a person confirmed it; observed 58 days ago
    assertEquals(List.of(), aged());
    bed.clock.advance(Duration.ofDays(1));
    assertEquals(List.of("EE_QUARANTINE REC-000003"), aged());
    bed.clock.advance(Duration.ofDays(31)); // observed 90 days ago
    assertEquals(List.of("EE_QUARANTINE REC-000003"), aged());
    bed.clock.advance(Duration.ofDays(1));
    assertEquals(List.of("EE_AGED REC-000002", "EE_QUARANTINE REC-000003"), aged());
    bed.clock.advance(Duration.ofDays(89)); // 180
    assertEquals(2, aged().size());
    bed.clock.advance(Duration.ofDays(1));
    assertEquals(
        List.of(
            "EE_AGED REC-000002",
            "EE_AGED REC-000002",
            "EE_AGED REC-000003",
            "EE_QUARANTINE REC-000003"),
        aged());
  }

  private List<String> aged() {
    return bed.registry.view().validate(true).stream()
        .filter(f -> f.code().equals("EE_AGED") || f.code().equals("EE_QUARANTINE"))
        .map(f -> f.code() + " " + f.key())
        .toList();
  }

  @Test
  @DisplayName("The member meta: what it must have, be, and look like, each by its column")
  void theMemberMeta() {
    bed.with(
        bed.text()
            .replace("\"UNIFIED_SSOT_REGISTRY\"", "\"OTHER\"")
            .replaceFirst("\"status\": \"active\"", "\"status\": \"odd\"")
            .replaceFirst("\"document_id\": \"[^\"]*\"", "\"document_id\": \"\""));
    List<String> found =
        bed.registry.view().validate(true).stream()
            .filter(finding -> finding.code().equals("SA_SCHEMA"))
            .map(finding -> finding.column() + ": " + finding.message())
            .toList();
    assertTrue(found.contains("meta.document_id: meta.document_id is missing"), found.toString());
    assertTrue(
        found.contains(
            "meta.registry_name: meta.registry_name: OTHER must be UNIFIED_SSOT_REGISTRY"),
        found.toString());
    assertTrue(
        found.stream().anyMatch(text -> text.startsWith("meta.status: meta.status: odd is not in")),
        found.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "entrypoint_flag, 1, must be true or false",
    "size_bytes, -1, must be a whole number",
    "size_bytes, 1.5, must be a whole number",
    "tags, '[1]', must be a list of texts",
    "tags, '\"a\"', must be a list of texts",
    "first_seen_utc, 1, must be an ISO 8601 time in UTC",
    "relative_path, 1, must be a path",
    "sha256, 1, must be a text",
    "status, '\"gone\"', is not in"
  })
  @DisplayName("A value of another type is refused with what it must be")
  void typesOfValues(String column, String value, String why) {
    WriteResult result = bed.set(PatchSource.SCANNER, FILE, column, value);
    refused("SA_SCHEMA", result);
    assertTrue(
        result.validationErrors().stream()
            .anyMatch(
                finding ->
                    finding.code().equals("SA_SCHEMA")
                        && column.equals(finding.column())
                        && FILE.equals(finding.key())
                        && finding.message().contains(why)),
        result.toString());
  }

  @Test
  @DisplayName("Assets are numbered by family, externals named by system and reference")
  void idsOfOtherEntities() {
    ObjectNode asset =
        (ObjectNode)
            json(
                """
                {"record_kind": "entity", "entity_kind": "asset", "asset_family": "Web site"}
                """);
    taken(bed.add(asset.deepCopy()));
    taken(bed.add(asset.deepCopy()));
    assertEquals("WEB_SITE-000001", bed.record("REC-000002").get("entity_id").asText());
    assertEquals("WEB_SITE-000002", bed.record("REC-000003").get("asset_id").asText());
    taken(
        bed.add(
            (ObjectNode)
                json(
                    """
                    {"record_kind": "entity", "entity_kind": "external",
                     "external_system": "JIRA", "external_ref": "X-1"}
                    """)));
    assertEquals("JIRA-X-1", bed.record("REC-000004").get("entity_id").asText());
  }

  /** Opens the registry again with one more derivation, of the workspace's own. */
  private void derive(String column, String formula) throws IOException {
    String edge = "{ \"kind\": \"edge\"";
    String more = "{ \"kind\": \"entity\", \"column\": \"%s\", \"formula\": \"%s\" },\n";
    Path own = Files.createDirectories(bed.workspace.own("registry", "policies"));
    try (var in = RegistryPolicies.class.getResourceAsStream("derivations.json")) {
      String shipped = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertTrue(shipped.contains(edge), shipped);
      Files.writeString(
          own.resolve("derivations.json"),
          shipped.replace(edge, more.formatted(column, formula) + edge));
    }
    bed.reopen();
  }

  @Test
  @DisplayName("A formula of the workspace's own may ask for the time of the write")
  void aFormulaMayAskForTheTime() throws IOException {
    derive("first_seen_utc", "first_seen_utc OR NOW_UTC()");
    taken(bed.add(fileRecord("b.md", 2)));
    assertEquals("2026-03-01T12:00:00Z", bed.record("REC-000002").get("first_seen_utc").asText());
    bed.clock.advance(Duration.ofDays(1));
    taken(bed.set(PatchSource.USER, "REC-000002", "notes", "\"x\""));
    assertEquals("2026-03-01T12:00:00Z", bed.record("REC-000002").get("first_seen_utc").asText());
  }

  @Test
  @DisplayName("A derived value whose input is missing cannot be checked, and is refused")
  void aDerivedValueWithoutItsInput() throws IOException {
    derive("short_description", "UPPER(content_type)");
    WriteResult result = bed.set(PatchSource.USER, FILE, "short_description", "\"X\"");
    refused("DV_INPUT_MISSING", result);
    assertTrue(
        result.message().contains("an input of UPPER(content_type) is missing"), result.message());
    taken(bed.set(PatchSource.SCANNER, FILE, "content_type", "\"text/x\""));
    assertEquals("TEXT/X", bed.record(FILE).get("short_description").asText());
  }
}
