package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.FakeSession;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.engine.links.triage.TriageRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The line that a broken link stands in. */
final class LineNowTest {
  private final FakeSession session = SampleData.session();
  private final TriageRow row = SampleLinks.row("one", "docs/x.md", 2, "a.md", 1, false);

  private List<String> of(String line) {
    session.links.documents.put("docs/x.md", List.of("# X", line));
    return LineNow.of(row, session.links).stream().map(Line::text).toList();
  }

  @Test
  void aShortLineIsTold() {
    assertEquals(List.of("docs/x.md:2  See [a](a.md)."), of("  See [a](a.md).  "));
  }

  @Test
  void ofALongOneTheLinkIsToldAndNotWhatReadsAlikeBeforeIt() {
    String told = of("a.md " + "was here before, ".repeat(9) + "[a](a.md) and more").getFirst();
    assertEquals("docs/x.md:2  \u2026s here before, was here before, [a](a.md) and more", told);
  }

  @Test
  void whereTheLinkIsGoneThereIsNothingToTell() {
    assertEquals(List.of(), of("See b.md."));
    session.links.documents.put("docs/x.md", List.of("# X"));
    assertEquals(List.of(), LineNow.of(row, session.links));
  }
}
