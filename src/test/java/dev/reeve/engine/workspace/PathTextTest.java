package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTextTest {
  @ParameterizedTest
  @CsvSource({
    "docs, a.md, docs/a.md",
    "docs, ./x//../a.md, docs/a.md",
    "docs, ../a.md, a.md",
    "docs, /x/a.md, x/a.md",
    "'', a.md, a.md",
    "docs, .., ''",
    "docs, ../../a.md,",
    "docs, ../../docs/a.md,"
  })
  @DisplayName("A path leads from its folder, from the root with a slash, and nowhere outside")
  void resolves(String folder, String path, String place) {
    assertEquals(place, PathText.resolve(folder, path));
  }

  @ParameterizedTest
  @CsvSource({
    "docs/a.md, docs, true",
    "docs/x/a.md, docs, true",
    "docs, docs, false",
    "docs2/a.md, docs, false",
    "a.md, ., true"
  })
  @DisplayName("A file lies in a folder, however deep; the folder itself does not")
  void isUnder(String path, String folder, boolean is) {
    assertEquals(is, PathText.isUnder(path, folder));
  }

  @Test
  @DisplayName("Letters and their marks are one, however they were typed")
  void composes() {
    assertEquals("docs/\u00fc.md", PathText.resolve("docs", "u\u0308.md"));
  }
}
