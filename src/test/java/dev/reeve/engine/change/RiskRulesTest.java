package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the gate finds more risk than was proposed, and what it says then. */
class RiskRulesTest {
  private static final String HASH = "a".repeat(64);

  @TempDir Path root;
  @AutoClose private ChangeRoom room;

  @BeforeEach
  void open() {
    room = new ChangeRoom(root);
  }

  private GovernanceDecision judge(Risk proposed, FileChange... changes) {
    return judge(ChangeKind.CHANGES, proposed, changes);
  }

  private GovernanceDecision judge(ChangeKind kind, Risk proposed, FileChange... changes) {
    Submission made = room.submission(proposed, changes);
    return room.gate.judge(
        new Submission(made.plan(), made.changeSet(), kind),
        PolicySnapshot.NONE,
        AuditHashes.UNKNOWN);
  }

  private static void assertRaised(Risk level, String why, GovernanceDecision decision) {
    assertEquals(level, decision.riskEffective());
    assertEquals("Risk escalated to " + level.code() + ": " + why, decision.reasons().getFirst());
    assertEquals(Verdict.NEED_APPROVAL, decision.verdict());
  }

  private static void assertAsProposed(GovernanceDecision decision) {
    assertEquals(Risk.LOW, decision.riskEffective());
    assertTrue(decision.reasons().stream().noneMatch(why -> why.startsWith("Risk")));
  }

  private static String lines(int n) {
    return IntStream.range(0, n).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
  }

  private static FileChange withMode(String path, String mode) {
    return FileChange.create(path, "x").withMode(mode);
  }

  @Test
  @DisplayName("CHG-A17 500 lines stay low, 501 are high, whatever is declared")
  void a17_linesTouched() {
    assertAsProposed(judge(Risk.LOW, FileChange.create("docs/a.md", lines(500))));
    assertRaised(
        Risk.HIGH,
        "Large change (501 lines)",
        judge(Risk.LOW, FileChange.create("docs/a.md", lines(501))));
    assertRaised(
        Risk.HIGH,
        "Large change (501 lines)",
        judge(
            Risk.LOW,
            FileChange.update("docs/a.md", lines(250), ""),
            FileChange.create("docs/b.md", lines(251))));
  }

  private GovernanceDecision judge(String policy, FileChange... changes) {
    return room.gate.judge(
        room.submission(Risk.LOW, changes),
        new PolicySnapshot(policy.getBytes(StandardCharsets.UTF_8)),
        AuditHashes.UNKNOWN);
  }

  @Test
  void theListsOfThePolicyStandInPlaceOfTheirDefaults() {
    String policy = "risk:\n  control_patterns: ['*.rota']\n---\nother: 1\n";
    assertRaised(
        Risk.HIGH,
        "Control file 'docs/night.ROTA'",
        judge(policy, FileChange.create("docs/night.ROTA", "x")));
    assertAsProposed(judge(policy, FileChange.create("tools/run.bat", "x")));
    assertRaised(
        Risk.MEDIUM,
        "Critical file pattern 'apps/**/*.py' matched by 'apps/a.py'",
        judge(policy, FileChange.create("apps/a.py", "x")));
    assertAsProposed(judge("risk: {critical_patterns: []}\n", FileChange.create("apps/a.py", "x")));
    assertRaised(
        Risk.HIGH,
        "Database schema modification",
        judge("risk: {schema_patterns: ['db/*']}\n", FileChange.create("db/a.txt", "x")));
    assertAsProposed(judge("# nothing but a remark\n", FileChange.create("docs/a.md", "x")));
  }

  @Test
  void underAPolicyThatCannotBeUnderstoodNothingIsLetThrough() {
    for (String policy :
        List.of(
            "risk: {control_patterns: '*.sh'}\n",
            "risk: {control_patterns: [1]}\n",
            "risk: {controls: []}\n",
            "risk: []\n",
            "risk: {}\n---\nrisk: {}\n",
            "a: 1\na: 2\n",
            "- a\n",
            "a: [\n")) {
      GovernanceDecision decision = judge(policy, FileChange.create("docs/a.md", "x"));
      assertEquals(Verdict.DENY, decision.verdict(), policy);
      assertEquals("POLICY_INVALID", decision.findings().getFirst().code());
    }
    GovernanceDecision torn = judge("a: 1\nb: [\n", FileChange.create("docs/a.md", "x"));
    assertTrue(torn.reasons().getFirst().contains("line 2"), torn.reasons().toString());
    Submission own = room.submission(Risk.LOW, FileChange.create("docs/a.md", "x"));
    for (ChangeKind kind : ChangeKind.values()) {
      Submission handed = new Submission(own.plan(), own.changeSet(), kind);
      GovernanceDecision decision =
          room.gate.judge(
              handed,
              new PolicySnapshot("- a".getBytes(StandardCharsets.UTF_8)),
              AuditHashes.UNKNOWN);
      assertEquals(Verdict.DENY, decision.verdict(), kind.code());
    }
  }

  @Test
  @DisplayName("CHG-A18 a low plan that deletes a file is medium and lacks health checks")
  void a18_deletion() {
    GovernanceDecision decision = judge(Risk.LOW, FileChange.delete("docs/a.md", HASH));
    assertRaised(Risk.MEDIUM, "1 file deletion(s)", decision);
    assertTrue(decision.reasons().contains("No health checks defined for MEDIUM+ risk change"));
    assertTrue(decision.requiredActions().contains("Add health checks"));
  }

  @Test
  @DisplayName("CHG-A12 forbidden paths are denied as critical, one reason a path")
  void a12_forbiddenPaths() {
    List<String> paths =
        List.of(".env", "sub/.env", ".ENV", "build/o.js", "a/b/build/o.js", "sub/x.pem");
    GovernanceDecision decision =
        judge(
            Risk.LOW,
            paths.stream()
                .filter(path -> !path.equals(".ENV"))
                .map(path -> FileChange.create(path, "x"))
                .toArray(FileChange[]::new));
    assertEquals(Verdict.DENY, decision.verdict());
    assertEquals(Risk.CRITICAL, decision.riskEffective());
    assertEquals(List.of("forbidden_paths"), decision.violatedPolicies());
    assertEquals(List.of("Remove forbidden path modifications"), decision.requiredActions());
    assertEquals(paths.size() - 1, decision.reasons().size());
    assertEquals("Path '.env' matches forbidden pattern '.env'", decision.reasons().getFirst());
    for (String alone : List.of(".ENV", "sub/.git/config", ".reeve/state/reeve.db")) {
      GovernanceDecision one = judge(Risk.LOW, FileChange.create(alone, "x"));
      assertEquals(Verdict.DENY, one.verdict(), alone);
      assertEquals(Risk.CRITICAL, one.riskEffective(), alone);
      assertEquals(1, one.reasons().size(), alone);
    }
  }

  @Test
  @DisplayName("CHG-A13 names that only look forbidden are not")
  void a13_notForbidden() {
    for (String path : List.of("node_modulesX/y", "docs/environment.md", "docs/locked.md")) {
      assertEquals(
          Verdict.NEED_APPROVAL, judge(Risk.LOW, FileChange.create(path, "x")).verdict(), path);
    }
  }

  @Test
  @DisplayName("CHG-A19 51 files, 5,001 lines, or a path beyond the plan's are denied")
  void a19_tooLargeOrBeyondThePlan() {
    assertEquals(
        List.of("LIMIT_EXCEEDED"),
        codes(
            judge(
                Risk.LOW,
                IntStream.range(0, 51)
                    .mapToObj(i -> FileChange.create("docs/" + i + ".md", "x"))
                    .toArray(FileChange[]::new))));
    assertEquals(
        List.of("LIMIT_EXCEEDED"),
        codes(judge(Risk.LOW, FileChange.create("docs/a.md", lines(5_001)))));
    assertEquals(List.of(), codes(judge(Risk.LOW, FileChange.create("docs/a.md", lines(5_000)))));
    ChangePlan plan =
        ChangePlan.internal("Add a note", "Because", List.of("docs/**"), "t", room.clock.now());
    ChangeSet set =
        ChangeSet.of(
            plan.id(),
            List.of(FileChange.create("docs/a.md", "x"), FileChange.create("src/b.md", "x")),
            "t",
            room.clock.now());
    GovernanceDecision beyond =
        room.gate.judge(
            new Submission(plan, set, ChangeKind.CHANGES),
            PolicySnapshot.NONE,
            AuditHashes.UNKNOWN);
    assertEquals(List.of("SCOPE_VIOLATION"), codes(beyond));
    assertEquals("src/b.md", beyond.findings().getFirst().path());
    assertEquals(Verdict.DENY, beyond.verdict());
  }

  private static List<String> codes(GovernanceDecision decision) {
    return decision.findings().stream().map(GateFinding::code).toList();
  }

  @Test
  @DisplayName("CHG-A60 a private key makes it high, and its value is said nowhere")
  void a60_secret() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAvalue\n";
    GovernanceDecision decision = judge(Risk.LOW, FileChange.create("docs/a.md", "one\n" + key));
    assertRaised(Risk.HIGH, "Possible secret in 'docs/a.md' line 2", decision);
    assertFalse(decision.toJson().toString().contains("MIIEpAIBAAKCAQEA"));
  }

  @Test
  @DisplayName("keys of clouds, and passwords, tokens, secrets with a value of 12 characters")
  void secretShapes() {
    for (String text :
        List.of(
            "id = AKIAIOSFODNN7EXAMPLE",
            "password: correct-horse-battery",
            "\"api_token\" : \"0123456789ab\"",
            "CLIENT_SECRET_V2='0123456789abc'")) {
      assertRaised(
          Risk.HIGH,
          "Possible secret in 'docs/a.md' line 1",
          judge(Risk.LOW, FileChange.create("docs/a.md", text)));
    }
    for (String text :
        List.of("password: short", "the token is new", "secrets are kept elsewhere", "password=")) {
      assertAsProposed(judge(Risk.LOW, FileChange.create("docs/a.md", text)));
    }
    byte[] binary = "\0\0token=0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(
        Risk.HIGH,
        judge(Risk.LOW, FileChange.create("docs/a.bin", "").withBytes(null, binary))
            .riskEffective());
  }

  @Test
  @DisplayName("what can be run is medium, a script's name is a control file and high")
  void executables() {
    assertRaised(
        Risk.MEDIUM,
        "Executable content 'docs/a'",
        judge(Risk.LOW, FileChange.create("docs/a", "#!/bin/sh\n")));
    assertRaised(
        Risk.MEDIUM, "Executable content 'docs/a'", judge(Risk.LOW, withMode("docs/a", "755")));
    assertAsProposed(judge(Risk.LOW, withMode("docs/a", "644")));
    assertRaised(
        Risk.HIGH,
        "Executable content 'tools/run.sh'; Control file 'tools/run.sh'",
        judge(Risk.LOW, FileChange.create("tools/run.sh", "#!/bin/sh\n")));
    assertRaised(
        Risk.HIGH,
        "Control file '.github/workflows/a.yml'",
        judge(Risk.LOW, FileChange.create(".github/workflows/a.yml", "on: push\n")));
  }

  @Test
  @DisplayName("code and schema by their paths; a rule that raises nothing says nothing")
  void paths() {
    assertRaised(
        Risk.MEDIUM,
        "Critical file pattern 'packages/**/*.py' matched by 'packages/a/b.py'",
        judge(Risk.LOW, FileChange.create("packages/a/b.py", "x\n")));
    assertRaised(
        Risk.HIGH,
        "Critical file pattern '**/migrations/*.py' matched by 'db/migrations/1.py';"
            + " Database schema modification",
        judge(Risk.LOW, FileChange.create("db/migrations/1.py", "x\n")));
    GovernanceDecision high = judge(Risk.HIGH, FileChange.create("db/schema.sql", "x\n"));
    assertEquals(Risk.HIGH, high.riskEffective());
    assertTrue(high.reasons().stream().noneMatch(why -> why.startsWith("Risk")));
    assertEquals(
        Risk.CRITICAL, judge(Risk.CRITICAL, FileChange.create("a.md", "x")).riskEffective());
  }

  @Test
  @DisplayName("of the engine's own sets only what deletes is riskier than proposed")
  void ownSets() {
    FileChange[] own = {
      FileChange.create("docs/a.md", lines(600)), FileChange.create("run.sh", "#!/bin/sh\n")
    };
    for (ChangeKind kind : List.of(ChangeKind.GENERATED, ChangeKind.REVERT)) {
      assertEquals(Risk.LOW, judge(kind, Risk.LOW, own).riskEffective());
      FileChange[] more = Arrays.copyOf(own, 3);
      more[2] = FileChange.delete("docs/b.md", HASH);
      assertEquals(Risk.MEDIUM, judge(kind, Risk.LOW, more).riskEffective());
    }
  }
}
