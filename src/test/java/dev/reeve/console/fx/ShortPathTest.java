package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShortPathTest {
  private static String in(int letters, String path) {
    return ShortPath.of(path, text -> text.length() <= letters);
  }

  @Test
  @DisplayName("Folders give way as far as they must; the file keeps its name")
  void foldersGiveWay() {
    String path = "docs/plans/2026-q4/move.md";
    assertEquals(path, in(26, path));
    assertEquals("\u2026/plans/2026-q4/move.md", in(25, path));
    assertEquals("docs/\u2026/2026-q4/move.md", in(22, path));
    assertEquals("\u2026/2026-q4/move.md", in(20, path));
    assertEquals("docs/\u2026/move.md", in(15, path));
    assertEquals("\u2026-q4/move.md", in(12, path), "its neighbours have the same name");
    assertEquals("\u2026/move.md", in(9, path));
    assertEquals("\u2026/move.md", in(3, path), "the place itself cuts what is left");
  }

  @Test
  @DisplayName("After words the end of the file's folder tells it from its neighbours")
  void theEndOfTheFolderStays() {
    String path = "describe runs/run-006/summary.txt";
    assertEquals("describe \u2026/run-006/summary.txt", in(32, path));
    assertEquals("describe \u2026un-006/summary.txt", in(29, path));
    assertEquals("describe \u2026006/summary.txt", in(25, path));
    assertEquals("describe \u2026/summary.txt", in(24, path), "two letters tell little");
  }

  @Test
  @DisplayName("Of a file with a heading the heading stays, and of the file's end what has room")
  void theHeadingStays() {
    assertEquals("operations.md#night-shift", in(25, "operations.md#night-shift"));
    assertEquals("\u2026erations.md#night-shift", in(24, "operations.md#night-shift"));
    assertEquals("\u2026ons.md#night-shift", in(19, "operations.md#night-shift"));
    assertEquals("\u2026#night-shift", in(13, "operations.md#night-shift"));
    assertEquals("operations.md#night-shift", in(9, "operations.md#night-shift"));
    assertEquals("#night-shift", in(5, "#night-shift"));
    String deep = "docs/tides/operations.md#night-shift";
    assertEquals("\u2026/operations.md#night-shift", in(27, deep));
    assertEquals("\u2026ns.md#night-shift", in(18, deep));
    assertEquals("\u2026#night-shift", in(13, deep));
    assertEquals("Candidates for \u2026ns.md#night-shift", in(33, "Candidates for " + deep));
    assertEquals("\u2026/operations.md#night-shift", in(9, deep), "the place itself cuts it");
  }

  @Test
  @DisplayName("Words before a path stay, and what is no path stays as it is")
  void wordsStay() {
    assertEquals("\u25be \u2026/move.md", in(11, "\u25be docs/plans/move.md"));
    assertEquals("Candidates for \u2026/move.md", in(24, "Candidates for docs/plans/move.md"));
    String sentence = "Update 1 row for docs/plans/move.md";
    assertEquals(sentence, in(18, sentence), "too narrow for its words: the place cuts it");
    assertEquals("a long sentence without one", in(5, "a long sentence without one"));
    assertEquals("docs/", in(2, "docs/"));
    assertEquals("/\u2026/reeve/", in(9, "/home/dana/reeve/"));
  }

  @Test
  @DisplayName("What stands after an arrow gives way first, then what stands before; files stay")
  void bothEndsOfAnArrow() {
    String moved = "docs/cranes/check-list.md \u2192 docs/berths/checklist.md";
    assertEquals(moved, in(52, moved));
    assertEquals("docs/cranes/check-list.md \u2192 \u2026/berths/checklist.md", in(51, moved));
    assertEquals("docs/cranes/check-list.md \u2192 \u2026rths/checklist.md", in(46, moved));
    assertEquals("docs/cranes/check-list.md \u2192 \u2026/checklist.md", in(43, moved));
    assertEquals("\u2026/cranes/check-list.md \u2192 \u2026/checklist.md", in(41, moved));
    assertEquals("\u2026anes/check-list.md \u2192 \u2026/checklist.md", in(36, moved));
    assertEquals("\u2026/check-list.md \u2192 \u2026/checklist.md", in(32, moved));
    assertEquals("\u2026/check-list.md \u2192 \u2026/checklist.md", in(9, moved), "the shortest");
    assertEquals("plan.md \u2192 \u2026/move.md", in(19, "plan.md \u2192 docs/move.md"));
    assertEquals("\u2026/plan.md \u2192 move.md", in(19, "docs/plan.md \u2192 move.md"));
    String named = "Before \u2192 after: docs/plan.md \u2192 docs/new/move.md";
    assertEquals("Before \u2192 after: docs/plan.md \u2192 \u2026/move.md", in(41, named));
    assertEquals("Before \u2192 after: \u2026/plan.md \u2192 \u2026/move.md", in(38, named));
    assertEquals(
        "Before \u2192 after: \u2026/move.md", in(25, "Before \u2192 after: docs/move.md"));
    assertEquals("\u2192 \u2026/move.md", in(11, "\u2192 docs/move.md"), "no path before it");
    String heading = "docs/plan.md \u2192 docs/operations.md#night-shift";
    assertEquals("\u2026/plan.md \u2192 \u2026/operations.md#night-shift", in(39, heading));
  }
}
