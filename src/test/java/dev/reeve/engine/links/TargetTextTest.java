package dev.reeve.engine.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.links.TargetText.Style;
import dev.reeve.engine.workspace.PathText;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TargetTextTest {
  private static String plain(String document, String file, String written) {
    return TargetText.ofLink(document, file, false, written, Style.PLAIN);
  }

  @Example
  void isRelativeToTheDocumentAndKeepsQueryAndFragment() {
    assertEquals("../src/a.md?x=1#y%20z", plain("docs/b.md", "src/a.md", "old.md?x=1#y%20z"));
    assertEquals("a.md", plain("docs/b.md", "docs/a.md", "x"));
    assertEquals("g/NEW.md#q?", plain("docs/OLD.md", "docs/g/NEW.md", "x#q?"));
    assertEquals("docs/a.md", plain("b.md", "docs/a.md", "/x"));
    assertEquals("..", plain("a/b/c.md", "a", "y"));
    assertEquals(".", plain("a/c.md", "a", "y"));
    assertEquals("./a:b.md", plain("c.md", "a:b.md", "y"));
  }

  @Example
  void onlyAFolderKeepsItsSlash() {
    assertEquals("../../x/", TargetText.ofLink("a/b/c.md", "x", true, "y/", Style.PLAIN));
    assertEquals("../../x", TargetText.ofLink("a/b/c.md", "x", true, "y", Style.PLAIN));
    assertEquals("../x.md#z", plain("a/b.md", "x.md", "../y/#z"));
  }

  @Example
  void theStyleOfTheDocumentWins() {
    assertEquals("./a.md", TargetText.ofLink("docs/b.md", "docs/a.md", false, "x", Style.DOTTED));
    assertEquals("../a.md", TargetText.ofLink("docs/b.md", "a.md", false, "x", Style.DOTTED));
    assertEquals("./.x/a.md", TargetText.ofLink("b.md", ".x/a.md", false, "x", Style.DOTTED));
    assertEquals(
        "/docs/a.md", TargetText.ofLink("docs/b.md", "docs/a.md", false, "x", Style.ROOTED));
    assertEquals(Style.DOTTED, Style.of(List.of("./a", "./b", "c")));
    assertEquals(Style.ROOTED, Style.of(List.of("/a")));
    assertEquals(Style.PLAIN, Style.of(List.of("./a", "c")));
    assertEquals(Style.PLAIN, Style.of(List.of()));
  }

  /** Whatever the names, the parser reads the text as one link that leads to the file. */
  @Property(tries = 500)
  void leadsToTheFile(
      @ForAll @NotEmpty @Size(max = 3)
          List<@CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 6) String> names)
      throws Exception {
    List<String> steps =
        names.stream()
            .map(name -> name.replace("/", "-").replace("\\", "-")) // no target can hold them
            .map(name -> name.matches("\\.+") ? "d" : name)
            .toList();
    String file = String.join("/", steps);
    String text = plain("x/y/z.md", file, "gone.md#f");
    Reference read =
        DocumentParser.parse("x/y/z.md", ("[a](" + text + ")").getBytes("UTF-8"), Extraction.USUAL)
            .references()
            .getFirst();
    assertEquals(text, read.rawTarget());
    assertEquals("f", Objects.requireNonNull(read.target().fragment()));
    assertEquals(file, PathText.resolve("x/y", read.target().path()));
  }
}
