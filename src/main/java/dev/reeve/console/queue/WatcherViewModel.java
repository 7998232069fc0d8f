package dev.reeve.console.queue;

import static java.util.stream.Collectors.counting;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Page;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.watch.RootStatus;
import dev.reeve.engine.watch.WatchEvent;
import dev.reeve.engine.watch.WatchView;
import dev.reeve.engine.workspace.PathText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The Watcher table: what each watched folder does, and what may be asked of it. Screen thread. */
public final class WatcherViewModel implements AutoCloseable {
  private final WatchView watch;
  private final Screen screen;
  private final EventBus.Subscription subscription;
  private final LiveList<RootStatus, RootRow> list;
  private final ReadOnlyIntegerWrapper watching = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper overflow = new ReadOnlyStringWrapper("");
  private @Nullable List<String> settling;
  private @Nullable Counts counts;

  public WatcherViewModel(WatchView watch, EventBus bus, Screen screen) {
    this.watch = watch;
    this.screen = screen;
    FilterGrammar<RootRow> grammar =
        new FilterGrammar<RootRow>(row -> row.key() + " " + row.snapshot().error())
            .word(
                "state",
                List.of("watching", "paused", "rescanning", "lost", "failed"),
                row -> row.snapshot().state().name().toLowerCase(Locale.ROOT))
            .path("path", RootRow::key);
    this.list =
        new LiveList<>(
            new KeyedRows<>(RootStatus::root, RootRow::new, RootRow.ORDER), grammar, screen);
    list.describe(this::drawer);
    list.why(this::why);
    list.afterChange(this::count);
    this.subscription = bus.subscribe(this::hear);
  }

  private void hear(EngineEvent event) {
    if (event instanceof WatchEvent told) {
      switch (told) {
        case WatchEvent.Roots roots -> {
          list.rows().put(roots.roots());
          list.changed();
        }
        case WatchEvent.Overflow lost -> screen.thread().execute(() -> lost(lost.root()));
      }
    }
  }

  private void lost(String root) {
    overflow.set(Texts.get("watcher.header.overflow", root, Formats.clock(screen.ticker().now())));
  }

  /** Reads everything anew. */
  public void refresh() {
    list.read(watch::roots);
  }

  private void count() {
    List<RootRow> rows = list.rows().all();
    watching.set(
        (int)
            rows.stream()
                .filter(row -> row.snapshot().state() == RootStatus.State.WATCHING)
                .count());
    boolean rescanning =
        rows.stream().anyMatch(row -> row.snapshot().state() == RootStatus.State.RESCANNING);
    if (!rescanning) {
      overflow.set("");
    }
    countSettling();
  }

  /**
   * Takes the files whose jobs wait for them to come to rest: each is counted for the innermost
   * folder that is watched. Their number may be great, so it is done while the list is on screen.
   *
   * @param files relative to the workspace; null while the jobs are not known
   */
  public void settling(@Nullable List<String> files) {
    settling = files;
    countSettling();
  }

  private void countSettling() {
    if (settling == null || !list.activeProperty().get()) {
      return;
    }
    List<RootRow> rows = list.rows().all();
    Map<String, Long> counts = counted(settling, rows.stream().map(RootRow::key).toList());
    List<RootRow> changed =
        rows.stream().filter(row -> row.settlingNow() != count(row, counts)).toList();
    if (!changed.isEmpty()) {
      list.rows().tell(changed, row -> row.settling(count(row, counts)));
      list.lookAgain();
      list.sayWhy();
    }
  }

  private static long count(RootRow row, Map<String, Long> counts) {
    return counts.getOrDefault(row.key(), 0L);
  }

  /** Anew only where files or folders are others. */
  private Map<String, Long> counted(List<String> files, List<String> roots) {
    if (counts == null || !counts.of(files, roots)) {
      counts =
          new Counts(
              files,
              roots,
              files.stream().collect(Collectors.groupingBy(file -> root(file, roots), counting())));
    }
    return counts.byRoot();
  }

  /** How many of these files settle in each of these folders. */
  private record Counts(List<String> files, List<String> roots, Map<String, Long> byRoot) {
    boolean of(List<String> others, List<String> otherRoots) {
      return files == others && roots.equals(otherRoots);
    }
  }

  private static String root(String file, List<String> roots) {
    return roots.stream()
        .filter(root -> PathText.isUnder(file, root))
        .max(Comparator.comparing((String root) -> !root.equals(".")).thenComparing(String::length))
        .orElse("");
  }

  private String why(RootStatus root, Instant now) {
    long settles = list.rows().find(root.root()).map(RootRow::settlingNow).orElse(root.settling());
    return switch (root.state()) {
      case WATCHING ->
          settles > 0
              ? Texts.get("watcher.why.settling", settles)
              : root.lastEvent() == null
                  ? Texts.get("watcher.why.quiet")
                  : Texts.get("watcher.why.watching", Formats.age(root.lastEvent(), now));
      case STARTING -> Texts.get("watcher.why.starting");
      case RESCANNING -> Texts.get("watcher.why.rescanning");
      case PAUSED -> Texts.get("watcher.why.paused");
      case LOST -> Texts.get("watcher.why.lost");
      case FAILED -> Texts.get("watcher.why.failed", Formats.orNone(root.error()));
    };
  }

  private DrawerContent drawer(RootStatus root) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Texts.get("watcher.fact.files"), Formats.count(root.filesSeen())));
    facts.add(Fact.of(Texts.get("watcher.fact.events"), Formats.count(root.eventsLastMinute())));
    facts.add(Fact.of(Texts.get("watcher.fact.suppressed"), Formats.count(root.suppressed())));
    if (root.suppressedUntil() != null) {
      facts.add(
          new Fact(
              Texts.get("watcher.fact.expected"),
              Formats.clock(root.suppressedUntil()),
              Formats.exact(root.suppressedUntil())));
    }
    facts.add(
        new Fact(
            Texts.get("watcher.fact.last-event"),
            Formats.clock(root.lastEvent()),
            Formats.exact(root.lastEvent())));
    List<Line> ignored =
        watch.ignorePatterns().stream().map(each -> new Line(Line.Kind.PLAIN, each)).toList();
    return new DrawerContent(
        RootRow.name(root),
        List.of(RootRow.badge(root)),
        facts,
        List.of(),
        List.of(),
        List.of(new Page(Texts.get("watcher.page.ignored"), ignored)));
  }

  /** Stops taking events of the selected folders. */
  public Command pause() {
    return list.overSelection(
        Texts.get("watcher.action.pause"),
        "P",
        root -> root.state() == RootStatus.State.WATCHING,
        Texts.get("watcher.why-not.pause"),
        roots -> act(roots, root -> watch.pause(root, true), "watcher.done.paused"));
  }

  /** Takes events again, beginning with a rescan. */
  public Command resume() {
    return list.overSelection(
        Texts.get("watcher.action.resume"),
        "Shift+P",
        root -> root.state() == RootStatus.State.PAUSED,
        Texts.get("watcher.why-not.resume"),
        roots -> act(roots, root -> watch.pause(root, false), "watcher.done.resumed"));
  }

  /** Stops taking events of every folder, or takes them again. */
  public void pauseAll(boolean paused) {
    List<String> roots = list.rows().all().stream().map(RootRow::key).toList();
    act(
        roots,
        root -> watch.pause(root, paused),
        paused ? "watcher.done.paused" : "watcher.done.resumed");
  }

  /** Reads the selected folders as after a lost event. */
  public Command rescan() {
    return list.overSelection(
        Texts.get("watcher.action.rescan"),
        "R",
        root -> root.state() == RootStatus.State.WATCHING,
        Texts.get("watcher.why-not.rescan"),
        roots -> act(roots, watch::rescan, "watcher.done.rescanning"));
  }

  /**
   * Shows the patterns of what is not watched; they are the same for all folders.
   *
   * @param open turns the drawer to them
   */
  public Command showIgnored(Runnable open) {
    return Command.of(
        Texts.get("watcher.action.ignored"),
        "I",
        new SimpleStringProperty(""),
        () -> {
          if (list.drawer().getValue() != null) {
            open.run();
            return;
          }
          list.drawer()
              .addListener(
                  new ChangeListener<@Nullable DrawerContent>() {
                    @Override
                    public void changed(
                        ObservableValue<? extends @Nullable DrawerContent> drawer,
                        @Nullable DrawerContent was,
                        @Nullable DrawerContent now) {
                      drawer.removeListener(this);
                      open.run();
                    }
                  });
          list.rows().shown().stream()
              .findFirst()
              .ifPresent(row -> list.selected().setAll(row.key()));
        });
  }

  private void act(List<String> roots, java.util.function.Consumer<String> each, String doneKey) {
    screen
        .work()
        .run(
            () -> {
              roots.forEach(each);
              return watch.roots();
            },
            now -> {
              list.rows().put(now);
              list.changed();
              screen.notices().say(Texts.get(doneKey, roots.size()));
            },
            list.problemProperty()::set);
  }

  /** Rows, filter, selection and drawer. */
  public LiveList<RootStatus, RootRow> list() {
    return list;
  }

  /** How many folders are watched. */
  public ReadOnlyIntegerProperty watchingCount() {
    return watching.getReadOnlyProperty();
  }

  /** Says that events were lost and a rescan runs; empty when none does. */
  public ObservableValue<String> overflow() {
    return overflow.getReadOnlyProperty();
  }

  /** What the table says when it is empty. */
  public ObservableValue<String> emptyText() {
    return list.filterProperty()
        .map(
            typed ->
                typed.isBlank()
                    ? Texts.get("watcher.empty.none")
                    : Texts.get("watcher.empty.filtered", typed));
  }

  @Override
  public void close() {
    subscription.close();
    list.close();
  }
}
