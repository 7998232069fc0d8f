package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInGateTest {
  private static final String HASH = "a".repeat(64);

  @TempDir Path root;

  private static GovernanceDecision judge(ChangeRoom room, Submission submission) {
    return room.gate.judge(submission, PolicySnapshot.NONE, AuditHashes.UNKNOWN);
  }

  private static Submission as(ChangeKind kind, Submission submission) {
    return new Submission(submission.plan(), submission.changeSet(), kind);
  }

  private static List<String> codes(GovernanceDecision decision) {
    return decision.findings().stream().map(GateFinding::code).toList();
  }

  @Test
  @DisplayName("a registry patch is allowed only for the registry file and only from the registry")
  void registryPatch() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      Submission patch =
          room.submission(
              Risk.LOW, FileChange.updateFromVault("UNIFIED_SSOT_REGISTRY.json", HASH, HASH));
      assertEquals(Verdict.ALLOW, judge(room, as(ChangeKind.REGISTRY, patch)).verdict());
      Submission inline =
          room.submission(Risk.LOW, FileChange.update("UNIFIED_SSOT_REGISTRY.json", "{}", "{ }"));
      assertEquals(Verdict.NEED_APPROVAL, judge(room, inline).verdict());
      Submission other =
          room.submission(Risk.LOW, FileChange.updateFromVault("docs/a.md", HASH, HASH));
      assertEquals(Verdict.NEED_APPROVAL, judge(room, as(ChangeKind.REGISTRY, other)).verdict());
      assertEquals(Verdict.NEED_APPROVAL, judge(room, as(ChangeKind.REVERT, patch)).verdict());
    }
  }

  @Test
  @DisplayName("headers and prefixes are allowed where the operator's mode asks for them")
  void headers() {
    Submission header;
    Submission prefix;
    try (ChangeRoom room = new ChangeRoom(root, "[registry]\ncarrier = \"HEADER\"\n")) {
      header =
          as(
              ChangeKind.HEADER,
              room.submission(Risk.LOW, FileChange.updateFromVault("src/a.py", HASH, HASH)));
      prefix =
          as(
              ChangeKind.HEADER,
              room.submission(
                  Risk.LOW, FileChange.move("src/a.py", "src/2099900042260118_a.py", HASH)));
      assertEquals(Verdict.ALLOW, judge(room, header).verdict());
      assertEquals(Verdict.NEED_APPROVAL, judge(room, prefix).verdict());
    }
    try (ChangeRoom room = new ChangeRoom(root, "[registry]\ncarrier = \"PREFIX\"\n")) {
      assertEquals(Verdict.NEED_APPROVAL, judge(room, header).verdict());
      assertEquals(Verdict.ALLOW, judge(room, prefix).verdict());
      for (String to :
          List.of("src/b.py", "other/2099900042260118_a.py", "src/20999000422601_a.py")) {
        Submission moved =
            as(ChangeKind.HEADER, room.submission(Risk.LOW, FileChange.move("src/a.py", to, HASH)));
        assertEquals(Verdict.NEED_APPROVAL, judge(room, moved).verdict(), to);
      }
    }
    try (ChangeRoom room = new ChangeRoom(root, "")) {
      assertEquals(Verdict.NEED_APPROVAL, judge(room, header).verdict());
    }
  }

  @Test
  @DisplayName("CHG-A15 a set of another plan, or with a wrong checksum, is denied for integrity")
  void a15_strayOrAlteredSetIsDenied() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      Submission a = room.submission(Risk.LOW, FileChange.create("docs/a.md", "a"));
      Submission b = room.submission(Risk.LOW, FileChange.create("docs/b.md", "b"));
      GovernanceDecision stray =
          judge(room, new Submission(a.plan(), b.changeSet(), ChangeKind.CHANGES));
      assertEquals(Verdict.DENY, stray.verdict());
      assertEquals(List.of("INTEGRITY"), codes(stray));
      ChangeSet set = a.changeSet();
      ChangeSet altered =
          new ChangeSet(
              set.id(),
              set.planId(),
              b.changeSet().changes(),
              set.checksum(),
              "t",
              set.generatedAt(),
              null,
              Map.of());
      GovernanceDecision decision =
          judge(room, new Submission(a.plan(), altered, ChangeKind.CHANGES));
      assertEquals(Verdict.DENY, decision.verdict());
      assertEquals(List.of("INTEGRITY"), codes(decision));
    }
  }

  @Test
  @DisplayName("CHG-A09 paths that leave the workspace or its form are denied with their code")
  void a09_badPathsAreDenied() {
    Map<String, String> expected =
        Map.of(
            "../x", "path_traversal",
            "docs/../.env", "path_traversal",
            "/abs/x", "absolute_path_denied",
            "C:x", "absolute_path_denied",
            "\\\\srv\\s\\x", "unc_path_denied",
            "a//b", "invalid_path",
            "./a", "invalid_path",
            "", "invalid_path",
            "a\0b", "invalid_path",
            "CON", "reserved_name");
    try (ChangeRoom room = new ChangeRoom(root)) {
      expected.forEach(
          (path, code) -> {
            GovernanceDecision decision =
                judge(room, room.submission(Risk.LOW, FileChange.create(path, "x")));
            assertEquals(Verdict.DENY, decision.verdict(), path);
            assertEquals(List.of(code), codes(decision), path);
          });
      for (String own : List.of(".reeve/state/reeve.db", "sub/.git/config", ".GIT/hooks/x")) {
        assertEquals(
            List.of("forbidden_root"),
            codes(judge(room, room.submission(Risk.LOW, FileChange.create(own, "x")))));
      }
    }
  }

  @Test
  @DisplayName("CHG-A10 a link on the way is denied, but not when old evidence is read again")
  void a10_linkOnTheWay(@TempDir Path outside) throws Exception {
    try (ChangeRoom room = new ChangeRoom(root)) {
      Files.createSymbolicLink(room.workspace.root().resolve("link"), outside);
      Submission through = room.submission(Risk.LOW, FileChange.create("link/x", "x"));
      assertEquals(List.of("symlink_path"), codes(judge(room, through)));
      assertEquals(Verdict.NEED_APPROVAL, room.gate.verdictOnPaper(through, PolicySnapshot.NONE));
      try (var files = Files.list(outside)) {
        assertEquals(0, files.count());
      }
    }
  }

  @Test
  @DisplayName("a declared diff that does not describe the change is a finding")
  void declaredDiff() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      FileChange plain = FileChange.update("docs/a.md", "one\ntwo\n", "one\n2\n");
      String good = "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n";
      assertEquals(
          List.of(), codes(judge(room, room.submission(Risk.LOW, declaring(plain, good)))));
      GovernanceDecision lie =
          judge(room, room.submission(Risk.LOW, declaring(plain, good.replace("+2", "+3"))));
      assertEquals(List.of("DIFF_MISMATCH"), codes(lie));
      assertEquals(Verdict.NEED_APPROVAL, lie.verdict());
      assertEquals(
          List.of("DIFF_MISMATCH"),
          codes(judge(room, room.submission(Risk.LOW, declaring(plain, "nonsense")))));
    }
  }

  private static FileChange declaring(FileChange change, String diff) {
    return new FileChange(
        change.operation(),
        change.path(),
        change.oldContent(),
        change.newContent(),
        null,
        null,
        diff,
        0,
        0,
        false,
        null,
        null,
        Map.of());
  }

  @Test
  @DisplayName("what a plan lacks is named with what to add")
  void gating() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      Submission bare = room.submission(Risk.MEDIUM, FileChange.create("docs/a.md", "x"));
      GovernanceDecision decision = judge(room, bare);
      assertEquals(List.of("Add health checks"), decision.requiredActions());
      assertTrue(decision.reasons().contains("No health checks defined for MEDIUM+ risk change"));
      assertEquals(
          decision, GovernanceDecision.fromJson(decision.toJson()), "the JSON form is whole");
    }
  }

  @Test
  @DisplayName("the quarantine is open to what sets files aside and to its undoing, and no further")
  void quarantine() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      Submission aside =
          room.submission(Risk.LOW, FileChange.move("a.key", ".reeve/quarantine/a.key", HASH));
      Submission back =
          room.submission(Risk.LOW, FileChange.move(".reeve/quarantine/a.key", "a.key", HASH));
      assertEquals(Verdict.NEED_APPROVAL, judge(room, as(ChangeKind.QUARANTINE, aside)).verdict());
      assertEquals(Verdict.NEED_APPROVAL, judge(room, as(ChangeKind.REVERT, back)).verdict());
      for (ChangeKind kind : List.of(ChangeKind.CHANGES, ChangeKind.HEADER, ChangeKind.GENERATED)) {
        assertEquals(Verdict.DENY, judge(room, as(kind, aside)).verdict());
      }
      for (String to :
          List.of(".reeve/state/a", ".reeve/quarantine/.git/a", ".reeve/quarantine/.reeve/a")) {
        Submission other = room.submission(Risk.LOW, FileChange.move("a.key", to, HASH));
        assertEquals(Verdict.DENY, judge(room, as(ChangeKind.QUARANTINE, other)).verdict(), to);
      }
    }
  }
}
