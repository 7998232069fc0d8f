package dev.reeve.engine.registry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.Classifier;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryBed;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.IgnoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a contract does not allow are set aside when a person names the plan they saw. */
class EnforcementTest {
  private static final String A = "REC-000001";
  private static final String B = "REC-000002";

  @TempDir Path folder;
  private RegistryBed bed;
  private Enforcement enforcement;
  private QuarantinedRecords records;
  private final List<String> setAside = new ArrayList<>();

  private void open(String mode) throws IOException {
    Files.createDirectories(folder.resolve(".reeve"));
    Files.writeString(
        folder.resolve(".reeve/config.toml"),
        """
        [[contract]]
        module_id = "MOD-A"
        mode = "%s"
        canonical_allowlist = ["*.md"]
        forbidden_patterns = ["*.key"]
        """
            .formatted(mode));
    bed = new RegistryBed(folder);
    IgnoreRules ignore = IgnoreRules.of(bed.workspace);
    records = new QuarantinedRecords(bed.writer());
    enforcement =
        new Enforcement(
            new ContractCheck(bed.workspace, ignore, new Classifier(bed.workspace, ignore)),
            (moves, operator) -> {
              moves.forEach(move -> setAside.add(operator + " " + move.path()));
              return "exec_1";
            },
            records);
    assertTrue(
        bed.add(RegistryBed.fileRecord("my.key", 1), RegistryBed.fileRecord("a.md", 2)).success());
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private Enforcement.Result run(String confirmed) {
    return enforcement.run(confirmed, "bea", () -> false);
  }

  private String status(String record) {
    return bed.record(record).path("status").asText();
  }

  @Test
  @DisplayName("Without a contract in enforce mode nothing is set aside")
  void auditModeRefuses() throws IOException {
    open("audit");
    Files.writeString(folder.resolve("my.key"), "k");
    EngineException e = assertThrows(EngineException.class, () -> run(null));
    assertEquals("CONTRACT_AUDIT_ONLY", e.code());
    assertEquals(List.of(), setAside);
  }

  @Test
  @DisplayName("The plan waits for a person, and for the one that they saw")
  void thePlanWaits() throws IOException {
    open("enforce");
    Enforcement.Result nothing = run(null);
    assertFalse(nothing.held());
    assertEquals("", nothing.reason());
    assertNull(nothing.executionId());

    Files.writeString(folder.resolve("my.key"), "k");
    Enforcement.Result held = run(null);
    assertTrue(held.held());
    assertTrue(held.reason().startsWith("NOT_CONFIRMED: "), held.reason());
    assertEquals(List.of("my.key"), held.report().moves().stream().map(m -> m.path()).toList());
    Files.writeString(folder.resolve("my.key"), "changed");
    Enforcement.Result changed = run(held.report().planId());
    assertTrue(changed.held());
    assertTrue(changed.reason().startsWith("PLAN_CHANGED: "), changed.reason());
    assertNull(changed.executionId());
    assertEquals(List.of(), setAside);
    assertEquals("active", status(A));

    Enforcement.Result done = run(changed.report().planId());
    assertFalse(done.held());
    assertEquals("", done.reason());
    assertEquals("exec_1", done.executionId());
    assertEquals(List.of("bea my.key"), setAside);
    assertEquals("quarantined", status(A));
    assertEquals("active", status(B));
    assertEquals("set aside by a contract", bed.registry.view().writes(A, 1).getFirst().reason());
  }

  @Test
  @DisplayName("What was brought back is active again; what a person ended stays ended")
  void broughtBack() throws IOException {
    open("enforce");
    List<String> both = List.of("my.key", "a.md", "unregistered.txt");
    assertTrue(bed.set(PatchSource.USER, B, "status", "\"archived\"").success());
    assertEquals("", records.setAside(both));
    assertEquals("quarantined archived", status(A) + " " + status(B));
    String hash = bed.current().hash();
    assertEquals("", records.setAside(both), "once is enough");
    assertEquals(hash, bed.current().hash());
    assertEquals("", records.broughtBack(both));
    assertEquals("active archived", status(A) + " " + status(B));
    assertEquals(
        "brought back from the quarantine", bed.registry.view().writes(A, 1).getFirst().reason());
  }

  @Test
  @DisplayName("Files that were moved stay so, and it is said when their records could not follow")
  void recordsThatCouldNotFollow() throws IOException {
    open("enforce");
    Files.writeString(folder.resolve("my.key"), "k");
    String plan = run(null).report().planId();
    Files.writeString(bed.file(), bed.text().replace("a.md", "b.md"));
    Enforcement.Result done = run(plan);
    assertEquals("exec_1", done.executionId());
    assertTrue(done.reason().startsWith("FOREIGN_WRITE: "), done.reason());
    Files.writeString(bed.file(), "{");
    assertTrue(records.setAside(List.of("my.key")).startsWith("REGISTRY_UNREADABLE: "));
  }
}
