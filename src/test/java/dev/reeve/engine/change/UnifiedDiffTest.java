package dev.reeve.engine.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  @DisplayName("a new, a changed and a gone file")
  void shapes() {
    UnifiedDiff created = UnifiedDiff.of("a", null, "x\ny\n".getBytes(UTF_8));
    assertEquals("--- /dev/null\n+++ b/a\n@@ -1,0 +1,2 @@\n+x\n+y\n", created.text());
    assertEquals(2, created.added());
    assertEquals(1, UnifiedDiff.of("a", "x\n".getBytes(UTF_8), null).removed());
    assertEquals("", UnifiedDiff.of("a", "x".getBytes(UTF_8), "x".getBytes(UTF_8)).text());
    assertEquals(UnifiedDiff.NONE, UnifiedDiff.of("a", new byte[] {0, 1}, "x".getBytes(UTF_8)));
    assertEquals(
        UnifiedDiff.NONE, UnifiedDiff.of("a", new byte[] {(byte) 0xff}, "x".getBytes(UTF_8)));
  }

  @Test
  @DisplayName("line ends count: CRLF is not LF")
  void lineEnds() {
    UnifiedDiff diff = UnifiedDiff.of("a", "x\r\n".getBytes(UTF_8), "x\n".getBytes(UTF_8));
    assertEquals(1, diff.added());
    assertEquals(1, diff.removed());
  }

  @Test
  @DisplayName("a large file with few changes is compared; one with too many counts as replaced")
  void largeFiles() {
    StringBuilder lines = new StringBuilder();
    StringBuilder others = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      lines.append("line ").append(i).append('\n');
      others.append("other ").append(i).append('\n');
    }
    String text = lines.toString();
    UnifiedDiff few =
        UnifiedDiff.of(
            "a",
            text.getBytes(UTF_8),
            text.replace("line 5\n", "5\n").replace("line 59999\n", "").getBytes(UTF_8));
    assertEquals(1, few.added());
    assertEquals(2, few.removed());
    UnifiedDiff all = UnifiedDiff.of("a", text.getBytes(UTF_8), others.toString().getBytes(UTF_8));
    assertEquals(60_000, all.added());
    assertEquals(60_000, all.removed());
    assertTrue(
        UnifiedDiff.describes(all.text(), text.getBytes(UTF_8), others.toString().getBytes(UTF_8)));
  }

  @Test
  @DisplayName("of what counts as replaced the lines before and after it stay")
  void replacedBetween() {
    StringBuilder middle = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      middle.append("line ").append(i).append('\n');
      other.append("other ").append(i).append('\n');
    }
    UnifiedDiff diff =
        UnifiedDiff.of(
            "a",
            ("head\n" + middle + "tail\nend\n").getBytes(UTF_8),
            ("head\n" + other + "tail\nend\n").getBytes(UTF_8));
    assertEquals(5_000, diff.added());
    assertEquals(5_000, diff.removed());
    assertTrue(
        diff.text()
            .startsWith("--- a/a\n+++ b/a\n@@ -1,5003 +1,5003 @@\n head\n-line 0\n-line 1\n"));
    assertTrue(diff.text().endsWith("+other 4998\n+other 4999\n tail\n end\n"));
  }

  @Test
  @DisplayName("a diff as other tools write it is understood")
  void otherTools() {
    assertTrue(
        UnifiedDiff.describes(
            "diff --git a/a b/a\n--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n+x\n+y\n"
                + "\\ No newline at end of file\n",
            null,
            "x\ny".getBytes(UTF_8)));
  }

  @Property(tries = 200)
  @Label("a computed diff describes its own change")
  void describesItself(
      @ForAll
          @StringLength(max = 40)
          @CharRange(from = '\n', to = '\n')
          @CharRange(from = 'a', to = 'c')
          String before,
      @ForAll
          @StringLength(max = 40)
          @CharRange(from = '\n', to = '\n')
          @CharRange(from = 'a', to = 'c')
          String after) {
    UnifiedDiff diff = UnifiedDiff.of("a", before.getBytes(UTF_8), after.getBytes(UTF_8));
    if (!diff.text().isEmpty()) {
      assertTrue(
          UnifiedDiff.describes(diff.text(), before.getBytes(UTF_8), after.getBytes(UTF_8)),
          diff.text());
    }
  }

  @Test
  @DisplayName("thousands of lines put in or taken out leave their neighbours as they are")
  void manyAtOnePlace() {
    String few = "head\nx\nx\nend\n";
    String many = "head\n" + "x\n".repeat(4_000) + "end\n";
    UnifiedDiff more = UnifiedDiff.of("a", few.getBytes(UTF_8), many.getBytes(UTF_8));
    assertEquals(3_998, more.added());
    assertEquals(0, more.removed());
    UnifiedDiff less = UnifiedDiff.of("a", many.getBytes(UTF_8), few.getBytes(UTF_8));
    assertEquals(0, less.added());
    assertEquals(3_998, less.removed());
    assertTrue(UnifiedDiff.describes(less.text(), many.getBytes(UTF_8), few.getBytes(UTF_8)));
  }

  @Test
  @DisplayName("a diff that does not lead from the one content to the other is not taken for it")
  void doesNotDescribe() {
    byte[] old = "a\nb\nc\nd\ne\nf\ng\nh\ni\n".getBytes(UTF_8);
    byte[] next = "A\nb\nc\nd\ne\nf\ng\nh\nI\n".getBytes(UTF_8);
    String diff = UnifiedDiff.of("f", old, next).text();
    assertTrue(UnifiedDiff.describes(diff, old, next));
    assertFalse(UnifiedDiff.describes(diff, next, old), "the other way round");
    assertFalse(UnifiedDiff.describes(diff, old, old), "it would change something");
    assertFalse(UnifiedDiff.describes(diff, "a\nb\n".getBytes(UTF_8), next), "of a longer content");
    String half = diff.substring(0, diff.indexOf("@@", diff.indexOf("@@ -1") + 20));
    assertFalse(UnifiedDiff.describes(half, old, next), "the second place is not in it");
    assertFalse(UnifiedDiff.describes("no diff at all", old, next));
    assertFalse(UnifiedDiff.describes(diff, new byte[] {0}, next), "binary content");
    assertFalse(UnifiedDiff.describes(diff, old, new byte[] {(byte) 0xff}));
  }
}
