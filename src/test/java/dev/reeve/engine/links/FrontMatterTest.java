package dev.reeve.engine.links;

import static dev.reeve.engine.links.Trees.told;
import static dev.reeve.engine.links.Trees.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.CheckScope.Mode;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links in front matter, under the keys that the settings name. */
class FrontMatterTest {
  private static final Extraction KEYS =
      new Extraction(Set.of("image", "related", "seo.image", "authors.page"), false);

  @TempDir Path folder;

  private static List<String> taken(String text) throws Exception {
    return DocumentParserTest.taken(text, KEYS);
  }

  @Test
  @DisplayName("Texts, lists and nested keys are taken in their places, however they are quoted")
  void places() throws Exception {
    assertEquals(
        List.of(
            "2:12 front_matter a.md#x -> a.md",
            "4:14 front_matter b%20c.md -> b c.md",
            "5:6 front_matter d''e.md -> d'e.md",
            "6:6 front_matter \\u00e4/f.md -> ä/f.md",
            "8:14 front_matter g.png -> g.png",
            "10:27 front_matter h.md -> h.md",
            "11:12 front_matter   i.md -> i.md",
            "13:3 front_matter j.md -> j.md",
            "16:5 link k.md -> k.md"),
        taken(
            """
            ---
            "image":   a.md#x   # as ever
            related: # 😀 ä
              - !!str    b%20c.md
              - 'd''e.md'
              - "\\u00e4/f.md"
              - 12
            seo: {image: g.png, title: x.md}
            authors:
              - {name: z.md, page: &h h.md}
              - page: "  i.md"
            image: >-
              j.md
            title: y.md
            ---
            [k](k.md)
            """));
  }

  @Test
  @DisplayName("Line ends and a byte order mark do not move a place")
  void lineEnds() throws Exception {
    byte[] file = "\ufeff---\r\ntitle: 😀\r\nimage: ä.md\r\n---\r\n".getBytes("UTF-8");
    Position at = DocumentParser.parse("a.md", file, KEYS).references().getFirst().position();
    assertEquals(new Position(3, 8, 3 + 5 + 13 + 7, 5), at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: 12",
        "image: 1.5",
        "image: true",
        "image: ~",
        "image: ''",
        "image:",
        "image: {a: x.md}",
        "image: [[], {}]",
        "image: |\n  a.md\n  b.md",
        "image: a\n  b.md",
        "image: 'a\n  b.md'",
        "image: \"a\\nb.md\"",
        "other: &x x.md\nimage: *x",
        "- image",
        "image",
        "other: image",
        "seo: x.md",
        "IMAGE: x.md",
        ""
      })
  @DisplayName("What is no text on one line, or under no such key, is no link and no problem")
  void noLinks(String yaml) throws Exception {
    assertEquals(List.of(), taken("---\n" + yaml + "\n---\n"));
  }

  @Test
  @DisplayName("A quote in or around a value does not move its place")
  void quotes() throws Exception {
    assertEquals(List.of("2:8 front_matter a'b' -> a'b'"), taken("---\nimage: a'b'\n---\n"));
    assertEquals(
        List.of("2:9 front_matter a\\\"b\\\" -> a\"b\""),
        taken("---\nimage: \"a\\\"b\\\"\"\n---\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: [a.md",
        "image: a.md\n\tx: y",
        "image: a.md\u0000",
        "image: @a.md",
        "image: a: b",
        "a: '"
      })
  @DisplayName("Front matter that is no YAML is one finding, and the document is read all the same")
  void noYaml(String yaml) throws Exception {
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"front_matter_keys\": [\"image\"]}");
    write(folder, "a.md", "---\n" + yaml + "\n---\n# A\n[x](gone.md)\n[y](#a)\n");
    CheckReport report = Trees.check(folder, Mode.CUSTOM);
    assertEquals(2, report.findings().size(), told(report).toString());
    Finding first = report.findings().getFirst();
    assertEquals(Category.UNREADABLE, first.reason());
    assertEquals(ReferenceKind.DOCUMENT, first.kind());
    assertTrue(first.position().line() >= 2, first.toString());
    assertTrue(first.message().contains("no YAML"), first.message());
    assertEquals("gone.md", report.findings().getLast().rawTarget());
    assertEquals(2, report.references());
  }

  @Test
  @DisplayName("A redirect stub whose front matter is no YAML is unreadable, and that is enforced")
  void stubOfNoYaml() throws Exception {
    write(
        folder,
        LinkSettings.FILE,
        """
        {"version": 1, "front_matter_keys": ["image"], "stubs": [{"path": "a.md", "target": "b.md",
         "title": "B", "author": "ann", "created_at": "2026-01-01T00:00:00Z"}]}
        """);
    write(folder, "a.md", "---\nimage: [b.md\n---\n# B\n[x](b.md)\n");
    CheckReport report = Trees.check(folder, Mode.CUSTOM);
    assertEquals(
        List.of(Category.UNREADABLE, Category.STUB_BROKEN),
        report.findings().stream().map(Finding::reason).toList());
    Finding first = report.findings().getFirst();
    assertTrue(first.enforced());
    assertTrue(first.message().contains("no YAML"), first.message());
  }

  @Test
  @DisplayName("Nothing is read of front matter as long as no key is named")
  void notAsked() throws Exception {
    write(folder, "a.md", "---\nimage: [gone.md\n---\n");
    assertEquals(List.of(), told(Trees.check(folder, Mode.CUSTOM)));
  }

  @Test
  @DisplayName("They are judged and enforced as links are, and rules take them")
  void judged() throws Exception {
    write(
        folder,
        LinkSettings.FILE,
        """
        {"version": 1, "front_matter_keys": ["image", "related"],
         "rules": [{"id": "R1", "scope": "both", "sources": "**", "target": "gen/**",
         "applies_to": ["missing_file"], "as": "ignored", "reason": "made by the build",
         "author": "ann", "created_at": "2026-01-01T00:00:00Z"}]}
        """);
    write(folder, "docs/b.md", "# B\n");
    write(
        folder,
        "docs/a.md",
        """
        ---
        image: docs/b.md
        related: [b.md, b.md#c, B.md, gen/x.md, "https://example.com/"]
        ---
        """);
    CheckReport report = Trees.check(folder, Mode.CUSTOM);
    assertEquals(
        List.of(
            "docs/a.md:2:8 root_relative_only docs/b.md",
            "docs/a.md:3:17 missing_anchor b.md#c",
            "docs/a.md:3:25 case_mismatch B.md"),
        told(report));
    assertEquals(3, report.enforced());
    assertEquals(1, report.byReason().get(Category.EXTERNAL_URL));
    assertEquals(1, report.byRule().get("R1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"image\"", "[1]", "[\"\"]", "[\" a\"]", "[\"a..b\"]", "[\".a\"]", "{}"})
  @DisplayName("Keys that name nothing are refused with the settings")
  void refused(String keys) throws Exception {
    write(folder, LinkSettings.FILE, "{\"version\": 1, \"front_matter_keys\": " + keys + "}");
    EngineException e = assertThrows(EngineException.class, () -> Trees.check(folder, Mode.NAV));
    assertEquals("LINK_RULES_INVALID", e.code());
    assertTrue(e.getMessage().contains("front_matter_keys"), e.getMessage());
  }
}
