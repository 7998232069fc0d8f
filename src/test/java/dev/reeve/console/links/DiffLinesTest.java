package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiffLinesTest {
  private static final List<Line> RULE =
      List.of(
          new Line(Kind.HEAD, ".reeve/link-rules.json"),
          new Line(Kind.HUNK, "@@ -1,4 +1,9 @@"),
          new Line(Kind.PLAIN, " 2   ", "  \"version\" : 1,"),
          new Line(Kind.REMOVED, " 3 - ", "  \"nav_docs\" : [ \"README.md\" ]"),
          new Line(Kind.ADDED, " 3 + ", "  \"nav_docs\" : [ \"README.md\" ],"),
          new Line(Kind.ADDED, " 4 + ", "  \"rules\" : ["),
          new Line(Kind.ADDED, " 5 + ", "    {"),
          new Line(Kind.ADDED, " 6 + ", "      \"id\" : \"triage-1\","),
          new Line(Kind.ADDED, " 7 + ", "      \"sources\" : \"docs/rota.md\","),
          new Line(Kind.ADDED, " 8 + ", "    }"),
          new Line(Kind.PLAIN, " 9   ", "}"));

  private static List<String> first(List<Line> lines, int most) {
    return DiffLines.firstChange(lines, most).stream().map(each -> each.text().strip()).toList();
  }

  @Test
  @DisplayName("No line that changes is left out before another, only what is around them")
  void everyChangeInOrder() {
    List<String> change =
        RULE.stream()
            .filter(each -> each.kind() == Kind.REMOVED || each.kind() == Kind.ADDED)
            .map(each -> each.text().strip())
            .toList();
    List<String> all = new ArrayList<>(List.of(".reeve/link-rules.json"));
    all.addAll(change);
    assertEquals(all, first(RULE, change.size()));
    assertEquals(
        List.of(
            ".reeve/link-rules.json",
            change.get(0),
            change.get(1),
            (change.size() - 2) + " more lines below"),
        first(RULE, 2));
  }

  @Test
  @DisplayName(
      "For a line or two: from where a rule says what it takes, and from which line that is")
  void news() {
    assertEquals(
        List.of(".reeve/link-rules.json:7", "\"sources\" : \"docs/rota.md\",", "1 more line below"),
        DiffLines.firstNews(RULE, 1).stream().map(each -> each.text().strip()).toList());
  }

  @Test
  @DisplayName("Of a document what goes is seen with what comes")
  void goesAndComes() {
    assertEquals(
        List.of("README.md", "[Plan](plan.md)", "[Plan](docs/plan.md)"),
        first(
            List.of(
                new Line(Kind.HEAD, "README.md"),
                new Line(Kind.REMOVED, "7 - ", "[Plan](plan.md)"),
                new Line(Kind.ADDED, "7 + ", "[Plan](docs/plan.md)"),
                new Line(Kind.PLAIN, "8   ", "end")),
            3));
    assertEquals(List.of(), first(List.of(new Line(Kind.HEAD, "README.md")), 3));
  }
}
