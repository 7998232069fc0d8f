package dev.reeve.engine.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkSettingsFileTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  /** As people write: lists on one line, their own columns, an empty line, a narrow rule. */
  private static final String BY_HAND =
      """
      {
         "version":   1,
         "nav_docs":  ["README.md", "docs/index.md"],

         "exclude": [ "build/**"
                    , "old/**" ],
         "rules": [
            {"id": "R1", "scope": "both", "sources": "**", "target": "gone/*",
             "applies_to": ["missing_file"], "as": "ignored",
             "reason": "because it is so", "author": "ann", "created_at": "2026-01-01T00:00:00Z"}
         ],
         "stubs" : [],   "report_only": []
      }
      """;

  private static final String ADDED =
      """
      ,
            {
               "id" : "R2",
               "scope" : "both",
               "sources" : "docs/**",
               "target" : "lost/plan.md",
               "applies_to" : [
                  "missing_file"
               ],
               "as" : "ignored",
               "reason" : "written with the next scan",
               "author" : "ben",
               "created_at" : "2026-01-01T00:00:00Z"
            }\
      """;

  private static LinkRule rule(String id) {
    return rule(id, LinkRule.Scope.BOTH);
  }

  private static LinkRule rule(String id, LinkRule.Scope scope) {
    return new LinkRule(
        id,
        scope,
        "docs/**",
        "lost/plan.md",
        Set.of(Category.MISSING_FILE),
        Category.IGNORED,
        "written with the next scan",
        "ben",
        AT,
        null,
        null);
  }

  private static RedirectStub stub(String path) {
    return new RedirectStub(path, "docs/new.md", "The new place", "ben", AT);
  }

  private static String with(String text, LinkRule... rules) {
    return LinkSettingsFile.added(text, List.of(rules), List.of());
  }

  @Test
  @DisplayName("A rule is added below the others; all other text stays as a person wrote it")
  void otherTextStays() {
    int end = BY_HAND.indexOf("\n   ],\n   \"stubs\"");
    assertEquals(
        BY_HAND.substring(0, end) + ADDED + BY_HAND.substring(end), with(BY_HAND, rule("R2")));
  }

  @Test
  @DisplayName("A file with CRLF keeps it, and what is added has it too; so does a last line")
  void lineEndingsStay() {
    String windows = BY_HAND.stripTrailing().replace("\n", "\r\n");
    assertEquals(
        with(BY_HAND, rule("R2")).stripTrailing().replace("\n", "\r\n"), with(windows, rule("R2")));
  }

  @Test
  @DisplayName("The first rule makes its list, after what the file says already")
  void firstRule() {
    String sample = "{\n  \"version\" : 1,\n  \"nav_docs\" : [ \"README.md\" ]\n}\n";
    String after = with(sample, rule("R2"));
    assertTrue(
        after.startsWith(
            "{\n  \"version\" : 1,\n  \"nav_docs\" : [ \"README.md\" ],\n  \"rules\" : [\n    {\n"
                + "      \"id\" : \"R2\",\n"),
        after);
    assertTrue(after.endsWith("\n    }\n  ]\n}\n"), after);
  }

  @Test
  @DisplayName("An empty list, one on a single line and a file of one line take a rule as well")
  void narrowForms() throws Exception {
    String narrow = "{\"version\":1,\"rules\":[]}";
    String first = with(narrow, rule("R2"));
    assertTrue(first.startsWith("{\"version\":1,\"rules\":[\n  {\n"), first);
    assertTrue(first.endsWith("\n  }\n]}"), first);
    String one = Json.parse(first).toString();
    String second = with(one, rule("R3"));
    assertTrue(second.startsWith(one.substring(0, one.length() - 2) + ",\n  {\n"), second);
    String bare = with("{ \"version\": 1 }", rule("R2"));
    assertTrue(bare.startsWith("{ \"version\": 1,\n  \"rules\" : [\n    {\n"), bare);
    assertTrue(bare.endsWith("\n    }\n  ] }"), bare);
  }

  @Test
  @DisplayName("A rule of the same id is replaced where it stands; its neighbours stay")
  void replaced() {
    String three = with(BY_HAND, rule("R2"), rule("R3"));
    LinkRule other = rule("R2", LinkRule.Scope.NAV);
    int at = three.indexOf("\"both\"", three.indexOf("\"R2\""));
    assertEquals(
        three.substring(0, at) + "\"nav\"" + three.substring(at + "\"both\"".length()),
        with(three, other));
  }

  @Test
  @DisplayName("A redirect that is added and taken out leaves the file as it was")
  void stubsComeAndGo() {
    String one = LinkSettingsFile.added(BY_HAND, List.of(), List.of(stub("a.md")));
    assertEquals(BY_HAND, LinkSettingsFile.withoutStub(one, "a.md"));
    String three = LinkSettingsFile.added(one, List.of(), List.of(stub("b.md"), stub("c.md")));
    String without = LinkSettingsFile.withoutStub(three, "b.md");
    assertEquals(LinkSettingsFile.added(one, List.of(), List.of(stub("c.md"))), without);
    assertEquals(
        LinkSettingsFile.added(BY_HAND, List.of(), List.of(stub("c.md"))),
        LinkSettingsFile.withoutStub(without, "a.md"));
    assertEquals(three, LinkSettingsFile.withoutStub(three, "d.md"));
  }

  @Test
  @DisplayName("A file that cannot be used is left alone; the format has no comments")
  void commentsAreNoJson() {
    String commented = BY_HAND.replace("\n\n", "\n   // what is not ours\n");
    EngineException refused =
        assertThrows(EngineException.class, () -> with(commented, rule("R2")));
    assertEquals("LINK_RULES_INVALID", refused.code());
  }

  @Test
  @DisplayName("A new file is written as Reeve writes all of its own")
  void newFile() throws Exception {
    String text = LinkSettingsFile.text(List.of(rule("R2"), rule("R3")));
    assertEquals(new String(Json.file(Json.parse(text)), StandardCharsets.UTF_8), text);
  }

  @Provide
  Arbitrary<String> forms() {
    Arbitrary<String> blank = Arbitraries.of("", " ", "\n", "\r\n", "\n\t", "\n    ", "\r\n  \r\n");
    Arbitrary<String> entry =
        Arbitraries.of(
            Json.line(tree(rule("R1"))),
            new String(Json.file(tree(rule("R1"))), StandardCharsets.UTF_8).stripTrailing());
    Arbitrary<String> rules = Combinators.combine(blank, entry, blank).as((a, e, b) -> a + e + b);
    Arbitrary<String> list =
        Arbitraries.oneOf(blank, rules).map(inside -> "\"rules\" : [" + inside + "]");
    Arbitrary<String> others =
        Arbitraries.of(
            "\"version\":1", "\"version\" : 1 , \"nav_docs\": [ \"R\\u00e4\\n]\", \"{,\" ]");
    return Combinators.combine(blank, others, blank, list.injectNull(0.3), blank)
        .as((a, o, b, l, c) -> a + "{" + b + o + (l == null ? "" : "," + c + l) + a + "}" + c);
  }

  private static ObjectNode tree(LinkRule rule) {
    ObjectNode node = Json.mapper().createObjectNode();
    LinkSettingsForm.write(rule, node);
    return node;
  }

  @Property
  void whatStoodThereStaysInItsOrder(@ForAll("forms") String text) throws JsonProcessingException {
    String after = with(text, rule("R2"));
    int kept = 0;
    while (kept < text.length() && text.charAt(kept) == after.charAt(kept)) {
      kept++;
    }
    String tail = text.substring(kept).stripLeading();
    assertTrue(after.endsWith(tail), after);
    List<String> ids = new ArrayList<>();
    Json.parse(text).path("rules").forEach(each -> ids.add(each.path("id").asText()));
    ids.add("R2");
    List<String> now = new ArrayList<>();
    Json.parse(after).path("rules").forEach(each -> now.add(each.path("id").asText()));
    assertEquals(ids, now);
  }
}
