package dev.reeve.engine.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;

/** What is read quickly is what the parser finds. */
class PlainInlinesPropertyTest {
  /** Signs that open, close or end something, pieces that are plain, and what stands around. */
  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "(",
          ")",
          "](",
          "](a.md)",
          "[b](c/d.md#e)",
          "![",
          "!",
          "\\",
          "`",
          "``",
          "```",
          "`x/y.md`",
          "` a/b.md `",
          "`  `",
          "<",
          ">",
          "<br>",
          "<https://h.i/j>",
          "<a href='k.md'>",
          "<!-- [l](m.md) -->",
          "*",
          "**",
          "_",
          "&",
          "&amp;",
          "&#91;",
          "\"",
          "'",
          " \"t\"",
          " 't'",
          " (t)",
          ":",
          "[n]",
          "[n][]",
          "[o][n]",
          "[o][p]",
          "[^q]",
          " ",
          "  ",
          "\t",
          "\n",
          "\n\n",
          "\r\n",
          "\n    ",
          "  \n",
          "\\\n",
          "a",
          "B7",
          "é",
          "\ud83d\ude00",
          "\u00a0",
          "\u0085",
          "\u0000",
          "\u007f",
          "\n# ",
          "\n## r `s/t.md` ",
          " #\n",
          "\n===\n",
          "\n---\n",
          "\n| ",
          " | ",
          "\\|",
          "\n|---|---|\n",
          "\n- ",
          "\n1. ",
          "\n> ",
          "\n```\n",
          "\n[n]: u.md\n",
          "\n[^q]: v",
          "w/x.md",
          ".md",
          "/",
          "./y%20z.md",
          "http://h",
          "[a]()",
          "[a](<b c.md>)",
          "[a](b.md \"t\")",
          "[a](b.md  \"t\" )",
          "[a](b.md 't')",
          "[a](b(c).md)",
          "[a]( b.md )");

  @Provide
  static Arbitrary<String> documents() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(40)
        .map(pieces -> pieces.stream().collect(Collectors.joining()));
  }

  @Property(tries = 20_000)
  @Label("References, their places, anchors and title are those of the parser alone")
  void findsTheSame(@ForAll("documents") String document) throws CharacterCodingException {
    byte[] file = document.getBytes(StandardCharsets.UTF_8);
    assertEquals(
        DocumentParser.parse("a.md", file, Extraction.USUAL, false),
        DocumentParser.parse("a.md", file, Extraction.USUAL, true));
    assertEquals(DocumentParser.ends(file, false), DocumentParser.ends(file, true));
  }

  @Property(tries = 1)
  @Label("What most documents hold is read quickly, which the other law does not show")
  void isUsed() {
    Stream.of("words", "a [b](c.md) d", "![b](c.md \"t\")", "`c/d.md`, [b `c`](d.md#e)", "a [b] c")
        .forEach(text -> assertTrue(isPlain(text), text));
    Stream.of("a\\[b](c)", "<br>", "[a [b](c)](d)", "`a", "[a](b(c))", "[a][b]")
        .forEach(text -> assertTrue(!isPlain(text), text));
  }

  /** Whether the text leaves the parser without any node, as only the quick reading does. */
  private static boolean isPlain(String text) {
    SourceText source = source(text);
    Collector collector = new Collector(source, Excerpt.from(text, 0), new TableCells(text));
    boolean[] plain = {false};
    InlineParser[] quick = new InlineParser[1];
    Parser.builder()
        .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
        .inlineParserFactory(
            context -> {
              quick[0] = new PlainInlines(context, collector);
              return (lines, block) -> {
                quick[0].parse(lines, block);
                plain[0] =
                    block instanceof Paragraph
                        && (block.getFirstChild() == null
                            || block.getFirstChild() instanceof org.commonmark.node.Code);
              };
            })
        .build()
        .parse(text);
    return plain[0];
  }

  private static SourceText source(String text) {
    try {
      return SourceText.decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new AssertionError(e);
    }
  }
}
