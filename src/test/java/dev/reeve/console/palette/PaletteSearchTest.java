package dev.reeve.console.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.console.palette.PaletteEntry.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PaletteSearchTest {
  static PaletteEntry entry(Kind kind, String name, String where, String id, String whyNot) {
    Offer offer = kind == Kind.PANE ? Offer.AT_ONCE : Offer.ASKED;
    return entry(kind, name, where, id, "", whyNot, offer);
  }

  private static PaletteEntry entry(
      Kind kind, String name, String where, String id, String other, String whyNot, Offer offer) {
    return new PaletteEntry(kind, Icon.PLAY, name, where, "", id, other, whyNot, offer, () -> {});
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
  @DisplayName("Without a word: what was used lately, the panes, what is offered at once")
  void withoutAWord() {
    List<PaletteEntry> all = new ArrayList<>();
    all.add(entry(Kind.COMMAND, "Accept 1", "Links", "c/1", "", "", Offer.TYPED));
    all.add(entry(Kind.COMMAND, "Stage", "Links", "c/S", "", "", Offer.AT_ONCE));
    all.add(entry(Kind.COMMAND, "Accept", "Links", "c/A", "", "", Offer.AT_ONCE));
    all.addAll(entries);
    all.add(entry(Kind.PANE, "Inbox", "pane", "pane/INBOX", ""));
    PaletteSearch search = new PaletteSearch(all, List.of("EX-3b9e7c0c", "pane/INBOX"));
    assertEquals(
        List.of("Fix 12 links", "Inbox", "Queue", "Stage", "Accept"), names(search.find("", 50)));
    assertEquals("Accept 1", search.find("accept 1", 50).getFirst().name());
    assertTrue(names(search.find(">", 50)).contains("Retry now"), "all that has a name of its own");
    assertFalse(names(search.find(">", 50)).contains("Accept 1"));
  }

  private static List<String> names(List<PaletteEntry> entries) {
    return entries.stream().map(PaletteEntry::name).toList();
  }

  @Test
  @DisplayName("A document is found by its record's ID as well as by its own")
  void byEitherId() {
    PaletteEntry plan =
        entry(Kind.DOCUMENT, "PLAN.md", "", "2099900001260118", "REC-000141", "", Offer.ASKED);
    PaletteSearch search = new PaletteSearch(List.of(plan), List.of());
    for (String typed : List.of("REC-000141", "rec-0001", "#REC-000141", "#20999", "/plan")) {
      assertEquals(List.of(plan), search.find(typed, 50), typed);
    }
    assertEquals(List.of(), search.find("#REC-000142", 50));
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
