package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.executions.SideBySide.Part;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WrappedPartsTest {
  private static List<String> shown(List<Part> parts, int columns) {
    return WrappedParts.of(parts, columns).stream()
        .map(
            line ->
                line.stream()
                    .map(part -> part.changed() ? "[" + part.text() + "]" : part.text())
                    .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void aLineIsBrokenBetweenWordsAndWhatChangedStaysMarked() {
    List<Part> parts =
        List.of(
            new Part("| pilots report | ", false),
            new Part("Thursday or Friday", true),
            new Part(" | clerk |", false));
    assertEquals(
        List.of("| pilots report | [Thursday or Friday] | clerk |"), shown(parts, 80), "room");
    assertEquals(
        List.of("| pilots report |", "[Thursday or Friday]", "| clerk |"), shown(parts, 18));
    assertEquals(
        List.of("| pilots report | [Thursday]", "[or Friday] | clerk |"), shown(parts, 26));
  }

  @Test
  void aWordLongerThanALineIsBrokenBehindASlashAndTheIndentationStays() {
    List<Part> parts = List.of(new Part("      docs/pilots/glossary.md#terms", false));
    assertEquals(
        List.of("      docs/pilots/", "glossary.md#terms"), shown(parts, 20), "nothing is lost");
  }

  @Test
  void whileTheRoomIsUnknownNothingIsBroken() {
    List<Part> parts = List.of(new Part("a line that is longer than its column", false));
    assertEquals(List.of("a line that is longer than its column"), shown(parts, 0));
  }
}
