package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.reeve.engine.workspace.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CHG-A01 hashes are those of the vectors")
class HashVectorsTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final FileChange HELLO = FileChange.create("docs/a.md", "Hello\n");

  static ChangePlan plan() {
    return new ChangePlan(
        "plan_000000000001",
        "Add note",
        "Document it",
        "Vector",
        List.of("docs/a.md"),
        Risk.LOW,
        "restore backup",
        "true",
        null,
        "t",
        null,
        NEW_YEAR,
        9000,
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  @Test
  @DisplayName("CHG-A01 plan_hash, and it leaves out what the engine adds")
  void a01_planHash() throws Exception {
    String hash = "37e8a645edc9f12f38575f70af868d33fbc7143768caa584fe307ac3fb8e3c3d";
    assertEquals(hash, plan().hash());
    assertEquals(hash, plan().submittedBy("ann").hash());
    assertEquals(hash, ChangePlan.fromJson(Json.parse(plan().toJson().toString())).hash());
  }

  @Test
  @DisplayName("CHG-A01 checksums of change sets")
  void a01_checksums() {
    assertEquals(
        "36c6a1bba1129ed407cd487e7263f54682b3ec7f494eba9da669b0ab52976f27",
        ChangeSet.checksum(List.of(HELLO)));
    FileChange update = FileChange.update("docs/b.md", "\u00e9\n", "\u00fc \"q\"\n");
    FileChange sized =
        new FileChange(
            update.operation(),
            update.path(),
            update.oldContent(),
            update.newContent(),
            null,
            null,
            "",
            0,
            7,
            false,
            null,
            null,
            Map.of());
    assertEquals(
        "8795d487d662d3cf2da76fd07af8b7a4f14b05daf7e8858759807bcf2ab829a6",
        ChangeSet.checksum(List.of(sized)));
    assertEquals(
        "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
        ChangeSet.checksum(List.of()));
    assertEquals(
        "f442dedb11cd4ccc5e367de56d6471c9333a6873de679115414d608c3be98bc8",
        ChangeSet.checksum(
            List.of(
                FileChange.create("bin/x.sh", "")
                    .withBytes(null, new byte[] {0, 1, 2})
                    .withMode("755"))));
  }

  @Test
  @DisplayName("CHG-A01 subject_hash, and one byte more makes another")
  void a01_subjectHash() {
    ChangeSet set =
        new ChangeSet(
            "cs_000000000001",
            plan().id(),
            List.of(HELLO),
            ChangeSet.checksum(List.of(HELLO)),
            "t",
            NEW_YEAR,
            null,
            Map.of());
    Submission submission = new Submission(plan(), set, ChangeKind.CHANGES);
    assertEquals(
        "74e56ca3bef7b7e5b8b473b377fcb0d9c1c09448bfd149bc503af998b1c66ab9",
        submission.subjectHash(PolicySnapshot.NONE));
    assertNotEquals(
        submission.subjectHash(PolicySnapshot.NONE),
        submission.subjectHash(new PolicySnapshot(new byte[] {'\n'})));
  }

  @Test
  @DisplayName("CHG-A01 idempotency key")
  void a01_idempotencyKey() {
    assertEquals(
        "0d7df5b03a2e852c", IdempotencyDao.key(plan().id(), ChangeSet.checksum(List.of(HELLO))));
  }
}
