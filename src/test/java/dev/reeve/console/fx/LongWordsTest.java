package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import javafx.scene.text.Font;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Words that are longer than a line break where one would break them by hand. */
final class LongWordsTest {
  @Test
  void aPathBreaksBehindASlash() {
    assertEquals(
        "path: /home/ann/archive/\nharbour-office/2025.md",
        LongWords.broken("path: /home/ann/archive/harbour-office/2025.md", 22));
  }

  @Test
  void aDotBetweenPartsStaysWithWhatIsBeforeIt() {
    assertEquals("judged\u00a0\u00b7 looked at", LongWords.dotsAtEnd("judged \u00b7 looked at"));
  }

  @Test
  void aNameAndANumberStayWholeWhereTheyCan() {
    assertEquals(
        "x .reeve/data/exchange/\nrail-yard.csv.bak: gone",
        LongWords.broken("x .reeve/data/exchange/rail-yard.csv.bak: gone", 34));
    assertEquals(
        "2027-01,2.71,3.61,\n4.35,4.76", LongWords.broken("2027-01,2.71,3.61,4.35,4.76", 20));
  }

  @Test
  void aHashBreaksBetweenItsGroups() {
    String hash = "c46729d36fcb4504ba3b6eda6e79d34713e197a57e247457a8a1fe7e00993d95";
    assertEquals(
        "sha256: " + hash.substring(0, 32) + "\n" + hash.substring(32),
        LongWords.broken("sha256: " + hash, 40));
  }

  @Test
  void anIdIsBrokenSoThatNoLoneLetterIsLeft() {
    assertEquals(
        "01M83CQ6H9R0ABCDEF\nAR17KME8", LongWords.broken("01M83CQ6H9R0ABCDEFAR17KME8", 25));
    assertEquals(
        "01M83CQ6H9R0ABCD\nEFAR17KME8", LongWords.broken("01M83CQ6H9R0ABCDEFAR17KME8", 16));
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertEquals("a short line", LongWords.broken("a short line", 40));
  }

  @Property
  void nothingIsLostAndNoWordIsTooLong(
      @ForAll String text, @ForAll @IntRange(min = 8, max = 60) int columns) {
    String plain = text.replace("\n", "");
    String broken = LongWords.broken(plain, columns);
    assertEquals(plain, broken.replace("\n", ""));
    for (String word : broken.split("\\s+")) {
      assertTrue(word.length() <= columns || plain.length() <= columns, word);
    }
  }

  @Test
  void linesBreakBetweenWordsAndKeepTheirIndentation() {
    assertEquals(
        "  - [Crane \nchecklist](docs/\ncranes/check.md)",
        LongWords.wrapped("  - [Crane checklist](docs/cranes/check.md)", 16));
  }

  @Property
  void noLineIsTooLongAndNoWordIsLost(
      @ForAll String text, @ForAll @IntRange(min = 8, max = 60) int columns) {
    String plain = text.replaceAll("\\s", " ");
    String wrapped = LongWords.wrapped(plain, columns);
    assertEquals(plain.replace(" ", ""), wrapped.replaceAll("\\s", ""));
    wrapped.lines().forEach(line -> assertTrue(line.length() <= columns, line));
  }

  @Test
  @DisplayName(
      "In prose a path that is wider than its place is broken behind a slash, a word never")
  void fittedToAPlace() {
    Headless.start();
    Font font = Font.font(13);
    String text =
        "It was not opened: /home/ann/harbour-office-of-the-north/notes/gone is no folder.";
    double room = Fitting.width("/home/ann/harbour-office-of-the-north/notes/gon", font);
    String fitted = Fitting.broken(text, font, room);
    assertEquals(
        "It was not opened: /home/ann/harbour-office-of-the-north/notes/\ngone is no folder.",
        fitted);
    assertEquals(text, Fitting.broken(text, font, 0));
    assertEquals(text, Fitting.broken(text, font, 10_000));
    assertEquals(
        text, Fitting.broken(text, font, room + 100).replace("\n", ""), "nothing gets lost");
  }
}
