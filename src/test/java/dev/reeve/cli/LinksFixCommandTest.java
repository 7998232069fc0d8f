package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.cli.CommandBed.Said;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.links.Trees;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reeve links fix} as it is typed. */
class LinksFixCommandTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  @BeforeEach
  void documents() throws Exception {
    Trees.writeNavigation(folder);
    write("guides/SETUP.md", "# Setup\n");
    write("docs/a.md", "see [s](SETUP.md) here\n[t](guides/SETUP.md#no)\n[n](nothing-at-all.md)\n");
  }

  private void write(String path, String text) throws Exception {
    Trees.write(folder, path, text);
  }

  private void adopt() {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
  }

  private Said text(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--workspace";
    all[args.length + 1] = folder.toString();
    return CommandBed.say(all);
  }

  private static String lastLine(Said said) {
    return said.out().lines().reduce("", (first, second) -> second);
  }

  @Test
  @DisplayName("LINK-A20 a preview needs no adopted folder, shows the lines, and flags the heading")
  void a20_preview() throws Exception {
    Said said = text("links", "fix");
    assertEquals(Exit.DONE, said.exit());
    assertEquals(
        """
        docs/a.md
          1 - see [s](SETUP.md) here
            + see [s](../guides/SETUP.md) here
          2 - [t](guides/SETUP.md#no)
            + [t](../guides/SETUP.md#no)
        """,
        said.out().lines().limit(5).map(line -> line + "\n").reduce("", String::concat));
    assertTrue(said.out().contains("has no such heading; it is kept"), said.out());
    assertEquals(
        "PREVIEW: 2 links in 1 document would be mended; 1 left, of 3 in the plan. --execute does"
            + " it.",
        lastLine(said));
    assertFalse(Files.exists(folder.resolve(".reeve")));
  }

  @Test
  @DisplayName("LINK-A6 a plan is written, applied, and found done the second time")
  void a06_planAppliedTwice() throws Exception {
    adopt();
    Path plan = elsewhere.resolve("plan.json");
    assertEquals(Exit.DONE, text("links", "fix", "--out", plan.toString()).exit());
    assertEquals(
        Exit.DONE, text("links", "fix", "--out", elsewhere.resolve("plan.md").toString()).exit());
    assertTrue(Files.readString(elsewhere.resolve("plan.md")).startsWith("# Broken links"));
    Said first = CommandBed.in(folder, "links", "fix", "--execute", "--plan", plan.toString());
    assertEquals(Exit.DONE, first.exit(), first.out());
    JsonNode json = first.json();
    assertTrue(json.path("execution_id").asText().startsWith("exec_"));
    assertEquals(2, json.at("/summary/verified").asInt());
    assertEquals(1, json.at("/summary/files_modified").asInt());
    assertEquals(
        "see [s](../guides/SETUP.md) here\n[t](../guides/SETUP.md#no)\n[n](nothing-at-all.md)\n",
        Files.readString(folder.resolve("docs/a.md")));
    Said again = text("links", "fix", "--execute", "--plan", plan.toString());
    assertEquals(Exit.DONE, again.exit());
    assertEquals("NOTHING TO MEND: 2 mended before, 1 left, of 3 in the plan", lastLine(again));
  }

  @Test
  @DisplayName("Without --out the plan is kept below .reeve/executions, the same one once")
  void kept() throws Exception {
    adopt();
    Path kept = Path.of(CommandBed.in(folder, "links", "fix").json().path("plan").asText());
    assertTrue(kept.startsWith(folder.toRealPath().resolve(".reeve/executions")), kept.toString());
    assertTrue(Files.exists(kept.resolveSibling("link-fixes.md")));
    assertEquals(
        kept.toString(), CommandBed.in(folder, "links", "fix").json().path("plan").asText());
  }

  @Test
  @DisplayName("LINK-A34 exit 2 for a plan that cannot be used, a wrong use, and an unknown id")
  void a34_exitCodes() throws Exception {
    adopt();
    Path plan = Files.writeString(elsewhere.resolve("p.json"), "{\"schema\": \"x\"}");
    assertEquals(Exit.USAGE, text("links", "fix", "--plan", plan.toString()).exit());
    assertEquals(Exit.USAGE, text("links", "fix", "--plan", "no-such-file").exit());
    assertEquals(
        Exit.USAGE, text("links", "fix", "--plan", plan.toString(), "--mode", "nav").exit());
    assertEquals(Exit.USAGE, text("links", "fix", "--backup-zip", ".").exit());
    assertEquals(Exit.USAGE, text("links", "fix", "--only", "0123456789abcdef").exit());
  }

  @Test
  @DisplayName("LINK-A15 exit 1 when a document is not as it was planned")
  void a15_partly() throws Exception {
    adopt();
    Path plan = elsewhere.resolve("plan.json");
    text("links", "fix", "--out", plan.toString());
    write("docs/a.md", "other\n\nsee [s](SETUP.md) here\n");
    Said said = text("links", "fix", "--execute", "--plan", plan.toString());
    assertEquals(Exit.PROBLEMS, said.exit());
    assertTrue(said.out().contains("[STALE_DOCUMENT]"), said.out());
    assertTrue(lastLine(said).startsWith("PARTLY: 1 link in 1 document by exec_"), said.out());
    assertEquals(
        "other\n\nsee [s](../guides/SETUP.md) here\n",
        Files.readString(folder.resolve("docs/a.md")));
  }

  @Test
  @DisplayName("exit 5 while another process holds the documents, which says so; then it goes on")
  void locked() throws Exception {
    adopt();
    String before = Files.readString(folder.resolve("docs/a.md"));
    try (DocsHolder other = DocsHolder.in(folder)) {
      Said said = text("links", "fix", "--execute");
      assertEquals(Exit.LOCK, said.exit(), said.out());
      assertTrue(said.err().contains("LOCK_TIMEOUT"), said.err());
      assertEquals(before, Files.readString(folder.resolve("docs/a.md")));
      assertEquals(Exit.DONE, text("links", "fix").exit());
    }
    assertEquals(Exit.DONE, text("links", "fix", "--execute").exit());
  }

  @Test
  @DisplayName("A folder that nobody adopted is not written")
  void notAdopted() throws Exception {
    Said said = text("links", "fix", "--execute");
    assertEquals(Exit.REFUSED, said.exit());
    assertTrue(said.err().contains("NOT_ADOPTED"), said.err());
  }
}
