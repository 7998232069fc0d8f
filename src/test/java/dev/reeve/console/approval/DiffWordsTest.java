package dev.reeve.console.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiffWordsTest {
  @Test
  @DisplayName("Sign and number of a line stand before it; the text is as it is in the file")
  void gutter() {
    assertEquals(
        List.of(
            new Line(Kind.HUNK, "@@ -9,3 +9,3 @@"),
            new Line(Kind.PLAIN, " 9   ", "before"),
            new Line(Kind.REMOVED, "10 \u2212 ", "- [Crane](a.md)"),
            new Line(Kind.ADDED, "10 + ", "- [Crane](b.md)"),
            new Line(Kind.PLAIN, "11   ", "after")),
        DiffWords.unified(
            """
            --- a/README.md
            +++ b/README.md
            @@ -9,3 +9,3 @@
             before
            -- [Crane](a.md)
            +- [Crane](b.md)
             after
            """));
  }

  @Test
  @DisplayName("A new file is called one, and so is one that goes")
  void comesAndGoes() {
    assertEquals(
        List.of(new Line(Kind.HUNK, "new file"), new Line(Kind.ADDED, "1 + ", "text")),
        DiffWords.unified("--- /dev/null\n+++ b/a.md\n@@ -1,0 +1,1 @@\n+text\n"));
    assertEquals(
        List.of(new Line(Kind.HUNK, "the file goes"), new Line(Kind.REMOVED, "1 \u2212 ", "text")),
        DiffWords.unified("--- a/a.md\n+++ /dev/null\n@@ -1,1 +1,0 @@\n-text\n"));
  }

  @Test
  @DisplayName("A removed line that begins with two dashes is no name of a file")
  void dashes() {
    assertEquals(
        new Line(Kind.REMOVED, "1 \u2212 ", "-- tides by berth"),
        DiffWords.unified("--- a/a.sql\n+++ b/a.sql\n@@ -1,1 +1,0 @@\n--- tides by berth\n")
            .get(1));
  }

  @Test
  @DisplayName("Records of the registry have no line numbers")
  void records() {
    assertEquals(
        List.of(
            new Line(Kind.HUNK, "docs/a.md"),
            new Line(Kind.REMOVED, "\u2212 ", "status: active"),
            new Line(Kind.ADDED, "+ ", "status: deprecated")),
        DiffWords.ofRecords("@@ -0 +0 @@ docs/a.md\n-status: active\n+status: deprecated\n"));
  }
}
