package dev.reeve.engine.links;

import static dev.reeve.engine.links.Trees.told;
import static dev.reeve.engine.links.Trees.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.CheckScope.Mode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links in code blocks, which are read for diagnosis alone. */
class CodeBlocksTest {
  private static final Extraction CODE = Extraction.USUAL.withCode(true);

  @TempDir Path folder;

  @Test
  @DisplayName("Links in fences, behind marks and in indented code are taken in their places")
  void places() throws Exception {
    String text =
        """
        ä [a](a.md) `b.md`

        ```md
        😀 [b](b.md "t") ![i](<i j.png>) `c.md`
            [c](c.md)

        [r]: d.md
        <img src="e.png">
        ~~~
        [f](f.md)
        ~~~
        ```

        > - ~~~
        >   [g](g.md)
        >       [h](h.md)
        >   ~~~

            [i](i.md)

            | x |
            |---|
            | \\\\| [j](j.md) |
        \t[k](k.md)

        [l](l.md)
        """;
    assertEquals(
        List.of(
            "1:7 link a.md -> a.md",
            "1:14 code_span b.md -> b.md",
            "4:7 code_block b.md -> b.md",
            "4:23 code_block i j.png -> i j.png",
            "5:9 code_block c.md -> c.md",
            "7:6 code_block d.md -> d.md",
            "8:11 code_block e.png -> e.png",
            "10:5 code_block f.md -> f.md",
            "15:9 code_block g.md -> g.md",
            "16:13 code_block h.md -> h.md",
            "19:9 code_block i.md -> i.md",
            "23:15 code_block j.md -> j.md",
            "24:6 code_block k.md -> k.md",
            "26:5 link l.md -> l.md"),
        DocumentParserTest.taken(text, CODE));
    assertEquals(
        List.of("a.md", "b.md", "l.md"),
        DocumentParser.parse("a.md", text.getBytes(StandardCharsets.UTF_8), Extraction.USUAL)
            .references()
            .stream()
            .map(Reference::rawTarget)
            .toList());
  }

  @Test
  @DisplayName("What code says gives no headings, no labels, and an open or empty fence is read")
  void nothingElse() throws Exception {
    assertEquals(List.of(), DocumentParserTest.taken("```\n```\n\n~~~\n", CODE));
    assertEquals(
        List.of("1:5 code_block x.md -> x.md"), DocumentParserTest.taken("\t[](x.md)", CODE));
    ParsedDocument document =
        DocumentParser.parse(
            "a.md",
            "# A\n\n```\n# B\n<a id='c'></a>\na[i][j] [k]\n\n[k]: y.md\n"
                .getBytes(StandardCharsets.UTF_8),
            CODE);
    assertEquals(java.util.Set.of("a"), document.anchors());
    assertEquals(
        List.of("y.md"), document.references().stream().map(Reference::rawTarget).toList());
  }

  @Test
  @DisplayName("They are findings of their kind, by the usual rules, and never enforced")
  void neverEnforced() throws Exception {
    write(folder, "README.md", "[a](gone.md)\n\n```\n[a](gone.md) [b](#none) [c](/e.md)\n```\n");
    CheckReport usual = Trees.check(folder, Mode.CUSTOM);
    assertEquals(List.of("README.md:1:5 missing_file gone.md"), told(usual));
    CheckReport all = Trees.check(folder, new CheckScope(Mode.CUSTOM, List.of(), false, true));
    assertEquals(
        List.of(
            "README.md:1:5 missing_file gone.md",
            "README.md:4:5 missing_file gone.md",
            "README.md:4:18 missing_anchor_same_file #none",
            "README.md:4:29 missing_file /e.md"),
        told(all));
    assertEquals(1, all.enforced());
    assertEquals(4, all.references());
    assertTrue(
        all.findings().stream().skip(1).allMatch(each -> each.kind() == ReferenceKind.CODE_BLOCK));
  }
}
