package dev.reeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.reeve.engine.links.web.WebServer;
import dev.reeve.engine.workspace.Json;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code reeve links} as it is typed, on a folder that nobody adopted. */
class LinksCommandTest {
  private static final String NAV = "{\"version\": 1, \"nav_docs\": [\"README.md\"]}";

  @TempDir Path folder;

  private record Said(int exit, String out, String err) {
    String lastLine() {
      return out.lines().reduce("", (first, second) -> second);
    }
  }

  private Said here(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--workspace", folder.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        ReeveCommand.with((workspace, sample, headless) -> 0, TourCommandTest.NO_TOUR);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return new Said(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
  }

  private void write(String path, String text) throws Exception {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  @BeforeEach
  void navDocument() throws Exception {
    write(".reeve/link-rules.json", NAV);
    write("README.md", "# x\n[a](docs/a.md) [b](gone,1.md \"t\")\n");
    write("docs/a.md", "[a](../README.md#y) `src/none.py` [ü](ö:o.md)\n[p|q](p%7Cq.md)\n");
    write("docs/ü x.md", "[a](nö.md)");
  }

  @Test
  @DisplayName("The documents that guard a merge are checked by themselves; the last line says why")
  void navIsTheUsualCheck() throws Exception {
    Said said = here("links", "check");
    assertEquals(Exit.PROBLEMS, said.exit());
    assertEquals(
        "README.md:2:20  missing_file  Nothing is at 'gone,1.md'.",
        said.out().lines().findFirst().get());
    assertEquals("FAILED: 1 broken link in enforced categories", said.lastLine());
    write("gone,1.md", "");
    assertEquals(Exit.DONE, here("links", "check").exit());
    assertEquals("PASSED: 2 links, 0 informational", here("links", "check").lastLine());
  }

  @Test
  @DisplayName("Deep reports everything and passes; given paths are enforced")
  void deepAndCustom() {
    Said deep = here("links", "check", "--mode", "deep");
    assertEquals(Exit.DONE, deep.exit());
    assertEquals("PASSED: 7 links, 6 informational", deep.lastLine());
    assertEquals(Exit.PROBLEMS, here("links", "check", "docs").exit());
    assertEquals(
        "FAILED: 3 broken links in enforced categories",
        here("links", "check", "docs/a.md").lastLine());
    assertTrue(
        here("links", "check", "docs/a.md", "--code-spans", "on").out().contains("src/none.py"));
    assertEquals(Exit.USAGE, here("links", "check", "--mode", "nav", "docs").exit());
    assertEquals(Exit.USAGE, here("links", "check", "nothing.md").exit());
  }

  @Test
  @DisplayName(
      "With --include-code links in code are told by their kind, and nothing fails on them")
  void includeCode() throws Exception {
    write("README.md", "# x\n\n```\n[a](gone.md)\n```\n");
    assertEquals("PASSED: 0 links, 0 informational", here("links", "check").lastLine());
    Said said = here("links", "check", "--include-code");
    assertEquals(Exit.DONE, said.exit());
    assertEquals(
        "README.md:4:5  missing_file  Nothing is at 'gone.md'. (in code)",
        said.out().lines().findFirst().get());
    assertEquals("PASSED: 1 link, 1 informational", said.lastLine());
    JsonNode finding =
        Json.parse(here("links", "check", "--include-code", "--json").out()).at("/findings/0");
    assertEquals("code_block", finding.path("kind").asText());
    assertFalse(finding.path("enforced").asBoolean());
    JsonNode log = Json.parse(here("links", "check", "--include-code", "--format", "sarif").out());
    assertEquals(Set.of(), sarifSchema().validate(log));
    assertEquals("code_block", log.at("/runs/0/results/0/properties/kind").asText());
    assertEquals("note", log.at("/runs/0/results/0/level").asText());
    assertTrue(
        here("links", "check", "--include-code", "--format", "markdown")
            .out()
            .contains("| 4 | gone.md | missing\\_file, in code |"));
    assertTrue(
        here("links", "check", "--include-code", "--format", "github")
            .out()
            .startsWith("::warning file=README.md,line=4,col=5,title=missing_file::Nothing is at"));
    assertEquals(Exit.USAGE, here("links", "check", "--include-code", "--write-baseline").exit());
    assertEquals(
        0,
        Json.parse(here("links", "fix", "README.md", "--json").out())
            .at("/summary/total_broken")
            .asInt(-1));
  }

  @Test
  @DisplayName("With --external addresses are asked for, and each format tells what came of it")
  void external() throws Exception {
    try (WebServer server = new WebServer()) {
      String gone = server.at("/404");
      write(
          "README.md",
          "[a](%s) [b](%s) [c](%s)".formatted(server.at("/x"), gone, server.at("/403")));
      assertEquals("PASSED: 3 links, 0 informational", here("links", "check").lastLine());
      assertEquals(List.of(), server.heard());
      Said said = here("links", "check", "--external");
      assertEquals(Exit.DONE, said.exit());
      assertEquals(
          List.of(
              "README.md:1:%d  external_broken  '%s' is gone: its server answers 404."
                  .formatted(11 + server.at("/x").length(), gone),
              "Web: 3 addresses, 1 there, 1 gone, 1 not known (--json says why)",
              "PASSED: 3 links, 1 informational"),
          said.out().lines().toList());
      JsonNode json = Json.parse(here("links", "check", "--external", "--json").out());
      assertEquals(1, json.at("/summary/by_reason/external_broken").asInt());
      assertEquals(
          "{\"addresses\":3,\"reachable\":1,\"broken\":1,\"unknown\":1,\"problem\":null,"
              + "\"unknown_addresses\":[{\"address\":\""
              + server.at("/403")
              + "\",\"why\":\"403\"}]}",
          json.at("/external").toString());
      JsonNode log = Json.parse(here("links", "check", "--external", "--format", "sarif").out());
      assertEquals(Set.of(), sarifSchema().validate(log));
      assertEquals("external_broken", log.at("/runs/0/results/0/ruleId").asText());
      assertEquals(json.at("/external"), log.at("/runs/0/properties/external"));
      String github = here("links", "check", "--external", "--format", "github").out();
      assertTrue(github.contains("title=external_broken::'" + gone), github);
      assertTrue(github.contains("\n::notice::Web: 3 addresses"), github);
      String markdown = here("links", "check", "--external", "--format", "markdown").out();
      assertTrue(markdown.contains("external\\_broken |"), markdown);
      assertTrue(markdown.contains("\n\nWeb: 3 addresses"), markdown);
      write(
          ".reeve/link-rules.json",
          "{\"version\": 1, \"nav_docs\": [\"README.md\"], \"enforce_external\": true}");
      assertEquals(Exit.PROBLEMS, here("links", "check", "--external").exit());
      assertEquals(Exit.DONE, here("links", "check").exit());
      assertEquals(Exit.DONE, here("links", "check", "--external", "--write-baseline").exit());
      String known = folder.resolve(".reeve/link-baseline.json").toString();
      assertEquals(Exit.DONE, here("links", "check", "--external", "--baseline", known).exit());
    }
    Said offline = here("links", "check", "--external");
    assertEquals(Exit.DONE, offline.exit());
    assertTrue(offline.out().startsWith("WEB_UNREACHABLE: no server answered"), offline.out());
    assertEquals(2, offline.out().lines().count());
  }

  @Test
  @DisplayName("LINK-A26 A check fails when a document that guards a merge is gone")
  void a26_missingDocument() throws Exception {
    Files.delete(folder.resolve("README.md"));
    Said said = here("links", "check");
    assertEquals(Exit.PROBLEMS, said.exit());
    assertTrue(said.out().startsWith("README.md:1:1  missing_document"), said.out());
  }

  @Test
  @DisplayName("LINK-A22, LINK-A27 With settings that cannot be used nothing is presented as clean")
  void a22_a27_brokenSettings() throws Exception {
    write(".reeve/link-rules.json", "{");
    for (String format : List.of("text", "json", "sarif", "github", "markdown")) {
      Said said = here("links", "check", "--format", format);
      assertEquals(Exit.USAGE, said.exit());
      assertEquals("", said.out());
      assertTrue(said.err().contains("[LINK_RULES_INVALID]"), said.err());
      assertEquals(1, said.err().lines().count());
    }
    write(
        ".reeve/link-rules.json",
        """
        {"version": 1, "rules": [{"id": "R", "scope": "both", "sources": "**", "target": "**",
         "applies_to": ["missing_file"], "as": "ignored", "reason": "because it is so",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z"}]}\
        """);
    Said wide = here("links", "check");
    assertEquals(Exit.USAGE, wide.exit());
    assertTrue(wide.err().contains("[RULE_TOO_WIDE]"), wide.err());
  }

  @Test
  @DisplayName("JSON has a summary and each finding with place, reason and suggestions")
  void json() throws Exception {
    Said said = here("links", "check", "--format", "json");
    assertEquals(Exit.PROBLEMS, said.exit());
    JsonNode tree = Json.parse(said.out());
    assertEquals(1, tree.at("/summary/by_reason/missing_file").asInt());
    JsonNode finding = tree.at("/findings/0");
    assertTrue(finding.path("id").asText().matches("[0-9a-f]{16}"));
    assertEquals("README.md", finding.path("source_file").asText());
    assertEquals(2, finding.path("line").asInt());
    assertEquals(20, finding.path("column").asInt());
    assertEquals("link", finding.path("kind").asText());
    assertEquals("gone,1.md", finding.path("raw_target").asText());
    assertEquals("missing_file", finding.path("reason").asText());
    assertEquals("none", finding.path("confidence").asText());
    assertTrue(finding.path("suggestions").isArray());
    assertEquals(said.out(), here("links", "check", "--json").out());
  }

  @Test
  @DisplayName("SARIF is valid by its schema and names files as URIs")
  void sarif() throws Exception {
    JsonNode log = Json.parse(here("links", "check", "--mode", "deep", "--format", "sarif").out());
    Set<?> wrong = sarifSchema().validate(log);
    assertEquals(Set.of(), wrong);
    assertEquals(6, log.at("/runs/0/results").size());
    assertTrue(log.toString().contains("docs/%C3%BC%20x.md"), log.toString());
    ((com.fasterxml.jackson.databind.node.ObjectNode) log.at("/runs/0/results/0"))
        .remove("message");
    assertFalse(sarifSchema().validate(log).isEmpty());
  }

  private static JsonSchema sarifSchema() throws Exception {
    try (InputStream in =
        LinksCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  @Test
  @DisplayName("For GitHub each finding is one annotation with its text escaped")
  void github() throws Exception {
    Said said = here("links", "check", "--format", "github");
    assertEquals(
        "::error file=README.md,line=2,col=20,title=missing_file::Nothing is at 'gone,1.md'.",
        said.out().lines().findFirst().get());
    write("README.md", "[a](a%0Ab%25.md)");
    assertTrue(here("links", "check", "--format", "github").out().contains("'a%250Ab%2525.md'"));
  }

  @Test
  @DisplayName("Markdown has a table a document, and cells that cannot break it")
  void markdown() {
    String out = here("links", "check", "--mode", "deep", "--format", "markdown").out();
    assertTrue(out.contains("\n## docs/a.md\n"), out);
    assertTrue(out.contains("| 2 | p%7Cq.md | missing\\_file |"), out);
  }

  @Test
  @DisplayName("Another checker's patterns are shown as rules; nothing is written")
  void importsRules() throws Exception {
    write(
        "old.json",
        "{\"runtime_endpoints\": [{\"pattern\": \"api/\", \"reason\": \"at run time\"}]}");
    Said said =
        here("links", "rules", "import", folder.resolve("old.json").toString(), "--author", "ann");
    assertEquals(Exit.DONE, said.exit(), said.err());
    assertEquals("api/**", Json.parse(said.out()).at("/rules/0/target").asText());
    assertTrue(said.err().contains("api/**"));
    assertEquals(NAV, Files.readString(folder.resolve(".reeve/link-rules.json")));
    write(".reeve/link-rules.json", said.out());
    assertEquals(Exit.DONE, here("links", "check", "--mode", "deep").exit());
  }
}
