package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class KeyedRowsTest {
  record Item(String id, int value) {}

  static final class ItemRow extends SnapshotRow<Item> {
    ItemRow(String key, Item first) {
      super(key, first);
    }

    @Override
    public Badge badge() {
      return Badge.of(0, "x", Icon.CIRCLE, Badge.Hue.IDLE);
    }
  }

  private final KeyedRows<Item, ItemRow> rows = make();

  private static KeyedRows<Item, ItemRow> make() {
    return new KeyedRows<>(
        Item::id, ItemRow::new, Comparator.comparingInt(row -> row.snapshot().value()));
  }

  private static List<String> keys(KeyedRows<Item, ItemRow> rows) {
    return rows.shown().stream().map(SnapshotRow::key).toList();
  }

  private void put(Item... items) {
    rows.put(List.of(items));
    rows.drain();
  }

  @Test
  void rowsAreSortedOnceWithTiesBrokenByKey() {
    put(new Item("c", 1), new Item("a", 2), new Item("b", 1));
    assertEquals(List.of("b", "c", "a"), keys(rows));
  }

  @Test
  void rowsThatStayAreNotSaidToBeReplaced() {
    put(new Item("a", 1), new Item("b", 2), new Item("c", 3), new Item("d", 4));
    List<String> said = new ArrayList<>();
    rows.shown()
        .addListener(
            (ListChangeListener<ItemRow>)
                change -> {
                  while (change.next()) {
                    said.add(change.getRemovedSize() + " out, " + change.getAddedSize() + " in");
                  }
                });
    put(new Item("b", 5), new Item("e", 6));
    assertEquals(List.of("a", "c", "d", "b", "e"), keys(rows));
    assertEquals(List.of("1 out, 0 in", "0 out, 2 in"), said);
  }

  @Test
  void aChangedSnapshotKeepsItsRow() {
    put(new Item("a", 1));
    ItemRow row = rows.shown().getFirst();
    List<Object> changes = new ArrayList<>();
    rows.shown().addListener((ListChangeListener<ItemRow>) changes::add);
    put(new Item("a", 7));
    assertSame(row, rows.shown().getFirst());
    assertEquals(7, row.snapshot().value());
    assertEquals(0, changes.size(), "nothing moved, so the list says nothing");
  }

  @Test
  void aManyFoldChangeIsOneChangeOfTheList() {
    List<Object> changes = new ArrayList<>();
    rows.shown().addListener((ListChangeListener<ItemRow>) changes::add);
    for (int i = 0; i < 10_000; i++) {
      rows.put(List.of(new Item("k" + i, i)));
    }
    rows.drain();
    assertEquals(1, changes.size());
    assertEquals(10_000, rows.shown().size());
  }

  @Test
  void whileHeldNewRowsWaitAndEndedOnesStayDimmed() {
    put(new Item("a", 1), new Item("b", 2));
    rows.heldProperty().set(true);
    rows.remove(List.of("a"));
    put(new Item("c", 0), new Item("b", 9));

    assertEquals(List.of("a", "b"), keys(rows));
    assertEquals(1, rows.waitingProperty().get());
    assertEquals(1, rows.foundWaiting());
    assertTrue(rows.shown().getFirst().leavingProperty().get());
    assertEquals(9, rows.shown().get(1).snapshot().value(), "existing rows change in place");

    rows.show();
    assertEquals(List.of("c", "b"), keys(rows));
    assertEquals(0, rows.waitingProperty().get());
    assertEquals(0, rows.foundWaiting());
  }

  @Test
  void whileHeldItIsToldWhenTheOrderWouldBeAnother() {
    put(new Item("a", 1), new Item("b", 2), new Item("c", 3));
    rows.heldProperty().set(true);
    put(new Item("c", 2));
    assertFalse(rows.misplacedProperty().get(), "it changed, but stands where it belongs");
    put(new Item("a", 7));
    assertTrue(rows.misplacedProperty().get());
    assertEquals(List.of("a", "b", "c"), keys(rows));
    rows.show();
    assertFalse(rows.misplacedProperty().get());
    assertEquals(List.of("b", "c", "a"), keys(rows));
  }

  @Test
  void anEmptyListIsNeverHeld() {
    rows.heldProperty().set(true);
    put(new Item("a", 1));
    assertEquals(List.of("a"), keys(rows));
  }

  @Test
  void aRowThatComesBackIsNotGone() {
    put(new Item("a", 1));
    rows.heldProperty().set(true);
    rows.remove(List.of("a"));
    rows.drain();
    put(new Item("a", 2));
    assertFalse(rows.shown().getFirst().leavingProperty().get());
    rows.show();
    assertEquals(List.of("a"), keys(rows));
  }

  @Test
  void aFullReadDoesNotUndoNewerEvents() {
    put(new Item("old", 1), new Item("kept", 1));
    rows.loading();
    rows.put(List.of(new Item("kept", 5), new Item("new", 3)));
    rows.loaded(List.of(new Item("kept", 1), new Item("other", 2)));
    assertEquals(List.of("other", "new", "kept"), keys(rows));
    assertEquals(5, rows.find("kept").orElseThrow().snapshot().value());
  }

  @Test
  void aHiddenPaneAbsorbsWithoutMovingItsList() {
    put(new Item("a", 1));
    rows.put(List.of(new Item("b", 0)));
    rows.absorb();
    assertEquals(List.of("a"), keys(rows));
    assertEquals(2, rows.all().size());
  }

  @Test
  void whatChangedIsLookedAtAgainThoughOnlyTheOrderIsAskedFor() {
    List<String> looked = new ArrayList<>();
    put(new Item("a", 1), new Item("b", 20), new Item("c", 30));
    rows.filter(row -> looked.add(row.key()) && row.snapshot().value() > 10);
    assertEquals(List.of("b", "c"), keys(rows));
    assertEquals(List.of("a", "b", "c"), looked);
    looked.clear();
    rows.put(List.of(new Item("a", 25), new Item("c", 3)));
    rows.absorb();
    rows.order(Comparator.comparing(SnapshotRow::key));
    assertEquals(List.of("a", "b"), keys(rows));
    assertEquals(List.of("a", "c"), looked);
    looked.clear();
    rows.order(Comparator.<ItemRow>comparingInt(row -> row.snapshot().value()));
    assertEquals(List.of("b", "a"), keys(rows), "and what is known is kept");
    assertEquals(List.of(), looked);
  }

  @Test
  void whatIsToldOfARowAnewIsSortedAndLookedAtThoughItsSnapshotIsTheSame() {
    Map<String, Integer> told = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
    put(new Item("a", 0), new Item("b", 0), new Item("c", 0));
    rows.filter(row -> told.get(row.key()) < 10);
    rows.order(Comparator.comparing(row -> told.get(row.key())));
    rows.tell(rows.find("a").stream().toList(), row -> told.put(row.key(), 9));
    rows.drain();
    assertEquals(List.of("b", "c", "a"), keys(rows));
    rows.tell(rows.find("a").stream().toList(), row -> told.put(row.key(), 10));
    rows.order(Comparator.comparing(row -> -told.get(row.key())));
    assertEquals(List.of("c", "b"), keys(rows), "also where only the order is asked for");
  }

  @Test
  void whatIsToldOfARowWhileRowsStandStillComesAfter() {
    List<Runnable> work = new ArrayList<>();
    List<String> told = new ArrayList<>();
    rows.inBackground(new BackgroundWork(work::add, Runnable::run));
    for (int i = 0; i < Arrangement.MANY; i++) {
      rows.put(List.of(new Item("k" + i, i)));
    }
    rows.drain();
    List<ItemRow> one = rows.find("k7").stream().toList();
    rows.tell(one, row -> told.add(row.key()));
    ItemRow row = one.getFirst();
    row.sortKey("column", "old");
    rows.drain();
    assertEquals(List.of(), told, "somebody sorts by it now");
    work.removeFirst().run();
    assertEquals(List.of("k7"), told);
    assertNull(row.sortKey("column"));
    assertEquals(1, work.size(), "and it is sorted anew");
  }

  @Property(tries = 200)
  void whateverArrivesTheListShowsTheNewestOfEachKey(
      @ForAll @Size(max = 60) List<@IntRange(max = 200) Integer> steps) {
    KeyedRows<Item, ItemRow> live = make();
    live.lookFor(row -> row.snapshot().value() % 2 == 0);
    Map<String, Integer> model = new HashMap<>();
    for (int step : steps) {
      String id = "k" + step % 7;
      if (step % 5 == 0) {
        live.remove(List.of(id));
        model.remove(id);
      } else {
        live.put(List.of(new Item(id, step)));
        model.put(id, step);
      }
      if (step % 3 == 0) {
        live.drain();
        assertPlaces(live);
      }
      live.heldProperty().set(step % 11 < 4);
    }
    live.heldProperty().set(false);
    live.drain();
    Map<String, Integer> shown = new TreeMap<>();
    live.shown().forEach(row -> shown.put(row.key(), row.snapshot().value()));
    assertEquals(new TreeMap<>(model), shown);
  }

  /** They are those of the list, and from each the next one is the one that a walk finds. */
  private static void assertPlaces(KeyedRows<Item, ItemRow> live) {
    List<ItemRow> shown = live.shown();
    for (int at = -1; at < shown.size(); at++) {
      if (at >= 0) {
        assertEquals(at, live.places().of(shown.get(at).key()));
      }
      int next = -1;
      for (int i = 1; i <= shown.size() && next < 0; i++) {
        int place = Math.floorMod(at + i, shown.size());
        next = shown.get(place).snapshot().value() % 2 == 0 ? place : -1;
      }
      assertEquals(next, live.places().next(at, row -> true));
    }
    assertEquals(-1, live.places().of("none"));
  }

  @Test
  void theNextRowThatIsLookedForIsFoundWithoutALookAtThoseBetween() {
    int many = 10_000;
    AtomicInteger asked = new AtomicInteger();
    List<Runnable> work = new ArrayList<>();
    rows.inBackground(new BackgroundWork(work::add, Runnable::run));
    rows.lookFor(
        row -> {
          asked.incrementAndGet();
          return row.snapshot().value() % 5_000 == 4_999;
        });
    for (int i = 0; i < many; i++) {
      rows.put(List.of(new Item("k" + i, i)));
    }
    rows.drain();
    assertEquals(0, asked.get(), "not on the screen thread");
    work.removeFirst().run();
    assertEquals(many, asked.getAndSet(0));

    List<String> looked = new ArrayList<>();
    assertEquals(4_999, rows.places().next(-1, row -> looked.add(row.key())));
    assertEquals(9_999, rows.places().next(4_999, row -> looked.add(row.key())));
    assertEquals(4_999, rows.places().next(9_999, row -> looked.add(row.key())));
    assertEquals(List.of("k4999", "k9999", "k4999"), looked);
    assertEquals(-1, rows.places().next(0, row -> false));
    assertEquals(7_000, rows.places().of("k7000"));
    assertEquals(0, asked.get());
  }

  /** Sorts as a column does, and says by which. */
  private record Sorted(Object basis, Comparator<ItemRow> by) implements RowOrder<ItemRow> {
    @Override
    public void sort(List<ItemRow> all) {
      RowOrder.<ItemRow>by(by).sort(all);
    }
  }

  @Test
  void aSortThatBeginsWhereAnEarlierOneEndedLosesNothingAndIsInOrder() {
    Random random = new Random(7);
    Sorted byValue = new Sorted("value", Comparator.comparingInt(row -> row.snapshot().value()));
    Sorted byKey = new Sorted("key", Comparator.comparing(SnapshotRow::key));
    Map<String, Item> truth = new HashMap<>();
    for (int i = 0; i < Arrangement.MANY + 500; i++) {
      truth.put("k" + i, new Item("k" + i, random.nextInt()));
    }
    rows.put(truth.values());
    rows.drain();
    for (int round = 0; round < 12; round++) {
      Sorted by = round % 2 == 0 ? byValue : byKey;
      switch (round % 4) {
        case 1 -> change(truth, new Item("k" + random.nextInt(500), random.nextInt()));
        case 2 -> change(truth, new Item("new-" + round, random.nextInt()));
        case 3 -> {
          truth.remove("k" + (1_000 + round));
          rows.remove(List.of("k" + (1_000 + round)));
        }
        default -> {}
      }
      rows.drain();
      rows.orderBy(() -> by);
      Comparator<Item> wanted =
          by == byValue ? Comparator.comparingInt(Item::value) : Comparator.comparing(Item::id);
      assertEquals(
          truth.values().stream().sorted(wanted.thenComparing(Item::id)).map(Item::id).toList(),
          keys(rows),
          "round " + round);
    }
  }

  private void change(Map<String, Item> truth, Item item) {
    truth.put(item.id(), item);
    rows.put(List.of(item));
  }
}
