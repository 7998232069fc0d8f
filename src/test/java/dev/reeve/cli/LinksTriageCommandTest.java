package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.cli.CommandBed.Said;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.links.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reeve links triage} as it is typed. */
class LinksTriageCommandTest {
  private static final String WHY = "gone for good";
  private static final String RULES = ".reeve/link-rules.json";

  @TempDir Path folder;
  @TempDir Path elsewhere;

  @BeforeEach
  void documents() throws Exception {
    Adoption.adopt(Trees.workspace(folder));
    Trees.writeNavigation(folder);
    write("docs/plans/PLAN.md", "# Plan\n");
    write("docs/a.md", "[x](old/PLAN.md) [y](lost.txt)\n");
    write("docs/b.md", "[z](lost.txt)\n");
  }

  private void write(String path, String text) throws Exception {
    Trees.write(folder, path, text);
  }

  private String read(String path) throws Exception {
    return Files.readString(folder.resolve(path));
  }

  private Said json(String... args) {
    return CommandBed.in(
        folder,
        Stream.concat(Stream.of("links", "triage"), Stream.of(args)).toArray(String[]::new));
  }

  private Said text(String... args) {
    return CommandBed.say(
        Stream.of(
                Stream.of("links", "triage"),
                Stream.of(args),
                Stream.of("--workspace", folder.toString()))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(each -> each.getKey()).toList();
  }

  @Test
  @DisplayName("status ends with 1 while something is left, with 0 when all is decided")
  void status() throws Exception {
    Said left = json("status");
    assertEquals(Exit.PROBLEMS, left.exit(), left.err());
    assertEquals(
        List.of(
            "scanned_at",
            "documents",
            "broken",
            "targets",
            "progress",
            "undoable",
            "gone",
            "warnings",
            "problems"),
        names(left.json()));
    assertEquals(3, left.json().path("broken").asInt());
    assertEquals(2, left.json().path("targets").asInt());
    assertEquals(3, left.json().at("/progress/left").asInt());
    assertEquals(
        "3 broken links to 2 targets in 6 documents.\n3 left, 0 staged, 0 right by decisions.\n",
        text("status").out());
    assertEquals(Exit.DONE, json("decide", "--top", "0.9").exit());
    assertEquals(
        Exit.DONE, json("decide", "docs/lost.txt", "--historical", "--reason", WHY).exit());
    Said done = text("status");
    assertEquals(Exit.DONE, done.exit());
    assertTrue(done.out().endsWith("0 left, 3 staged, 0 right by decisions.\n"), done.out());
  }

  @Test
  @DisplayName("list shows groups with candidates; rows can be chosen by state and target")
  void list() throws Exception {
    JsonNode all = json("list").json();
    assertEquals(3, all.path("rows").size());
    JsonNode row = json("list", "--target", "PLAN").json().at("/rows/0");
    assertEquals(
        List.of(
            "id",
            "state",
            "source_file",
            "line",
            "kind",
            "words",
            "raw_target",
            "target",
            "same_target",
            "reason",
            "nav",
            "score",
            "confidence",
            "candidates",
            "decision"),
        names(row));
    assertEquals("docs/old/PLAN.md", row.path("target").asText());
    assertEquals("high", row.path("confidence").asText());
    assertEquals("plans/PLAN.md", row.at("/candidates/0/text").asText());
    assertEquals("only_name", row.at("/candidates/0/evidence/0").asText());
    assertTrue(row.path("decision").isNull());
    json("decide", row.path("id").asText(), "--accept", "1");
    JsonNode staged = json("list", "--state", "staged").json().at("/rows/0");
    assertEquals("accept_candidate", staged.at("/decision/decision").asText());
    assertEquals("plans/PLAN.md", staged.at("/decision/after").asText());
    Said said = text("list");
    assertEquals(Exit.DONE, said.exit());
    assertTrue(said.out().contains("docs/lost.txt  missing_file, 2 links\n"), said.out());
    assertTrue(
        said.out().contains("old/PLAN.md  staged: accept candidate -> plans/PLAN.md\n"),
        said.out());
    assertEquals(Exit.USAGE, text("list", "--state", "nothing").exit());
  }

  @Test
  @DisplayName("decide: a broken target means all of its links; a preview stages nothing")
  void decide() throws Exception {
    Said preview = json("decide", "docs/lost.txt", "--later", "--preview");
    assertEquals(2, preview.json().path("matches").asInt());
    assertEquals(0, json("list", "--state", "later").json().path("rows").size());
    assertEquals(
        2,
        json(
                "decide",
                "docs/lost.txt",
                "--ignore",
                "--scope",
                "pattern",
                "--targets",
                "lost.*",
                "--preview")
            .json()
            .path("matches")
            .asInt());
    Said both = json("decide", "docs/lost.txt", "--later");
    assertEquals(Exit.DONE, both.exit(), both.err());
    assertEquals(2, both.json().path("decided").asInt());
    assertEquals(2, both.json().at("/progress/later").asInt());
    String one = json("list", "--target", "lost").json().at("/rows/0/id").asText();
    assertEquals(
        2,
        json("decide", one, "--group", "--historical", "--reason", WHY)
            .json()
            .at("/progress/staged")
            .asInt());
    assertEquals(2, json("undo").json().at("/progress/later").asInt());
    assertEquals(0, json("decide", one, "--undecided").json().at("/progress/staged").asInt());
  }

  @Test
  @DisplayName("LINK-A24 LINK-A23 Refusals: 2 for a wrong use, a missing reason, an unknown link")
  void a24_a23_refusals() throws Exception {
    Said short9 = text("decide", "docs/lost.txt", "--historical", "--reason", "123456789");
    assertEquals(Exit.USAGE, short9.exit());
    assertTrue(short9.err().contains("RATIONALE_REQUIRED"), short9.err());
    assertEquals(Exit.USAGE, text("decide", "docs/lost.txt").exit());
    assertEquals(Exit.USAGE, text("decide", "--later").exit());
    assertEquals(Exit.USAGE, text("decide", "docs/lost.txt", "--later", "--ignore").exit());
    assertEquals(Exit.USAGE, text("decide", "docs/lost.txt", "--top", "0.9").exit());
    assertEquals(
        Exit.USAGE, text("decide", "docs/lost.txt", "--ignore", "--scope", "pattern").exit());
    assertEquals(Exit.USAGE, text("decide", "0123456789abcdef", "--later").exit());
    assertEquals(Exit.USAGE, text("decide", "docs/lost.txt", "--accept", "1").exit());
    assertEquals(
        Exit.USAGE, text("decide", "docs/lost.txt", "--to", "docs/no.md", "--reason", WHY).exit());
    assertEquals(Exit.USAGE, text("status", "--mode", "nav", "--documents", "docs").exit());
    write("README.md", "[x](lost.md)\n");
    Said strict = text("decide", "lost.md", "--ignore", "--reason", WHY);
    assertEquals(Exit.PROBLEMS, strict.exit());
    assertTrue(strict.err().contains("NAV_STRICT"), strict.err());
    assertFalse(Files.exists(folder.resolve(RULES)));
    assertEquals(0, json("list", "--state", "staged").json().path("rows").size());
    assertEquals(Exit.PROBLEMS, text("undo").exit());
  }

  @Test
  @DisplayName("apply shows first, writes with --execute, leaves out what it is told to, once")
  void apply() throws Exception {
    json("decide", "--top", "0.9");
    json("decide", "docs/lost.txt", "--historical", "--removed-mark", "--reason", WHY);
    Said preview = json("apply");
    assertEquals(Exit.DONE, preview.exit());
    assertEquals(
        List.of("by_decision", "conflicts", "items", "files", "left_out"), names(preview.json()));
    assertEquals(2, preview.json().at("/by_decision/historical_reference").asInt());
    assertTrue(text("apply").out().contains("+[z](lost.txt) (removed)\n"));
    assertEquals("[z](lost.txt)\n", read("docs/b.md"));

    Said said = json("apply", "--execute", "--leave-out", "docs/b.md");
    assertEquals(Exit.DONE, said.exit(), said.out());
    assertEquals(
        List.of(
            "execution_id",
            "rollback_execution_id",
            "code",
            "applied",
            "by_decision",
            "conflicts",
            "items",
            "files",
            "left_out",
            "now"),
        names(said.json()));
    assertTrue(said.json().path("execution_id").asText().startsWith("exec_"));
    assertEquals(2, said.json().path("applied").asInt());
    assertEquals(1, said.json().path("left_out").size());
    assertEquals(2, said.json().at("/now/progress/fixed").asInt());
    assertEquals("[x](plans/PLAN.md) [y](lost.txt) (removed)\n", read("docs/a.md"));
    assertEquals("[z](lost.txt)\n", read("docs/b.md"));
    Said rest = text("apply", "--execute");
    assertEquals(Exit.DONE, rest.exit(), rest.out());
    assertTrue(rest.out().contains("docs/b.md:1  lost.txt -> lost.txt (removed)\n"), rest.out());
    assertTrue(rest.out().endsWith("0 left, 0 staged, 3 right by decisions.\n"), rest.out());
    assertEquals("[z](lost.txt) (removed)\n", read("docs/b.md"));
    assertTrue(json("apply", "--execute").json().path("execution_id").isNull());
  }

  @Test
  @DisplayName("apply ends with 1 when a decision cannot be carried out, and says which")
  void partly() throws Exception {
    json("decide", "--top", "0.9");
    json("decide", "docs/lost.txt", "--historical", "--reason", WHY);
    write("docs/b.md", "nothing\n");
    assertEquals(Exit.PROBLEMS, json("apply").exit());
    Said said = json("apply", "--execute");
    assertEquals(Exit.PROBLEMS, said.exit());
    assertEquals("GONE", said.json().at("/items/0/code").asText());
    assertEquals(2, said.json().path("applied").asInt());
  }

  @Test
  @DisplayName("A decision whose rule is over has regressed, and deciding it again renews the rule")
  void renewed() throws Exception {
    json("decide", "--top", "0.9");
    json("decide", "docs/lost.txt", "--ignore", "--scope", "file", "--reason", WHY);
    assertEquals(Exit.DONE, json("apply", "--execute").exit());
    write( // the rule is there, and over
        RULES,
        read(RULES)
            .replace(
                "\"reason\" :",
                "\"expires_at\" : \"2020-01-01T00:00:00.000Z\",\n    \"reason\" :"));
    Said status = json("status");
    assertEquals(2, status.json().at("/progress/regressed").asInt(), status.out());
    assertTrue(status.json().at("/warnings/0").asText().startsWith("RULE_EXPIRED"), status.out());
    json("decide", "docs/lost.txt", "--ignore", "--scope", "file", "--reason", WHY);
    Said again = json("apply", "--execute");
    assertEquals(Exit.DONE, again.exit(), again.out());
    assertEquals(0, again.json().at("/now/progress/regressed").asInt());
    assertFalse(read(RULES).contains("expires_at"), read(RULES));
  }

  @Test
  @DisplayName("apply ends with 1 when what it carried out leaves the link broken all the same")
  void regressed() throws Exception {
    write(".gitignore", "out/\n");
    write("docs/c.md", "[x](../out/OLD.md)\n");
    Said decided =
        json("decide", "out/OLD.md", "--stub", "docs/a.md", "--title", "A", "--reason", WHY);
    assertEquals(Exit.DONE, decided.exit(), decided.err());
    Said applied = json("apply", "--execute"); // readers never see what git leaves out
    assertEquals(Exit.PROBLEMS, applied.exit(), applied.out());
    assertEquals(1, applied.json().at("/now/progress/regressed").asInt());
  }

  @Test
  @DisplayName("apply ends with 5 while another process holds the documents; nothing is written")
  void locked() throws Exception {
    json("decide", "--top", "0.9");
    try (DocsHolder other = DocsHolder.in(folder)) {
      Said said = text("apply", "--execute");
      assertEquals(Exit.LOCK, said.exit(), said.out());
      assertTrue(said.err().contains("LOCK_TIMEOUT"), said.err());
    }
    assertEquals("[x](old/PLAN.md) [y](lost.txt)\n", read("docs/a.md"));
    assertEquals(1, json("status").json().at("/progress/staged").asInt());
  }

  @Test
  @DisplayName("Decisions by a list of rules: previewed, staged, refused ones and idle ones told")
  void bulk() throws Exception {
    Path rules =
        Files.writeString(
            elsewhere.resolve("rules.json"),
            """
            [{"id": "R1", "pattern": "**/*.md", "broken_target": "docs/lost.txt",
              "action": "ignore", "note": "made by the build"}]
            """);
    Said preview = json("decide", "--rules", rules.toString(), "--preview");
    assertEquals(Exit.DONE, preview.exit(), preview.out());
    assertEquals(
        List.of(
            "staged",
            "would_decide",
            "by_rule",
            "rules_without_match",
            "refused",
            "decided_before",
            "unmatched_links"),
        names(preview.json()));
    assertEquals(0, preview.json().path("staged").asInt());
    assertEquals(2, json("decide", "--rules", rules.toString()).json().path("staged").asInt());
    Said again = json("decide", "--rules", rules.toString());
    assertEquals(Exit.PROBLEMS, again.exit());
    assertEquals("R1", again.json().at("/rules_without_match/0").asText());
    Files.writeString(rules, "{");
    assertEquals(Exit.USAGE, json("decide", "--rules", rules.toString()).exit());
    assertEquals(Exit.USAGE, json("decide", "--rules", "no-such-file").exit());
  }

  @Test
  @DisplayName("export gives every form; import takes it again, and says what is not broken here")
  void exportAndImport() throws Exception {
    json("decide", "docs/lost.txt", "--historical", "--reason", WHY);
    assertEquals(2, json("export").json().path("decisions").size());
    assertEquals(3, text("export", "--format", "csv").out().lines().count());
    assertTrue(text("export", "--format", "markdown").out().contains(WHY));
    assertTrue(text("export", "--format", "report").out().startsWith("# Links to decide about\n"));
    Path file = elsewhere.resolve("decisions.json");
    Said written = json("export", "--out", file.toString());
    assertEquals(file.toRealPath().toString(), written.json().path("file").asText());
    assertEquals(Exit.USAGE, json("export", "--format", "other").exit());
    Said known = json("import", file.toString());
    assertEquals(Exit.DONE, known.exit());
    assertEquals(2, known.json().path("known").asInt());
    json("undo");
    Files.writeString(file, Files.readString(file).replace("\"ld_", "\"ld_X"));
    write("docs/b.md", "nothing\n");
    Said taken = json("import", file.toString());
    assertEquals(Exit.PROBLEMS, taken.exit(), taken.out());
    assertEquals(List.of("staged", "known", "unmatched", "refused"), names(taken.json()));
    assertEquals(1, taken.json().path("staged").asInt());
    assertEquals(1, taken.json().path("unmatched").size());
    assertEquals(1, json("export").json().path("decisions").size());
    assertTrue(json("export", "--withdrawn").json().path("decisions").size() > 1);
    assertEquals(Exit.USAGE, json("import", "no-such-file").exit());
  }

  @Test
  @DisplayName("A folder that nobody adopted has no decisions")
  void notAdopted() {
    Said said = CommandBed.in(elsewhere, "links", "triage", "status");
    assertEquals(Exit.REFUSED, said.exit());
    assertTrue((said.out() + said.err()).contains("NOT_ADOPTED"), said.out());
  }
}
