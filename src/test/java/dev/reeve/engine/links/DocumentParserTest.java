package dev.reeve.engine.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {

  private static ParsedDocument parse(String text) throws Exception {
    return DocumentParser.parse("a.md", text.getBytes(StandardCharsets.UTF_8), Extraction.USUAL);
  }

  private static List<String> taken(String text) throws Exception {
    return taken(text, Extraction.USUAL);
  }

  /** {@code line:column kind raw -> path}; the bytes at the place must be the raw target. */
  static List<String> taken(String text, Extraction extraction) throws Exception {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    return DocumentParser.parse("a.md", file, extraction).references().stream()
        .map(
            each -> {
              Position at = each.position();
              byte[] there = Arrays.copyOfRange(file, at.offset(), at.offset() + at.length());
              assertEquals(each.rawTarget(), new String(there, StandardCharsets.UTF_8));
              return at.line()
                  + ":"
                  + at.column()
                  + " "
                  + each.kind().code()
                  + " "
                  + each.rawTarget()
                  + " -> "
                  + each.target().path();
            })
        .toList();
  }

  @Test
  @DisplayName("LINK-A9 Titles, images, definitions, HTML and angle form, each in its place")
  void a09_fiveReferencesInTheirPlaces() throws Exception {
    assertEquals(
        List.of(
            "1:5 link x.md -> x.md",
            "1:24 image p.png -> p.png",
            "3:18 html q.md -> q.md",
            "5:6 link a b.md -> a b.md",
            "7:7 definition d.md -> d.md"),
        taken(
            """
            [a](x.md "title") ![i](p.png)

            [r][id] <a href="q.md">q</a>

            [a](<a b.md>)

            [id]: d.md 'title'
            """));
  }

  @Test
  @DisplayName("Places are exact behind quotes, in tables, over lines, after wide characters")
  void placesAreExact() throws Exception {
    assertEquals(
        List.of(
            "1:10 link a.md -> a.md",
            "4:3 link b.md -> b.md",
            "8:19 link c%20d.md -> c d.md",
            "10:13 html e.png -> e.png"),
        taken(
            """
            ä😀 [ü😀](<a.md>) text

            > [b](
            > b.md)

            | x | y |
            |---|---|
            | `a\\|b` \\| | [c](c%20d.md) |

            > <img src='e.png'
            > alt="x">
            """));
  }

  @Test
  @DisplayName("Links, images and code spans end behind their bracket; nothing else has an end")
  void endsAreExact() throws Exception {
    byte[] file =
        """
        \ufeffä [a](<x y.md> "t (u)")1 ![i](p(1).png 'v')2 [![j](q.png)3](r.md)4 `docs/s.md:12`5

        > [b](
        > t.md
        > "w")6 [c][r] <a href="u.md">h</a>

        | x |
        |---|
        | \\| [d](v.md)7 `a/w.md`8 |

        [r]: z.md
        """
            .getBytes(StandardCharsets.UTF_8);
    StringBuilder behind = new StringBuilder();
    DocumentParser.ends(file).values().stream()
        .sorted()
        .forEach(end -> behind.append((char) file[end]));
    assertEquals("12345678", behind.toString());
    List<Reference> taken = DocumentParser.parse("a.md", file, Extraction.USUAL).references();
    assertEquals(10, taken.size());
    Set<Integer> starts = DocumentParser.ends(file).keySet();
    assertEquals(
        List.of("u.md", "z.md"),
        taken.stream()
            .filter(each -> !starts.contains(each.position().offset()))
            .map(Reference::rawTarget)
            .toList());
  }

  @Test
  @DisplayName("Behind an escaped pipe of a table's cell places are exact too")
  void placesBehindEscapedPipes() throws Exception {
    assertEquals(
        List.of(
            "3:19 link c.md -> c.md",
            "3:29 link d\\|e.md -> d|e.md",
            "3:42 code_span f/g.md -> f/g.md",
            "3:64 html h.md -> h.md",
            "3:80 link i.md -> i.md"),
        taken(
            """
            | x | y |
            |---|---|
            | a \\| b \\|\\| [c](c.md) [d](d\\|e.md) \\| `f/g.md` | \\| <a href="h.md">h</a> [i](i.md) |
            """));
  }

  @Test
  @DisplayName("Links in a footnote are links; a footnote itself is not")
  void footnotes() throws Exception {
    assertEquals(
        List.of("3:13 link x.md -> x.md"),
        taken("a[^1] [b][^n]\n\n[^1]: [see](x.md)\n[^n]: Note\n"));
  }

  @Test
  @DisplayName("A definition tells the lines that use it")
  void usesOfDefinitions() throws Exception {
    assertEquals(
        List.of(1, 2),
        parse("[x][A b] [a b]\n[a  B][]\n\n[a b]: y.md\n").references().getFirst().uses());
  }

  @Test
  @DisplayName("Escapes, entities and balanced parentheses: raw as written, path as meant")
  void escapes() throws Exception {
    assertEquals(
        List.of(
            "1:5 link a\\_(b).md -> a_(b).md",
            "2:5 link x&amp;y.md -> x&y.md",
            "3:8 link in.md -> in.md"),
        taken("[a](a\\_(b).md)\n[b](x&amp;y.md)\n[x [y](in.md) z](out.md)\n"));
  }

  @Test
  @DisplayName("LINK-A10 Nothing is taken from code, comments and front matter")
  void a10_nothingFromCodeAndComments() throws Exception {
    String text =
        """
        ---
        see: "[f](front.md)"
        ---
        ```
        [a](fence.md)
        ```

        ~~~md
        [a](tilde.md)
        ~~~

            [a](indented.md)

        `[a](span.md)` text <!-- [a](comment.md) <a href="c2.md"> -->

        <!--
        [a](block.md)
        <a href="block2.md">
        -->

        ````
        ```
        [a](four.md)
        ```
        ````
        """;
    assertEquals(List.of(), taken(text));
  }

  @Test
  @DisplayName("A first line of three dashes without a second one is no front matter")
  void aRuleIsNoFrontMatter() throws Exception {
    assertEquals(List.of("2:5 link a.md -> a.md"), taken("---\n[a](a.md)\n"));
  }

  @Test
  @DisplayName("A full reference without a definition is taken with its label; brackets are not")
  void undefinedUses() throws Exception {
    assertEquals(
        List.of("1:5 undefined nope -> "),
        taken("[a][nope], [ok], [x][]\n\n[other]: <#x>\n").subList(0, 1));
    assertEquals(1, parse("[a][b]\n").references().size());
    assertEquals(0, parse("[a] [ ] [x]\n").references().size());
    assertEquals(List.of("1:7 link #b -> "), taken("[][B](#b)\n"));
  }

  @Test
  @DisplayName("Headings give slugs, repeats are numbered; HTML gives ids and headings")
  void anchors() throws Exception {
    assertEquals(
        Set.of(
            "a-b--c_d",
            "straße-日本",
            "same",
            "same-1",
            "same-2",
            "code-x",
            "mine",
            "old",
            "in-html",
            "-logo",
            "-party"),
        parse(
                """
                # A *b* & C_d!
                ## Straße 日本
                # same
                # Same
                Same
                ====
                ## `code` [x](#y)
                # ![picture](p.png) Logo
                # 🎉 Party
                <a id="Mine"></a><a name="old"></a>

                <h2 align="center">In HTML</h2>
                """)
            .anchors());
  }

  @Test
  @DisplayName("LINK-A14 A byte order mark and CRLF count in offsets; what is not UTF-8 is refused")
  void a14_marksLineEndsAndEncodings() throws Exception {
    byte[] file = "\ufeff# x\r\n\r\n[a](y.md)".getBytes(StandardCharsets.UTF_8);
    Position place =
        DocumentParser.parse("a.md", file, Extraction.USUAL).references().getFirst().position();
    assertEquals(new Position(3, 5, 14, 4), place);
    assertThrows(
        CharacterCodingException.class,
        () -> DocumentParser.parse("a.md", new byte[] {'a', (byte) 0xe4}, Extraction.USUAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/a.py",
        "src/a.py:10",
        "src/a.py:10-20",
        "README",
        "Makefile",
        "a.md",
        ".gitignore",
        "docs/",
        "my-tool.tar.gz"
      })
  @DisplayName("Code spans that read like paths")
  void pathLike(String span) {
    assertTrue(PathLike.path(span, "").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".md",
        "*.md",
        "1.2.3",
        "v1.0",
        ".json.gz",
        "a.b.C",
        "pkg.mod.fn",
        "1.2.3-rc.1",
        "/health",
        "/api/x.json",
        "path/to/file.md",
        "x/YYYY",
        "a b/c.md",
        "...",
        "./",
        "word",
        "<x>/y.md"
      })
  @DisplayName("Code spans that do not")
  void notPathLike(String span) {
    assertTrue(PathLike.path(span, "").isEmpty());
    assertTrue(PathLike.path("x/y.json", "call GET ").isEmpty());
  }

  @Test
  @DisplayName("A code span's line suffix is not part of its target")
  void lineSuffix() throws Exception {
    assertEquals(
        List.of("1:6 code_span src/a.py -> src/a.py"), taken("see `src/a.py:10-20` there\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "![",
        "[a](",
        "> ",
        "`",
        "<a href=",
        "<!--",
        "| a ",
        "[a]: ",
        "- ",
        "*a **a ",
        "[[a]",
        "\u0000",
        "<div>"
      })
  @DisplayName("No repetition of anything hangs or throws")
  void hostileRepetition(String piece) throws Exception {
    parse(piece.repeat(200_000 / piece.length()));
    parse((piece + "\n").repeat(20_000));
    parse("[".repeat(50_000) + piece + "]".repeat(50_000) + "(x)".repeat(1000));
  }
}
