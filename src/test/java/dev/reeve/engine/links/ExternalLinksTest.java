package dev.reeve.engine.links;

import static dev.reeve.engine.links.Trees.told;
import static dev.reeve.engine.links.Trees.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reeve.engine.links.CheckScope.Mode;
import dev.reeve.engine.links.web.WebAnswer.Status;
import dev.reeve.engine.links.web.WebCheck;
import dev.reeve.engine.links.web.WebReport;
import dev.reeve.engine.links.web.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References to the web in a check that asks, and in one that does not. */
class ExternalLinksTest {
  @TempDir Path folder;
  @AutoClose private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
  }

  private CheckReport asking(CheckScope scope) {
    return Trees.check(folder, scope, check -> check.asking(new WebCheck(WebCheck.Limits.USUAL)));
  }

  private CheckReport asking() {
    return asking(new CheckScope(Mode.CUSTOM, List.of(), false));
  }

  private String text() {
    return """
    [a](%1$s) ![b](%2$s "t") [c][r] <%2$s> <a href="%2$s#x">d</a> [e](gone.md)

    [r]: %3$s

    ```
    [f](%4$s)
    ```
    """
        .formatted(server.at("/200"), server.at("/404"), server.at("/403"), server.at("/410"));
  }

  @Test
  @DisplayName(
      "An address that is gone is a finding wherever it is written, and nothing fails on it")
  void findings() throws Exception {
    write(folder, "a.md", text());
    CheckReport report = asking();
    int at = 17 + server.at("/200").length();
    assertEquals(
        List.of(Category.EXTERNAL_BROKEN, Category.EXTERNAL_BROKEN, Category.EXTERNAL_BROKEN),
        report.findings().stream().map(Finding::reason).limit(3).toList());
    assertEquals(
        "a.md:1:" + (at - 5) + " external_broken " + server.at("/404"), told(report).getFirst());
    assertEquals(
        "'" + server.at("/404") + "' is gone: its server answers 404.",
        report.findings().getFirst().message());
    assertEquals(4, report.findings().size());
    assertEquals(1, report.enforced(), "the file alone");
    assertEquals(3, report.byReason().get(Category.EXTERNAL_BROKEN));
    assertEquals(2, report.byReason().get(Category.EXTERNAL_URL));
    WebReport web = report.web();
    assertNotNull(web);
    assertEquals(3, web.answers().size());
    assertEquals(1, web.count(Status.UNKNOWN));
    assertEquals(2, server.heard().stream().filter(each -> each.endsWith(" /404")).count());
  }

  @Test
  @DisplayName("Without the option nothing is fetched")
  void notAsked() throws Exception {
    write(folder, "a.md", text());
    CheckReport report = Trees.check(folder, Mode.CUSTOM);
    assertNull(report.web());
    assertEquals(1, report.findings().size());
    assertEquals(List.of(), server.heard());
  }

  @Test
  @DisplayName("The settings may enforce it, rules take it by its address, code never counts")
  void settings() throws Exception {
    write(folder, "README.md", text());
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"enforce_external\": true}");
    CheckReport report = asking(new CheckScope(Mode.CUSTOM, List.of(), false, true));
    assertEquals(4, report.findings().size());
    assertEquals(4, report.enforced());
    assertFalse(server.heard().toString().contains("/410"), "an example in code");
    assertEquals(0, asking(new CheckScope(Mode.DEEP, List.of(), true)).enforced());
    String rule =
        """
        {"version": 1, "enforce_external": true, "report_only": ["missing_file"], "rules": [
         {"id": "R1", "scope": "both", "sources": "**", "target": "%s/**",
         "applies_to": ["external_broken"], "as": "ignored", "reason": "not public yet, ask ann",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z"}]}
        """;
    write(folder, LinkSettings.FILE, rule.formatted(server.at("")));
    server.heard().clear();
    CheckReport ruled = asking();
    assertEquals(1, ruled.findings().size());
    assertEquals(0, ruled.enforced());
    assertEquals(5, ruled.byRule().get("R1"), "those too that are there: nobody asked");
    assertEquals(List.of(), server.heard());
  }

  @Test
  @DisplayName(
      "Each address that a rule keeps from being asked for is a use of it, when it is asked")
  void usesOfARule() throws Exception {
    write(folder, "a.md", "[a](%1$s) [b](%1$s)\n".formatted(server.at("/200")));
    String rules =
        """
        {"version": 1, "rules": [
         {"id": "R1", "scope": "both", "sources": "**", "target": "%1$s/**",
         "applies_to": ["external_broken"], "as": "historical_ref", "reason": "was moved away",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z", "max_matches": 1}]}
        """;
    write(folder, LinkSettings.FILE, rules.formatted(server.at("")));
    CheckReport report = asking();
    assertEquals(List.of(), server.heard());
    assertEquals(2, report.byReason().get(Category.HISTORICAL_REF));
    assertEquals(2, report.findings().size());
    assertEquals(List.of("RULE_GROWN: rule 'R1' takes 2, at most 1."), report.warnings());
    CheckReport silent = Trees.check(folder, Mode.CUSTOM);
    assertEquals(List.of(), silent.findings());
    assertEquals(List.of(), silent.warnings());
  }

  @Test
  @DisplayName("What a rule takes is not asked for, unless another document asks; code never is")
  void notAskedFor() throws Exception {
    write(folder, "a.md", text() + "[g](mailto:ann@example.org)\n");
    write(folder, "docs/b.md", "[g](%s) [h](/404)\n".formatted(server.at("/410")));
    String rules =
        """
        {"version": 1, "enforce_external": true, "rules": [
         {"id": "R1", "scope": "both", "sources": "docs/**", "target": "%1$s/**",
         "applies_to": ["external_broken"], "as": "historical_ref", "reason": "was moved away",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z"},
         {"id": "R2", "scope": "both", "sources": "**", "target": "%1$s/404*",
         "applies_to": ["external_broken"], "as": "ignored", "reason": "an intranet host",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z"},
         {"id": "R3", "scope": "both", "sources": "**", "target": "**/ann*",
         "applies_to": ["external_broken"], "as": "ignored", "reason": "no address of the web",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z"}]}
        """;
    write(folder, LinkSettings.FILE, rules.formatted(server.at("")));
    CheckReport report = asking(new CheckScope(Mode.CUSTOM, List.of(), false, true));
    assertEquals(
        List.of("GET /403", "HEAD /200", "HEAD /403"), server.heard().stream().sorted().toList());
    assertEquals(Map.of("R1", 1, "R2", 3, "R3", 0), report.byRule());
    assertEquals(
        List.of("a.md:1 missing_file", "docs/b.md:1 historical_ref", "docs/b.md:1 missing_file"),
        report.findings().stream()
            .map(
                each ->
                    each.sourceFile() + ":" + each.position().line() + " " + each.reason().code())
            .toList());
    WebReport web = report.web();
    assertNotNull(web);
    assertEquals(0, web.count(Status.BROKEN));

    server.heard().clear();
    assertEquals(0, Trees.check(folder, Mode.CUSTOM).byRule().get("R2"), "nobody would ask");
    assertEquals(List.of(), server.heard());
  }

  @ParameterizedTest
  @DisplayName("A rule takes an address by its whole text, however it is written")
  @CsvSource({
    "//old.example.com/**,          //old.example.com/x,        true",
    "https://old.example.com/**,    //old.example.com/x,        true",
    "//old.example.com/**,          https://old.example.com/x,  true",
    "//old.example.com/**,          //old.example.com,          true",
    "http://old.example.com/**,     //old.example.com/x,        false",
    "//old.example.com/**,          /old.example.com/x,         false",
    "/old.example.com/**,           //old.example.com/x,        false",
    "//old.example.com/**,          //new.example.com/x,        false",
    "https://h/a//b,                https://h/a//b,             true",
    "https://h/**/b,                https://h/a///b,            true",
    "https://h/a/b,                 https://h/a/c,              false",
    "/docs/*.md,                    /docs/a.md,                 true",
    "docs/*.md,                     docs//a.md,                 true",
  })
  void rulesByAddress(String target, String path, boolean taken) {
    LinkRule rule =
        new LinkRule(
            "R1",
            LinkRule.Scope.BOTH,
            "**",
            target,
            Set.of(Category.EXTERNAL_BROKEN),
            Category.IGNORED,
            "not public yet, ask ann",
            "ann",
            Instant.EPOCH,
            null,
            null);
    assertEquals(taken, rule.takes("a.md", false, path, Category.EXTERNAL_BROKEN));
  }
}
