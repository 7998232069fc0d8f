package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChangeSetIntakeTest {
  private final ChangeSetIntake intake =
      new ChangeSetIntake(new SettableClock(), IntakeLimits.DEFAULT);

  private static ObjectNode plan() {
    return HashVectorsTest.plan().toJson();
  }

  private static ChangeSet set(FileChange... changes) {
    return ChangeSet.of("plan_000000000001", List.of(changes), "t", Instant.EPOCH);
  }

  private List<String> codes(FileChange... changes) {
    return intake.problems(set(changes), ChangeKind.CHANGES).stream()
        .map(IntakeProblem::code)
        .toList();
  }

  private static FileChange change(String json) throws Exception {
    return ChangeSet.fromJson(
            Json.parse("{\"plan_id\":\"plan_000000000001\",\"changes\":[" + json + "]}"))
        .changes()
        .getFirst();
  }

  @Test
  @DisplayName("CHG-A07 one refusal names all four problems")
  void a07_allProblemsAtOnce() {
    ObjectNode plan = plan();
    plan.put("risk_level_proposed", "urgent");
    plan.put("confidence", 1.5);
    plan.put("intent", " ");
    plan.putArray("affected_paths");
    EngineException e = assertThrows(EngineException.class, () -> intake.plan(plan));
    assertEquals(EngineException.Kind.INVALID, e.kind());
    assertEquals("INVALID_FIELD", e.code());
    for (String field : List.of("risk_level_proposed", "confidence", "intent", "affected_paths")) {
      assertTrue(String.valueOf(e.getMessage()).contains(field + ": "), e.getMessage());
    }
  }

  @Test
  @DisplayName("CHG-A08 each fault of a set has its own code")
  void a08_ownCodes() {
    assertEquals(List.of("EMPTY_CHANGESET"), codes());
    assertEquals(
        List.of("DUPLICATE_PATH"), codes(FileChange.create("a", "1"), FileChange.create("a", "2")));
    assertEquals(
        List.of("ANCESTOR_PATH"),
        codes(FileChange.create("a", "1"), FileChange.create("a/b", "2")));
    assertEquals(
        List.of("PATH_COLLISION"),
        codes(FileChange.create("docs/A.md", "1"), FileChange.create("docs/a.md", "2")));
    assertEquals(
        List.of("PATH_COLLISION"),
        codes(FileChange.create("\u00e9", "1"), FileChange.create("e\u0301", "2")));
    assertEquals(List.of(), codes(FileChange.create("a.b", "1"), FileChange.create("a/b", "2")));
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                intake.changeSet(
                    set(FileChange.create("a", "1"), FileChange.create("a", "2")).toJson()));
    assertEquals("DUPLICATE_PATH", e.code());
  }

  @Test
  @DisplayName("everything a set declares must hold")
  void declaredHashSizeAndDeltaMustHold() throws Exception {
    FileChange wrong =
        change(
            "{\"operation\":\"update\",\"path\":\"a\",\"old_content\":\"x\\n\",\"new_content\":"
                + "\"x\\ny\\n\",\"old_hash\":\""
                + "0".repeat(64)
                + "\",\"size_bytes\":5,\"line_count_delta\":2}");
    assertEquals(List.of("HASH_MISMATCH", "SIZE_MISMATCH", "DELTA_MISMATCH"), codes(wrong));
    FileChange right =
        change(
            "{\"operation\":\"update\",\"path\":\"a\",\"old_content\":\"x\\n\",\"new_content\":"
                + "\"x\\ny\\n\",\"size_bytes\":4,\"line_count_delta\":1}");
    assertEquals(List.of(), codes(right));
  }

  @Test
  @DisplayName("an operation holds what it needs and nothing else")
  void shapes() throws Exception {
    assertEquals(
        List.of("INVALID_CHANGE"),
        codes(change("{\"operation\":\"update\",\"path\":\"a\",\"new_content\":\"\"}")));
    assertEquals(
        List.of("INVALID_CHANGE"),
        codes(
            change(
                "{\"operation\":\"create\",\"path\":\"a\",\"old_content\":\"\",\"new_content\":\"\"}")));
    assertEquals(
        List.of("INVALID_CHANGE"),
        codes(
            change(
                "{\"operation\":\"delete\",\"path\":\"a\",\"old_content\":\"\",\"new_content\":\"\"}")));
    assertEquals(List.of(), codes(FileChange.create("empty", "")));
    assertEquals(List.of("INVALID_CONTENT"), codes(FileChange.create("a", "\ud800")));
  }

  @Test
  @DisplayName("contents in the vault and moves are for the engine's own sets")
  void onlyTheEngineMayReferToTheVault() {
    String hash = "a".repeat(64);
    FileChange[] own = {
      FileChange.updateFromVault("a", hash, hash), FileChange.move("b", "c", hash)
    };
    assertEquals(List.of("INVALID_CHANGE", "INVALID_CHANGE"), codes(own));
    assertEquals(List.of(), intake.problems(set(own), ChangeKind.REVERT));
  }

  @Test
  @DisplayName("limits hold for sets from outside only")
  void limits() {
    ChangeSetIntake small = new ChangeSetIntake(new SettableClock(), new IntakeLimits(1, 3, 4));
    ChangeSet set = set(FileChange.create("a", "1234"), FileChange.create("b", "12"));
    assertEquals(
        List.of("TOO_MANY_CHANGES", "TOO_LARGE", "TOO_LARGE"),
        small.problems(set, ChangeKind.CHANGES).stream().map(IntakeProblem::code).toList());
    assertEquals(List.of(), small.problems(set, ChangeKind.HEADER));
  }

  @Test
  @DisplayName("who hands a plan in cannot say what the engine says")
  void engineFieldsFromOutsideAreDropped() {
    ObjectNode json = plan();
    json.put("submitted_by", "somebody else");
    json.put("risk_level_effective", "low");
    ChangePlan plan = intake.plan(json);
    assertNull(plan.submittedBy());
    assertNull(plan.riskEffective());
  }

  @Test
  @DisplayName("members this version does not know survive, and a fraction is refused, not a crash")
  void unknownMembers() {
    ObjectNode json = plan();
    json.put("colour", "green");
    assertEquals("green", intake.plan(json).toJson().path("colour").asText());
    json.put("colour", 0.5);
    assertEquals(
        "INVALID_FIELD", assertThrows(EngineException.class, () -> intake.plan(json)).code());
  }

  @Property(tries = 200)
  @Label("a set that is written and read again is the same set")
  void roundTrip(@ForAll String path, @ForAll String before, @ForAll byte[] after)
      throws Exception {
    ChangeSet set =
        set(
            FileChange.update(path, before, before),
            FileChange.create(path, "").withBytes(null, after).withMode("644"));
    JsonNode json = Json.mapper().readTree(Json.file(set.toJson()));
    boolean encodable =
        java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(path + before);
    if (encodable) {
      ChangeSet again = ChangeSet.fromJson(json);
      assertEquals(set, again);
      assertTrue(again.checksumHolds());
    }
  }

  @Test
  @DisplayName("a changed byte breaks the checksum")
  void checksumBreaks() {
    ChangeSet set = set(FileChange.create("a", "1"));
    ChangeSet altered =
        new ChangeSet(
            set.id(),
            set.planId(),
            List.of(FileChange.create("a", "2")),
            set.checksum(),
            "t",
            Instant.EPOCH,
            null,
            java.util.Map.of());
    assertFalse(altered.checksumHolds());
  }
}
