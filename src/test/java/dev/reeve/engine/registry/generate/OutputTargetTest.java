package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTargetTest {
  private static final List<String> COLUMNS = List.of("a", "b");

  private static OutputTarget target(String text) {
    return text.contains("{")
        ? OutputTarget.of("", text, COLUMNS)
        : OutputTarget.of(text, "", COLUMNS);
  }

  @ParameterizedTest
  @DisplayName("Two outputs overlap when there is a name that both can mean")
  @CsvSource({
    "docs/a.md, docs/A.md, true",
    "docs/a.md, docs/b.md, false",
    "docs/{a}.md, docs/x.md, true",
    "docs/{a}-y.md, docs/z-{b}.md, true",
    "docs/{a}-y.md, docs/{b}-z.md, false",
    "docs/{a}x{b}.md, docs/{b}y{a}.md, true",
    "docs/{a}.md, docs/{a}/x.md, false",
    "docs/{a}/x.md, docs/y/{b}.md, true",
    "docs/{a}.md, docs/b c.md, false",
    "docs/{a}{b}.md, docs/x.md, false",
    "docs/{a}.md, docs/{a}.txt, false"
  })
  void overlaps(String one, String other, boolean expected) {
    assertEquals(expected, target(one).overlaps(target(other)));
    assertEquals(expected, target(other).overlaps(target(one)));
  }
}
