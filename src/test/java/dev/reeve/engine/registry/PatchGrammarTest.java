package dev.reeve.engine.registry;

import static dev.reeve.engine.registry.RegistryBed.fileRecord;
import static dev.reeve.engine.registry.RegistryBed.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** Paths, operations and the forms of a patch. */
class PatchGrammarTest {
  @TempDir Path folder;
  private RegistryBed bed;

  @BeforeEach
  void open() {
    bed = new RegistryBed(folder);
    ObjectNode[] records = new ObjectNode[10];
    for (int i = 0; i < records.length; i++) {
      records[i] = fileRecord("f" + i + ".md", i + 1);
    }
    assertTrue(bed.add(records).changed());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private String code(PatchSource source, Operation... operations) {
    String before = bed.text();
    WriteResult result = bed.operations(source, operations);
    if (!result.success()) {
      assertEquals(before, bed.text());
    }
    return result.code();
  }

  private static Operation whenIt(Operation.Op op, String path, String value, String old) {
    return new Operation(op, path, value == null ? null : json(value), json(old));
  }

  @Test
  @DisplayName("old_value must be there, wherever an operation points")
  void theOldValueMustBeThere() {
    String record = bed.record("REC-000001").toString();
    String other = record.replace("\"active\"", "\"archived\"");
    String merged = "{\"record_id\": \"REC-000001\", \"notes\": \"x\"}";
    for (Operation refused :
        List.of(
            whenIt(Operation.Op.UPSERT, "records", merged, other),
            whenIt(Operation.Op.UPDATE, "records/REC-000001", "{\"notes\": \"x\"}", other),
            whenIt(Operation.Op.DELETE, "records/REC-000001", null, other),
            whenIt(Operation.Op.UPSERT, "records/REC-000001/notes", "\"x\"", "\"y\""))) {
      assertEquals("OLD_VALUE_MISMATCH", code(PatchSource.USER, refused), refused.toString());
    }
    assertEquals(
        WriteResult.WRITTEN,
        code(PatchSource.USER, whenIt(Operation.Op.UPSERT, "records", merged, record)));
    assertEquals(
        WriteResult.WRITTEN,
        code(
            PatchSource.USER,
            whenIt(Operation.Op.UPSERT, "records/REC-000001/notes", "\"y\"", "\"x\"")));
  }

  @Test
  @DisplayName("A member that is not there cannot be taken away")
  void whatIsNotThereCannotBeTakenAway() {
    assertEquals(
        "TARGET_NOT_FOUND",
        code(PatchSource.USER, Operation.delete("records/REC-000001/no_such_column")));
    assertEquals(
        WriteResult.WRITTEN,
        code(PatchSource.USER, Operation.upsert("records/REC-000001/notes", json("\"x\""))));
    assertEquals(
        WriteResult.WRITTEN, code(PatchSource.USER, Operation.delete("records/REC-000001/notes")));
  }

  @Test
  @DisplayName("REG-A21 all operations are applied, or none")
  void a21_allOperationsOrNone() {
    assertEquals(
        "TARGET_NOT_FOUND",
        code(
            PatchSource.USER,
            Operation.update("records/REC-000001/notes", json("\"x\"")),
            Operation.update("records/REC-000099/notes", json("\"x\""))));
    assertFalse(bed.record("REC-000001").has("notes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records[0]/status",
        "records/0",
        "records/0/status",
        "records/-",
        "records/REC-000001/tags[0]"
      })
  @DisplayName("REG-A22 a record is never named by its position")
  void a22_positionsAreForbidden(String path) {
    assertEquals(
        "POSITION_PATH_FORBIDDEN", code(PatchSource.USER, Operation.update(path, json("{}"))));
  }

  @Test
  @DisplayName("REG-A23 an upsert with a known id updates that record")
  void a23_anUpsertUpdatesTheRecordOfThatId() {
    assertEquals(
        "WRITTEN",
        code(
            PatchSource.USER,
            Operation.upsert(
                "records", json("{\"record_id\": \"REC-000004\", \"notes\": \"mine\"}"))));
    assertEquals(10, bed.current().size());
    assertEquals("mine", bed.record("REC-000004").get("notes").asText());
    assertEquals("f3.md", bed.record("REC-000004").get("relative_path").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"registry_hash\": \"HASH\", \"changes\": {\"notes\": 1}, \"operations\": []}",
        "{\"registry_hash\": \"HASH\"}",
        "{\"registry_hash\": \"\", \"record_id\": \"REC-000001\", \"changes\": {\"notes\": \"x\"}}",
        "{\"changes\": {\"notes\": \"x\"}}",
        "{\"registry_hash\": \"HASH\", \"changes\": {}}",
        "{\"registry_hash\": \"HASH\", \"changes\": {\"notes\": 1}, \"validate_policies\": false}",
        "{\"registry_hash\": \"HASH\", \"changes\": {\"notes\": 1}, \"apply_normalization\":"
            + " false}",
        "{\"registry_hash\": \"HASH\", \"changes\": {\"notes\": 1}, \"source\": \"somebody\"}",
        "{\"registry_hash\": \"HASH\", \"changes\": {\"notes\": 1}, \"timestamp_utc\": \"noon\"}",
        "{\"registry_hash\": \"HASH\", \"operations\": [{\"op\": \"move\", \"path\":"
            + " \"records\"}]}",
        "{\"registry_hash\": \"HASH\", \"patch_id\": \"../x\", \"changes\": {\"notes\": 1}}",
        "[]",
        "{\"registry_hash\": \"HASH\", \"changes\": {\"notes\": 1}} trailing",
        "not json"
      })
  @DisplayName("REG-A24 a patch that is none is refused")
  void a24_aMalformedPatchIsRefused(String text) {
    String before = bed.text();
    byte[] patch = text.replace("HASH", bed.current().hash()).getBytes(StandardCharsets.UTF_8);

    WriteResult result = bed.writer().submit(patch, PatchSource.CLI);

    assertEquals("PATCH_MALFORMED", result.code(), result.toString());
    assertEquals(before, bed.text());
    assertEquals(1, bed.registry.counters().validationFailures());
  }

  @Test
  void aPatchFromOutsideHasLimits() {
    String deep = "[".repeat(65) + "]".repeat(65);
    for (String value :
        List.of(deep, "\"" + "x".repeat((1 << 20) + 1) + "\"", "[" + "1,".repeat(4 << 20) + "1]")) {
      String patch =
          "{\"registry_hash\":\"%s\",\"record_id\":\"REC-000001\",\"changes\":{\"notes\":%s}}"
              .formatted(bed.current().hash(), value);
      assertEquals(
          "PATCH_MALFORMED",
          bed.writer().submit(patch.getBytes(StandardCharsets.UTF_8), PatchSource.CLI).code());
    }
  }

  @Test
  void aPatchFromOutsideIsAlwaysOfTheUserClass() {
    String patch =
        """
        {"registry_hash": "sha256:%s", "source": "watcher", "record_id": "REC-000001",
         "changes": {"sha256": "%s"}}
        """
            .formatted(bed.current().hash(), "a".repeat(64));
    assertEquals(
        "WP_TOOL_ONLY",
        bed.writer().submit(patch.getBytes(StandardCharsets.UTF_8), PatchSource.CONSOLE).code());
  }

  @Test
  void theWireFormIsUnderstood() {
    String docId = bed.record("REC-000002").get("doc_id").asText();
    String patch =
        """
        {"registry_hash": "%s", "doc_id": "%s", "actor": {"tool": "t", "tool_version": "1"},
         "utc_ts": "2026-03-01T12:00:00Z", "work_item_id": "W-1",
         "ops": [{"op": "set", "path": "/notes", "value": "hello"},
                 {"op": "add", "path": "/tags", "value": ["a"]},
                 {"op": "remove", "path": "/notes"}]}
        """
            .formatted(bed.current().hash(), docId);

    WriteResult result =
        bed.writer().submit(patch.getBytes(StandardCharsets.UTF_8), PatchSource.CLI);

    assertTrue(result.changed(), result.toString());
    assertFalse(bed.record(docId).hasNonNull("notes"));
    assertEquals(json("[\"a\"]"), bed.record(docId).get("tags"));
  }

  @Test
  void eachOperationHasItsErrors() {
    assertEquals(
        "ALREADY_EXISTS",
        code(PatchSource.SCANNER, Operation.add("records", fileRecord("g.md", 1))));
    assertEquals("TYPE_MISMATCH", code(PatchSource.SCANNER, Operation.add("records", json("[]"))));
    assertEquals(
        "ALREADY_EXISTS",
        code(PatchSource.USER, Operation.add("records/REC-000001/status", json("\"x\""))));
    assertEquals(
        "TARGET_NOT_FOUND",
        code(PatchSource.USER, Operation.update("records/REC-000001/x_none", json("1"))));
    assertEquals("TARGET_NOT_FOUND", code(PatchSource.USER, Operation.delete("records/nobody")));
    assertEquals(
        "AMBIGUOUS_TARGET",
        code(
            PatchSource.SCANNER,
            Operation.upsert("records", fileRecord("g.md", 2).put("record_id", "REC-000001"))));
    assertEquals(
        "OLD_VALUE_MISMATCH",
        code(PatchSource.USER, Operation.test("records/REC-000001/status", json("\"gone\""))));
    assertEquals(
        "OLD_VALUE_MISMATCH",
        code(
            PatchSource.USER,
            new Operation(
                Operation.Op.UPDATE,
                "records/REC-000001/notes",
                json("\"x\""),
                json("\"other\""))));
    for (String path : List.of("records", "meta", "nothing", "meta/document_id", "counters/a")) {
      assertEquals("UNKNOWN_PATH", code(PatchSource.USER, Operation.delete(path)), path);
    }
    assertEquals(
        "UNKNOWN_PATH",
        code(PatchSource.USER, Operation.upsert("records/REC-000001/notes2/x", json("1"))));
  }

  @Test
  void laterOperationsSeeEarlierOnes() {
    ObjectNode record = fileRecord("g.md", 77);
    String docId = record.get("doc_id").asText();
    WriteResult result =
        bed.operations(
            PatchSource.SCANNER,
            Operation.add("records", record),
            Operation.update("records/" + docId + "/size_bytes", json("99")),
            Operation.test("records/" + docId + "/size_bytes", json("99")));
    assertTrue(result.changed(), result.toString());
    assertEquals(99, bed.record(docId).get("size_bytes").asInt());
    assertEquals(1, result.recordsAffected());
  }

  @Test
  void aDeletedMemberIsNullAndADeletedRecordATombstone() {
    bed.set(PatchSource.USER, "REC-000001", "notes", "\"x\"");
    bed.operations(PatchSource.USER, Operation.delete("records/REC-000001/notes"));
    assertTrue(bed.record("REC-000001").get("notes").isNull());
    bed.operations(PatchSource.WATCHER, Operation.delete("records/REC-000001"));
    assertEquals(10, bed.current().size());
    assertEquals("deleted", bed.record("REC-000001").get("status").asText());
  }

  @Test
  void onlySomeMembersOutsideTheRecordsCanBeWritten() {
    assertEquals("WRITTEN", member(PatchSource.USER, "meta/description").code());
    assertEquals("UNKNOWN_PATH", member(PatchSource.USER, "meta/version").code());
    assertEquals("UNKNOWN_PATH", member(PatchSource.USER, "records").code());
    assertEquals("UNKNOWN_PATH", member(PatchSource.USER, "counters/record_id/current").code());
    assertEquals("WRITTEN", member(PatchSource.ALLOCATOR, "counters/note/current").code());
  }

  private WriteResult member(PatchSource source, String path) {
    return bed.writer()
        .write(Patch.simple(bed.current(), source, null, Map.of(path, json("\"text\""))));
  }

  @Test
  void aTargetIsARecordIdOrADocId() {
    String docId = bed.record("REC-000003").get("doc_id").asText();
    assertTrue(bed.set(PatchSource.USER, docId, "notes", "\"x\"").changed());
    assertEquals("x", bed.record("REC-000003").get("notes").asText());
    assertEquals(
        "TARGET_NOT_FOUND", bed.set(PatchSource.USER, "REC-999999", "notes", "\"x\"").code());
  }

  @Test
  void anEmptyHashIsNoPatchAtAll() {
    assertEquals(
        "PATCH_MALFORMED",
        assertThrows(
                EngineException.class,
                () ->
                    new Patch(
                        "p",
                        "",
                        new Patch.Simple("x", Map.of("a", json("1"))),
                        PatchSource.USER,
                        "",
                        null,
                        null))
            .code());
  }

  @Test
  void aCheckChangesNothing() {
    String before = bed.text();
    RegistryCounters counters = bed.registry.counters();
    WriteResult would =
        bed.writer()
            .check(
                Patch.simple(
                    bed.current(), PatchSource.USER, "REC-000001", Map.of("notes", json("\"x\""))));
    assertTrue(would.changed());
    assertEquals(before, bed.text());
    assertEquals(counters, bed.registry.counters());
  }

  @Test
  @DisplayName("A record is added under its own id, and under no other")
  void aRecordIsAddedUnderItsOwnId() {
    ObjectNode record = fileRecord("g.md", 77);
    String id = record.get("doc_id").asText();
    assertEquals(
        "TARGET_NOT_FOUND",
        code(PatchSource.SCANNER, Operation.add("records/2099900099260118", record)));
    assertEquals(
        "TARGET_NOT_FOUND", code(PatchSource.SCANNER, Operation.update("records/" + id, record)));
    assertEquals(
        "TYPE_MISMATCH", code(PatchSource.SCANNER, Operation.add("records/" + id, json("[]"))));
    assertEquals("WRITTEN", code(PatchSource.SCANNER, Operation.upsert("records/" + id, record)));
    assertEquals("g.md", bed.record(id).get("relative_path").asText());
    assertEquals(
        "ALREADY_EXISTS", code(PatchSource.SCANNER, Operation.add("records/" + id, record)));
    assertEquals(11, bed.current().size());
  }

  @Test
  @DisplayName("An update or a test of the whole of records is refused by its name")
  void theWholeOfRecordsIsNoTarget() {
    for (Operation.Op op : List.of(Operation.Op.UPDATE, Operation.Op.TEST, Operation.Op.DELETE)) {
      WriteResult result =
          bed.operations(PatchSource.USER, new Operation(op, "records", json("{}"), null));
      assertEquals("UNKNOWN_PATH", result.code());
      String name =
          switch (op) {
            case UPDATE -> "update";
            case TEST -> "test";
            default -> "delete";
          };
      assertTrue(
          result.message().contains("The whole of records is never the target of " + name),
          result.message());
    }
  }

  private WriteResult submitted(String members) {
    String patch = "{\"registry_hash\": \"%s\", %s}".formatted(bed.current().hash(), members);
    return bed.writer().submit(patch.getBytes(StandardCharsets.UTF_8), PatchSource.CLI);
  }

  @Test
  @DisplayName("Operations from outside: each by its name, with the reason and who it says it is")
  void operationsFromOutside() {
    WriteResult result =
        submitted(
            """
            "reason": "I looked", "source": "manual", "patch_id": "MINE-1", "operations": [
              {"op": "upsert", "path": "records/REC-000001/notes", "value": "x"},
              {"op": "test", "path": "records/REC-000001/notes", "value": "x"},
              {"op": "update", "path": "records/REC-000001/notes", "value": "y", "old_value": "x"},
              {"op": "add", "path": "records/REC-000002/tags", "value": ["a"]},
              {"op": "delete", "path": "records/REC-000002/tags"}]
            """);
    assertTrue(result.changed(), result.toString());
    assertEquals("MINE-1", result.patchId());
    assertEquals("y", bed.record("REC-000001").get("notes").asText());
    assertFalse(bed.record("REC-000002").hasNonNull("tags"));
    RecordWrite told = bed.registry.view().writes(null, 1).getFirst();
    assertEquals("manual I looked", told.source() + " " + told.reason());
    assertEquals(1, result.recordsAffected(), "a record that ends as it was is not affected");

    submitted(
        "\"source\": \"watcher\", \"record_id\": \"REC-000003\", \"changes\": {\"notes\": \"z\"}");
    assertEquals("cli", bed.registry.view().writes(null, 1).getFirst().source());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"changes\": [] | changes is not an object",
        "\"operations\": {} | its operations are not a list",
        "\"operations\": [] | it changes nothing",
        "\"operations\": [1] | an operation is not an object",
        "\"operations\": [{\"op\": \"add\"}] | an operation lacks op or path",
        "\"operations\": [{\"op\": \"add\", \"path\": \"records\"}] | on records lacks its value",
        "\"operations\": [{\"op\": \"ADD\", \"path\": \"records\"}] | the operation 'ADD' is"
            + " unknown",
        "\"ops\": [] | a wire patch names its doc_id",
        "\"doc_id\": \"1\", \"ops\": [{\"op\": \"set\", \"path\": \"notes\"}] | starts with /",
        "\"doc_id\": \"1\", \"ops\": [{\"op\": \"test\", \"path\": \"/a\"}] | operation 'test' is"
            + " unknown",
        "\"reason\": 1, \"changes\": {\"notes\": 1} | reason is not a text",
        "\"source\": \"me\", \"changes\": {\"notes\": 1} | the source 'me' is unknown"
      })
  @DisplayName("A patch that is none is told what is wrong with it")
  void whyAPatchIsNone(String members, String why) {
    WriteResult result = submitted(members);
    assertEquals("PATCH_MALFORMED", result.code());
    assertTrue(result.message().contains(why), result.message());
  }
}
