package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "*.py, a.py, true",
    "*.py, sub/deep/a.py, true",
    "*.py, a.py/x, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "a?c, a😀c, true",
    "docs/*.md, docs/a.md, true",
    "docs/*.md, docs/sub/a.md, false",
    "docs/*.md, x/docs/a.md, false",
    "docs/**, docs, true",
    "docs/**, docs/a/b, true",
    "docs/**, docsX/a, false",
    "**, a/b, true",
    "**/x, x, true",
    "**/x, a/b/x, true",
    "packages/**/*.py, packages/a.py, true",
    "packages/**/*.py, packages/a/b/c.py, true",
    "packages/**/*.py, other/packages/a.py, false",
    "**/migrations/*.py, db/migrations/1.py, true",
    "**/a/**/b/**, x/a/y/b, true",
    "**/**/a, a, true",
    "/docs/a.md, docs/a.md, true",
    "/top.md, top.md, true",
    "/top.md, sub/top.md, false",
    "node_modules, node_modulesX, false",
    "a**b, axyb, true",
    "[ab].md, a.md, false",
    "[ab].md, [ab].md, true",
  })
  void matches(String pattern, String path, boolean expected) {
    assertEquals(expected, Globs.of(List.of(pattern), false).matches(path));
  }

  @Test
  void caseCountsUnlessToldOtherwise() {
    assertFalse(Globs.of(List.of(".env"), false).matches("sub/.ENV"));
    assertTrue(Globs.of(List.of(".env"), true).matches("sub/.ENV"));
    assertTrue(Globs.of(List.of("Docs/**"), true).matches("dOCS/a"));
  }

  @Test
  void theFirstMatchingPatternIsNamedAsItWasGiven() {
    Globs globs = Globs.of(List.of("*.txt", " ", "Docs/**", "docs/a.md"), true);
    assertEquals(Optional.of("Docs/**"), globs.firstMatch("docs/a.md"));
    assertEquals(Optional.empty(), globs.firstMatch("other/a.md"));
    assertEquals(List.of("*.txt", "Docs/**", "docs/a.md"), globs.patterns());
  }

  @Test
  void aPatternOfManyStarsEndsSoon() {
    String stars = "*a".repeat(60) + "b";
    assertFalse(Globs.of(List.of(stars), false).matches("a".repeat(400)));
    String folders = "**/a/".repeat(60) + "b";
    assertFalse(Globs.of(List.of(folders), false).matches("a/".repeat(400) + "a"));
  }

  @Property
  void aSegmentMatchesAsTheObviousRecursionSays(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(min = 1, max = 6) String pattern,
      @ForAll @Chars({'a', 'b'}) @StringLength(min = 1, max = 6) String text) {
    if (!pattern.equals("**")) {
      assertEquals(obvious(pattern, text), Globs.of(List.of(pattern), false).matches(text));
    }
  }

  private static boolean obvious(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return obvious(rest, text) || (!text.isEmpty() && obvious(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && obvious(rest, text.substring(1));
  }
}
