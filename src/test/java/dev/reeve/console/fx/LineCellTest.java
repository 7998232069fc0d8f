package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.Headless;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import javafx.scene.control.Label;
import javafx.scene.text.Font;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines of evidence that are longer than their place. */
final class LineCellTest {
  @BeforeAll
  static void start() {
    Headless.start();
  }

  /** As broken in a place that holds so many characters. */
  private static String broken(Line line, int columns) {
    return Headless.call(
        () -> {
          Label place = new Label();
          place.setFont(Font.font("Monospaced", 12));
          place.resize((columns + 0.5) * Fitting.width("0", place.getFont()) + 1, 20);
          return LineCell.broken(line, place).replaceAll(" +\n", "\n");
        });
  }

  @Test
  void whatWrapsStandsBelowItsOwnWordsAndNotBelowTheTime() {
    Line line = new Line(Kind.PLAIN, "02:53:57.819  decision dec_7ac6: needs approval");
    assertEquals(
        "02:53:57.819  decision dec_7ac6:\n              needs approval", broken(line, 36));
  }

  @Test
  void whatIsSetInStaysSetIn() {
    Line line = new Line(Kind.PLAIN, "    would lock docs/a.md, docs/b.md");
    assertEquals("    would lock docs/a.md,\n    docs/b.md", broken(line, 28));
  }

  @Test
  void whereTheColumnsTakeMostOfThePlaceTheWordsHaveIt() {
    String text = "02:53:57.819  decision dec_7ac6: needs approval";
    assertEquals(text, broken(new Line(Kind.PLAIN, text), 20));
  }

  @Test
  void whereTheColumnsTakeMostOfThePlaceWhatIsSetInStaysSetIn() {
    Line line = new Line(Kind.PLAIN, "  ", "docs/decisions/0008-berths.md:15  ../rules/season.md");
    assertEquals("  docs/decisions/0008-berths.md:15\n  ../rules/season.md", broken(line, 40));
  }

  @Test
  void aSignKeepsItsColumn() {
    Line line = new Line(Kind.ADDED, "12 + ", "one two  three four");
    assertEquals("12 + one two  three\n     four", broken(line, 20));
  }
}
