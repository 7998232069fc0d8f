package dev.reeve.bench;

import dev.reeve.console.FakeSession;
import dev.reeve.console.queue.QueueRow;
import dev.reeve.console.queue.QueueViewModel;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.testing.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * The Queue pane under load, 1280 x 800 on the headless platform. First 10,000 rows under 5,000
 * changes a second, one in five of them a row that comes or goes, in commits of 50 as the engine
 * makes them: with a row selected, then without. Then 100,000 rows that are filtered, sorted and
 * all selected, each timed from the call to the first frame that shows the answer. Arguments:
 * seconds of load (20), operations (100), and "live" for such a commit before each operation.
 */
public final class PaneBench {
  private static final Instant NOW = Instant.parse("2026-11-20T14:02:11Z");
  private static final int ROWS = 10_000;
  private static final int MANY_ROWS = 100_000;
  private static final int A_SECOND = 5_000;
  private static final int COMMIT = 50;
  private static final double ONE_FRAME = 16.7;
  private static final double TWO_FRAMES = 33;
  private static final double PICTURE = 100;
  private static final List<ItemState> OPEN =
      List.of(
          ItemState.QUEUED,
          ItemState.RUNNING,
          ItemState.RETRY_WAIT,
          ItemState.STABLE_PENDING,
          ItemState.QUEUED,
          ItemState.DEAD_LETTER,
          ItemState.QUEUED);

  private final FakeSession session = new FakeSession(new SettableClock(NOW.toString()));
  private final Promises promises;
  private final HeadlessWindow window;
  private final QueueViewModel model;
  private final TableView<QueueRow> table;
  private int next;

  private PaneBench(int rows, Promises promises) {
    this.promises = promises;
    for (; next < rows; next++) {
      session.items.put(id(next), item(next, 0));
    }
    this.window = HeadlessWindow.open(session);
    this.model = window.model().queue();
    this.table = HeadlessWindow.call(() -> window.find("queue-table"));
    until(() -> table.getItems().size() == rows);
  }

  public static void main(String[] args) {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int operations = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    boolean live = args.length > 2 && args[2].equals("live");
    HeadlessWindow.startToolkit();
    Promises promises = new Promises();
    try {
      run(seconds, operations, live, promises);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1); // the toolkit's thread would keep the process
    }
    promises.end();
  }

  private static void run(int seconds, int operations, boolean live, Promises promises) {
    PaneBench loaded = new PaneBench(ROWS, promises);
    loaded.warmUp();
    loaded.underLoad(seconds, true);
    loaded.underLoad(seconds, false);
    loaded.window.close();
    PaneBench large = new PaneBench(MANY_ROWS, promises);
    large.operate(operations, live);
    large.window.close();
  }

  private static String id(int number) {
    return Integer.toString(number);
  }

  private static WorkItem item(int number, int step) {
    ItemState state = OPEN.get((number + step) % OPEN.size());
    boolean failed = state == ItemState.RETRY_WAIT || state == ItemState.DEAD_LETTER;
    boolean running = state == ItemState.RUNNING;
    return new WorkItem(
        id(number),
        ".",
        "area-%d/part-%d/note-%d.md".formatted(number % 20, number / 20 % 50, number),
        null,
        number % 3 == 0 ? FileEventKind.ADDED : FileEventKind.MODIFIED,
        true,
        state,
        null,
        1 + step,
        1,
        1 + step,
        failed ? 2 : 0,
        8,
        30,
        NOW.minusMillis(number * 37L % 600_000),
        NOW.minusMillis(number % 1_000),
        null,
        state == ItemState.RETRY_WAIT ? NOW.plusMillis(number * 13L % 900_000) : null,
        running || failed ? NOW.minusMillis(number % 5_000) : null,
        failed ? NOW.minusMillis(number % 4_000) : null,
        running ? "worker-" + number % 4 : null,
        running ? NOW.plusSeconds(50) : null,
        state == ItemState.STABLE_PENDING ? "sample 1 of 2" : null,
        failed ? "FILE_LOCKED" : null,
        failed ? "note-" + number + ".md is held open" : null,
        null);
  }

  /** A console that has been open for a while. */
  private void warmUp() {
    load(5);
  }

  private void underLoad(int seconds, boolean selected) {
    int place = ROWS / 2;
    HeadlessWindow.call(
        () -> {
          table.getSelectionModel().clearSelection();
          return true;
        });
    frames(30); // so that the list moves again
    String chosen =
        HeadlessWindow.call(
            () -> {
              int near =
                  IntStream.range(0, table.getItems().size())
                      .filter(i -> young(table.getItems().get(i)))
                      .boxed()
                      .min(Comparator.comparingInt(i -> Math.abs(i - place)))
                      .orElseThrow();
              table.scrollTo(near - 3);
              if (selected) {
                table.getSelectionModel().select(near);
              }
              return table.getItems().get(near).key();
            });
    frames(5);
    int first = HeadlessWindow.call(this::firstVisible);
    FrameTimes times = new FrameTimes();
    HeadlessWindow.call(
        () -> {
          times.start();
          return true;
        });
    long changes = load(seconds);
    HeadlessWindow.call(
        () -> {
          times.stop();
          return true;
        });
    System.out.printf(
        "%n%,d rows, %,d changes in %d s, a row selected: %s%n", ROWS, changes, seconds, selected);
    times.print();
    double work = Bench.percentile(times.work(), 99);
    promises.check(
        "99 of 100 frames under 16.7 ms of work: %.1f".formatted(work), work < ONE_FRAME);
    if (selected) {
      int firstNow = HeadlessWindow.call(this::firstVisible);
      promises.check("the scroll position is kept: " + first + " · " + firstNow, first == firstNow);
      List<String> keys =
          HeadlessWindow.call(
              () ->
                  table.getSelectionModel().getSelectedItems().stream()
                      .map(QueueRow::key)
                      .toList());
      promises.check("the selection is kept: " + keys, keys.equals(List.of(chosen)));
    }
  }

  /** Will not be gone while it is looked at. */
  private boolean young(QueueRow row) {
    return Integer.parseInt(row.key()) >= next - ROWS / 20;
  }

  private int firstVisible() {
    return ((VirtualFlow<?>) table.lookup(".virtual-flow")).getFirstVisibleCell().getIndex();
  }

  /** Publishes on a thread of its own, as fast as asked for. */
  private long load(int seconds) {
    long start = System.nanoTime();
    long changes = 0;
    int step = 1;
    int oldest = next - ROWS;
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
      List<WorkItem> changed = new ArrayList<>();
      List<String> removed = new ArrayList<>();
      int pairs = COMMIT / 10;
      for (int i = 0; i < pairs; i++) {
        removed.add(id(oldest++));
        changed.add(item(next++, 0));
      }
      for (int i = 0; i < COMMIT - 2 * pairs; i++) {
        int number = oldest + (int) ((changes * 31 + i * 7_919L) % ROWS);
        changed.add(item(Math.min(number, next - 1), step));
      }
      step++;
      changed.forEach(item -> session.items.put(item.id(), item));
      removed.forEach(session.items::remove);
      session.bus.publish(new QueueEvent.Changed(List.copyOf(changed)));
      session.bus.publish(new QueueEvent.Removed(removed));
      changes += COMMIT;
      LockSupport.parkNanos(start + changes * 1_000_000_000L / A_SECOND - System.nanoTime());
    }
    return changes;
  }

  /** One thing a person does, and how one sees that it is done. */
  private record Operation(String name, Runnable act, BooleanSupplier done) {}

  private void operate(int operations, boolean live) {
    List<Operation> cycle = operations();
    for (Operation each : cycle) {
      time(each); // once for the compiler
    }
    FrameTimes times = new FrameTimes();
    HeadlessWindow.call(
        () -> {
          times.start();
          return true;
        });
    List<Double> all = new ArrayList<>();
    Map<String, List<Double>> byName = new java.util.LinkedHashMap<>();
    Map<String, Double> longest = new java.util.HashMap<>();
    double ofCommit = 0;
    for (int i = 0; i < operations; i++) {
      int step = i;
      Operation operation = cycle.get(i % cycle.size());
      if (live) {
        ofCommit = Math.max(ofCommit, longest(times, () -> change(step)));
      }
      double most =
          longest(
              times,
              () -> {
                double took = time(operation);
                all.add(took);
                byName.computeIfAbsent(operation.name(), name -> new ArrayList<>()).add(took);
                frames(6);
              });
      longest.merge(operation.name(), most, Math::max);
    }
    HeadlessWindow.call(
        () -> {
          times.stop();
          return true;
        });
    System.out.printf("%n%,d rows, %d operations, ms to the new picture%n", MANY_ROWS, operations);
    byName.forEach(
        (name, took) ->
            System.out.printf(
                "%-28s half %6.1f · most %6.1f; work of its longest frame %5.1f%n",
                name, Bench.median(took), Bench.percentile(took, 100), longest.get(name)));
    times.print();
    double picture = Bench.percentile(all, 95);
    if (live) {
      System.out.printf("a commit among so many rows: work of its longest frame %.1f%n", ofCommit);
    }
    double frame = longest.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    promises.check("95 of 100 under 100 ms: %.1f".formatted(picture), picture < PICTURE);
    promises.check("no frame over 33 ms of work: %.1f".formatted(frame), frame <= TWO_FRAMES);
  }

  /** Work of the longest frame while something is done, in ms. */
  private static double longest(FrameTimes times, Runnable what) {
    int before = HeadlessWindow.call(() -> times.work().size());
    what.run();
    return HeadlessWindow.call(
        () -> Bench.percentile(times.work().subList(before, times.work().size()), 100));
  }

  /** A commit of the engine, so that no operation finds the rows as the one before left them. */
  private void change(int step) {
    List<WorkItem> changed =
        IntStream.range(0, COMMIT)
            .map(i -> (step * COMMIT + i) * 7_919 % MANY_ROWS)
            .mapToObj(number -> item(number, OPEN.size() * (step + 1)))
            .toList();
    changed.forEach(item -> session.items.put(item.id(), item));
    session.bus.publish(new QueueEvent.Changed(changed));
    frames(12);
  }

  private List<Operation> operations() {
    List<Operation> cycle = new ArrayList<>();
    cycle.add(filter("note-77", 1_000));
    cycle.add(filter("state:retry", MANY_ROWS / OPEN.size()));
    cycle.add(filter("path:area-7/**", MANY_ROWS / 20));
    cycle.add(filter("", MANY_ROWS));
    for (int column : new int[] {1, 6, 0}) {
      cycle.add(sort(column, TableColumn.SortType.ASCENDING));
      cycle.add(sort(column, TableColumn.SortType.DESCENDING));
    }
    cycle.add(
        new Operation(
            "back to the order of states",
            () -> table.getSortOrder().clear(),
            () -> table.getItems().getFirst().snapshot().state() == ItemState.RUNNING));
    cycle.add(
        new Operation(
            "select all",
            () -> table.getSelectionModel().selectAll(),
            () -> model.list().selected().size() == MANY_ROWS));
    cycle.add(
        new Operation(
            "select nothing",
            () -> table.getSelectionModel().clearSelection(),
            () -> model.list().selected().isEmpty()));
    return cycle;
  }

  private Operation filter(String text, int about) {
    return new Operation(
        "filter " + text,
        () -> model.list().filterProperty().set(text),
        () -> Math.abs(table.getItems().size() - about) <= about / 5);
  }

  private Operation sort(int number, TableColumn.SortType type) {
    TableColumn<QueueRow, ?> column = table.getColumns().get(number);
    return new Operation(
        "sort by " + column.getText() + " " + type.name().toLowerCase(java.util.Locale.ROOT),
        () -> {
          column.setSortType(type);
          table.getSortOrder().setAll(List.of(column));
        },
        () -> sorted(column, type));
  }

  /** Looks at a few places only, so that the looking costs nothing. */
  private boolean sorted(TableColumn<QueueRow, ?> column, TableColumn.SortType type) {
    int size = table.getItems().size();
    for (int i = 1; i <= 8; i++) {
      int place = i * (size - 1) / 8;
      int order = order(column, (i - 1) * (size - 1) / 8, place);
      if (type == TableColumn.SortType.ASCENDING ? order > 0 : order < 0) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // a column compares what it holds
  private int order(TableColumn<QueueRow, ?> column, int one, int two) {
    Object left = column.getCellData(one);
    Object right = column.getCellData(two);
    return left instanceof String text && right instanceof String other
        ? text.compareToIgnoreCase(other)
        : ((Comparator<@Nullable Object>) column.getComparator()).compare(left, right);
  }

  /** From the call until the first frame that shows the answer is laid out, in ms. */
  private double time(Operation operation) {
    CompletableFuture<Long> shown = new CompletableFuture<>();
    long start =
        HeadlessWindow.call(
            () -> {
              long now = System.nanoTime();
              Scene scene = table.getScene();
              scene.addPostLayoutPulseListener(
                  new Runnable() {
                    @Override
                    public void run() {
                      if (operation.done().getAsBoolean()) {
                        scene.removePostLayoutPulseListener(this);
                        shown.complete(System.nanoTime());
                      }
                    }
                  });
              operation.act().run();
              Platform.requestNextPulse();
              return now;
            });
    return (shown.orTimeout(60, TimeUnit.SECONDS).join() - start) / 1e6;
  }

  private static void frames(int count) {
    int[] seen = {0};
    until(() -> seen[0]++ >= count);
  }

  private static void until(BooleanSupplier done) {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    HeadlessWindow.call(
        () -> {
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              if (done.getAsBoolean()) {
                stop();
                ended.complete(true);
              }
            }
          }.start();
          return true;
        });
    ended.orTimeout(120, TimeUnit.SECONDS).join();
  }
}
