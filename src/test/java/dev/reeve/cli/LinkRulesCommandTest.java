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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reeve links rules} and {@code reeve links stubs} as they are typed. */
class LinkRulesCommandTest {
  private static final String WHY = "an endpoint, no file";
  private static final String RULES = ".reeve/link-rules.json";

  @TempDir Path folder;

  @BeforeEach
  void documents() throws Exception {
    Adoption.adopt(Trees.workspace(folder));
    Trees.writeNavigation(folder);
    write("docs/NEW.md", "# New\n");
    write("docs/a.md", "[x](api/v1/one) [y](api/v1/two) [o](OLD.md)\n");
  }

  private void write(String path, String text) throws Exception {
    Trees.write(folder, path, text);
  }

  private Said json(String... args) {
    return CommandBed.in(folder, args);
  }

  private Said add(String... more) {
    String[] args = {"links", "rules", "add", "--target", "api/**", "--reason", WHY};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return json(all);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(each -> each.getKey()).toList();
  }

  @Test
  @DisplayName("rules add shows what would be taken, writes with --execute, and only once")
  void ruleIsAdded() throws Exception {
    Said preview = add();
    assertEquals(Exit.DONE, preview.exit(), preview.err());
    assertEquals(List.of("matches", "rows", "execution_id"), names(preview.json()));
    assertEquals(2, preview.json().path("matches").asInt());
    assertTrue(preview.json().path("execution_id").isNull());
    assertFalse(Files.exists(folder.resolve(RULES)));
    Said added = add("--id", "api", "--as", "runtime_endpoint", "--execute");
    assertEquals(Exit.DONE, added.exit(), added.out());
    assertTrue(added.json().path("execution_id").asText().startsWith("exec_"));
    JsonNode rule = json("links", "rules", "list").json().at("/rules/0");
    assertEquals(
        List.of(
            "id",
            "scope",
            "sources",
            "target",
            "applies_to",
            "as",
            "reason",
            "author",
            "created_at",
            "matches_now",
            "matches_at_creation",
            "last_used"),
        names(rule));
    assertEquals("api", rule.path("id").asText());
    assertEquals("runtime_endpoint", rule.path("as").asText());
    assertEquals("missing_file", rule.at("/applies_to/0").asText());
    assertEquals(2, rule.path("matches_now").asInt());
    Said again = add("--id", "api", "--applies-to", "missing_file", "--execute");
    assertEquals(Exit.PROBLEMS, again.exit(), again.out());
    assertTrue((again.out() + again.err()).contains("RULE_EXISTS"), again.out());
  }

  @Test
  @DisplayName("LINK-A22 (typed) a rule that takes everything, or nothing, or without reason: 2")
  void a22_wrongRules() throws Exception {
    for (String wide : List.of("**", "*", "**/*", "x")) {
      Said said = json("links", "rules", "add", "--target", wide, "--reason", WHY, "--execute");
      assertEquals(Exit.USAGE, said.exit(), wide);
      assertTrue((said.out() + said.err()).contains("RULE_TOO_WIDE"), said.out());
    }
    assertEquals(Exit.USAGE, json("links", "rules", "add", "--target", "api/**").exit());
    assertEquals(
        Exit.USAGE,
        json("links", "rules", "add", "--target", "api/**", "--reason", "short", "--execute")
            .exit());
    assertEquals(
        Exit.USAGE,
        json("links", "rules", "add", "--target", "none/**", "--reason", WHY, "--execute").exit());
    assertFalse(Files.exists(folder.resolve(RULES)));
  }

  @Test
  @DisplayName("rules check ends with 1 for a rule that is over, and for one that takes more")
  void check() throws Exception {
    assertEquals(Exit.DONE, json("links", "rules", "check").exit());
    add("--id", "api", "--execute");
    assertEquals(Exit.DONE, json("links", "rules", "check").exit());
    write("docs/b.md", "[x](api/v2)\n");
    Said grown = json("links", "rules", "check");
    assertEquals(Exit.PROBLEMS, grown.exit());
    assertEquals(List.of("rules", "warnings"), names(grown.json()).stream().sorted().toList());
    assertTrue(grown.json().at("/warnings/0").asText().startsWith("RULE_GROWN"), grown.out());
    Files.delete(folder.resolve(RULES));
    add("--id", "over", "--expires", "2020-01-01T00:00:00Z", "--execute");
    Said over = json("links", "rules", "check");
    assertEquals(Exit.PROBLEMS, over.exit());
    assertTrue(over.json().at("/warnings/0").asText().startsWith("RULE_EXPIRED"), over.out());
    assertEquals(4, json("links", "triage", "status").json().path("broken").asInt());
  }

  @Test
  @DisplayName("LINK-A27 (typed) rules that cannot be read end every command with 2")
  void a27_unreadable() throws Exception {
    write(RULES, "{\"version\": 1, \"rules\": 3}");
    for (String command : List.of("list", "check")) {
      assertEquals(Exit.USAGE, json("links", "rules", command).exit());
    }
    assertEquals(Exit.USAGE, add("--execute").exit());
    assertEquals(Exit.USAGE, json("links", "stubs", "list").exit());
    assertEquals(Exit.USAGE, json("links", "triage", "status").exit());
  }

  @Test
  @DisplayName("LINK-A25 (typed) a redirect is listed with its referrers; removed when it has none")
  void a25_stubs() throws Exception {
    Said decided =
        json(
            "links",
            "triage",
            "decide",
            "docs/OLD.md",
            "--stub",
            "docs/NEW.md",
            "--title",
            "New",
            "--reason",
            "the name is used elsewhere");
    assertEquals(Exit.DONE, decided.exit(), decided.out());
    assertEquals(Exit.DONE, json("links", "triage", "apply", "--execute").exit());
    Said listed = json("links", "stubs", "list");
    assertEquals(Exit.DONE, listed.exit());
    JsonNode stub = listed.json().at("/stubs/0");
    assertEquals(List.of("path", "target", "title", "whole", "referrers"), names(stub));
    assertEquals("docs/OLD.md", stub.path("path").asText());
    assertEquals("docs/a.md", stub.at("/referrers/0").asText());
    Said used = json("links", "stubs", "remove", "docs/OLD.md");
    assertEquals(Exit.PROBLEMS, used.exit());
    assertTrue((used.out() + used.err()).contains("STUB_REFERENCED"), used.out());
    assertEquals(Exit.USAGE, json("links", "stubs", "remove", "docs/a.md").exit());
    Files.move(folder.resolve("docs/NEW.md"), folder.resolve("docs/NEWER.md"));
    Said broken = json("links", "stubs", "list");
    assertEquals(Exit.PROBLEMS, broken.exit());
    assertFalse(broken.json().at("/stubs/0/whole").asBoolean());
    write("docs/a.md", "nothing\n");
    Said removed = json("links", "stubs", "remove", "docs/OLD.md");
    assertEquals(Exit.DONE, removed.exit(), removed.out());
    assertTrue(removed.json().path("execution_id").asText().startsWith("exec_"));
    assertFalse(Files.exists(folder.resolve("docs/OLD.md")));
    assertEquals(0, json("links", "stubs", "list").json().path("stubs").size());
  }
}
