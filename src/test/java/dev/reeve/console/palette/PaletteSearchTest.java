package dev.reeve.console.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.palette.PaletteEntry.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PaletteSearchTest {
  static PaletteEntry entry(Kind kind, String name, String where, String id, String whyNot) {
    return new PaletteEntry(kind, Icon.PLAY, name, where, "", id, whyNot, () -> {});
  }

  private final List<PaletteEntry> entries =
      List.of(
          entry(Kind.COMMAND, "Retry now", "Queue", "command/Queue/R", "Nothing is selected."),
          entry(Kind.COMMAND, "Requeue", "Queue", "command/Queue/Shift+R", ""),
          entry(Kind.COMMAND, "Show the notices", "", "command//Ctrl+Shift+N", ""),
          entry(Kind.PANE, "Queue", "pane", "pane/QUEUE", ""),
          entry(Kind.JOB, "docs/queue/notes.md", "Queue", "W-1006", ""),
          entry(Kind.DOCUMENT, "docs/plans/PLAN.md", "Registry", "2099900001260118", ""),
          entry(Kind.EXECUTION, "Fix 12 links", "Executions", "EX-3b9e7c0c", ""),
          entry(Kind.OPERATOR, "dana", "their executions", "dana", ""));

  private List<String> found(String typed, String... recent) {
    return new PaletteSearch(entries, List.of(recent))
        .find(typed, 50).stream().map(PaletteEntry::name).toList();
  }

  @Test
  void withoutAWordTheConsolesOwnEntriesAreShownAndRecentOnesFirst() {
    assertEquals(List.of("Requeue", "Show the notices", "Queue", "Retry now"), found(""));
    assertEquals("Queue", found("", "pane/QUEUE").getFirst());
    assertEquals("Fix 12 links", found("", "EX-3b9e7c0c").getFirst(), "a thing used lately too");
  }

  @Test
  void theBeginningOfANameComesBeforeItsInside() {
    assertEquals(
        List.of("Queue", "docs/queue/notes.md"),
        found("queue").stream().filter(name -> !name.startsWith("Re")).toList());
    assertEquals("Show the notices", found("notices").getFirst());
    assertEquals(List.of("Requeue"), found("que req"), "every word must be found");
    assertEquals(List.of(), found("nowhere"));
  }

  @Test
  void prefixesAskForOneKindOnly() {
    assertEquals(List.of("Requeue", "Retry now"), found(">re"));
    assertEquals(List.of("Fix 12 links"), found("#ex-3b"));
    assertEquals(List.of("docs/plans/PLAN.md"), found("#20999"));
    assertEquals(List.of("docs/plans/PLAN.md", "docs/queue/notes.md"), sorted(found("/docs")));
    assertEquals(List.of("dana"), found("@"));
    assertEquals(List.of("dana"), found("@da"));
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  @Test
  @DisplayName("A search of 20 000 entries takes less than 50 ms")
  void isFast() {
    List<PaletteEntry> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(entry(Kind.DOCUMENT, "docs/part-" + i % 97 + "/page-" + i + ".md", "", "D" + i, ""));
    }
    PaletteSearch search = new PaletteSearch(many, List.of());
    long best = Long.MAX_VALUE;
    for (String typed : List.of("p", "pa", "page", "page-1", "/part-5 19", "#D19", "zzz", "md")) {
      for (int round = 0; round < 3; round++) {
        long start = System.nanoTime();
        search.find(typed, 50);
        best = Math.min(best, System.nanoTime() - start);
      }
    }
    long took = best;
    assertTrue(took < Duration.ofMillis(50).toNanos(), took / 1_000_000 + " ms");
  }
}
