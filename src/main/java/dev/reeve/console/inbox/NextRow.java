package dev.reeve.console.inbox;

import dev.reeve.console.fx.LiveList;
import dev.reeve.engine.inbox.InboxItem;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where one goes on once a word was said about rows: at the next one, as the design of the console
 * has it for rows that go. Screen thread.
 */
final class NextRow {
  private final LiveList<InboxItem, InboxRow> list;

  NextRow(LiveList<InboxItem, InboxRow> list) {
    this.list = list;
  }

  /**
   * Selects the row below these, where there is none the one above, where there is none nothing.
   */
  void after(List<String> keys) {
    List<InboxRow> shown = list.rows().shown();
    int[] places =
        IntStream.range(0, shown.size()).filter(i -> keys.contains(shown.get(i).key())).toArray();
    int first = places.length == 0 ? shown.size() : places[0];
    int last = places.length == 0 ? -1 : places[places.length - 1];
    IntStream below = IntStream.range(last + 1, shown.size());
    IntStream above = IntStream.range(0, first).map(i -> first - 1 - i);
    list.selected()
        .setAll(
            IntStream.concat(below, above)
                .mapToObj(shown::get)
                .filter(row -> !row.isSettled() && !keys.contains(row.key()))
                .map(InboxRow::key)
                .limit(1)
                .toList());
  }

  /** Selects these again, as far as they are there. */
  void chooseAgain(List<String> keys) {
    list.selected().setAll(keys.stream().filter(key -> list.rows().find(key).isPresent()).toList());
  }
}
