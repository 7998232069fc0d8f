package dev.reeve.console.queue;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.KeyedRows;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Tasks;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.queue.Canary;
import dev.reeve.engine.queue.QueueView;
import dev.reeve.engine.queue.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of the queue by what their failures have in common, and how one of a group is
 * tried before the others. Screen thread.
 */
public final class DeadLetters implements AutoCloseable {
  /** How long what came of the last try of one is told. */
  private static final Duration TOLD = Duration.ofMinutes(10);

  private final QueueView queue;
  private final Requeues requeues;
  private final Screen screen;
  private final Consumer<Problem> failed;
  private final Subscription ticks;
  private final LiveList<FailureGroup, FailureGroupRow> groups;
  private final ReadOnlyObjectWrapper<String> oneFirst = new ReadOnlyObjectWrapper<>("");
  private final ReadOnlyObjectWrapper<List<WorkItem>> grouped =
      new ReadOnlyObjectWrapper<>(List.of());
  private @Nullable Canary newest;
  private Tasks.@Nullable Task trying;

  DeadLetters(QueueView queue, Requeues requeues, Screen screen, Consumer<Problem> failed) {
    this.queue = queue;
    this.requeues = requeues;
    this.screen = screen;
    this.failed = failed;
    this.groups =
        new LiveList<>(
            new KeyedRows<>(FailureGroup::signature, FailureGroupRow::new, FailureGroupRow.ORDER),
            new FilterGrammar<>(FailureGroupRow::key),
            screen);
    groups.activeProperty().set(true);
    ticks = screen.ticker().nowProperty().subscribe((was, now) -> tell());
  }

  /** Takes the dead letters as they are now. */
  void group(List<QueueRow> dead) {
    List<WorkItem> now = dead.stream().map(QueueRow::snapshot).toList();
    if (same(now, grouped.get())) {
      return;
    }
    Map<String, List<WorkItem>> alike = new LinkedHashMap<>();
    for (QueueRow row : dead) {
      alike
          .computeIfAbsent(row.failureSignature(), signature -> new ArrayList<>())
          .add(row.snapshot());
    }
    groups.rows().put(emptied(alike.keySet()));
    groups.rows().absorb();
    groups.rows().loaded(alike.entrySet().stream().map(DeadLetters::group).toList());
    grouped.set(now);
  }

  /** Groups of before that are none now; one of them may stay in sight. */
  private List<FailureGroup> emptied(Set<String> now) {
    return groups.rows().all().stream()
        .filter(row -> !now.contains(row.key()))
        .map(row -> row.snapshot().emptied())
        .toList();
  }

  /** Snapshots are never changed, so the same ones say the same. */
  private static boolean same(List<WorkItem> now, List<WorkItem> before) {
    boolean same = now.size() == before.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = now.get(i) == before.get(i);
    }
    return same;
  }

  private static FailureGroup group(Map.Entry<String, List<WorkItem>> alike) {
    List<WorkItem> items = alike.getValue();
    List<Instant> ended = items.stream().map(DeadLetters::ended).sorted().toList();
    return new FailureGroup(
        alike.getKey(),
        items.getFirst().error(),
        items.getFirst().errorCode(),
        Failures.remedy(items.getFirst().errorCode()),
        ended.getFirst(),
        ended.getLast(),
        items.stream().map(WorkItem::id).toList());
  }

  private static Instant ended(WorkItem item) {
    return item.endedAt() == null ? item.lastSeen() : item.endedAt();
  }

  /** The groups, the largest first. */
  public LiveList<FailureGroup, FailureGroupRow> groups() {
    return groups;
  }

  /** A group that stays in sight because it is chosen may have no dead letters any more. */
  private List<String> chosen() {
    Set<String> dead = grouped.get().stream().map(WorkItem::id).collect(Collectors.toSet());
    List<String> ids = groups.chosen(group -> true).flatMap(group -> group.ids().stream()).toList();
    List<FailureGroupRow> all = groups.rows().shown();
    List<String> meant = ids.isEmpty() && all.size() == 1 ? all.getFirst().snapshot().ids() : ids;
    return meant.stream().filter(dead::contains).toList();
  }

  private ObservableValue<String> whyNot() {
    return javafx.beans.binding.Bindings.createStringBinding(
        () -> chosen().isEmpty() ? Texts.get("queue.groups.why-not") : "",
        groups.selected(),
        groups.rows().shown(),
        grouped);
  }

  /** Whether others would follow the one that goes first. */
  public ObservableValue<Boolean> several() {
    return javafx.beans.binding.Bindings.createBooleanBinding(
        () -> chosen().size() > 1, groups.selected(), groups.rows().shown(), grouped);
  }

  /** Brings one back; the others follow when it is done. */
  public Command oneFirst() {
    return Command.of(
        Texts.get("queue.groups.one-first"),
        "R",
        whyNot(),
        () ->
            screen
                .work()
                .run(
                    () -> queue.requeueOneFirst(chosen()),
                    started -> {
                      started.ifPresent(this::hear);
                      screen
                          .notices()
                          .say(
                              started
                                  .map(DeadLetters::started)
                                  .orElse(Texts.get("queue.groups.none")));
                    },
                    failed));
  }

  private static String started(Canary canary) {
    return Texts.get("queue.groups.started", canary.path(), canary.waiting());
  }

  /**
   * Brings all of them back at once.
   *
   * @param asker asks where they would fail again, and goes on when the answer is yes
   */
  public Command all(BiConsumer<Question, Runnable> asker) {
    ObservableValue<String> text =
        javafx.beans.binding.Bindings.createStringBinding(
            () -> Texts.get("queue.groups.all", chosen().size()),
            groups.selected(),
            groups.rows().shown(),
            grouped);
    return new Command(text, "Shift+R", whyNot(), () -> requeues.consider(chosen(), null, asker));
  }

  /** Takes what the engine told of one that went first. */
  void hear(Canary canary) {
    newest = canary;
    tell();
    if (trying != null) {
      trying.end();
      trying = null;
    }
    if (canary.outcome() == Canary.Outcome.RUNNING) {
      trying =
          screen
              .tasks()
              .start(
                  Texts.get("queue.task.one-first", canary.path()),
                  new SimpleObjectProperty<>(-1.0),
                  new SimpleStringProperty(Texts.get("queue.task.wait-for-it", canary.waiting())),
                  null);
    }
  }

  /** Takes what was known before this pane was opened. */
  void known(List<Canary> canaries) {
    Optional<Canary> first = canaries.stream().findFirst();
    if (newest == null) {
      first.ifPresent(this::hear);
    }
  }

  private void tell() {
    Canary canary = newest;
    oneFirst.set(canary == null || old(canary) ? "" : words(canary));
  }

  private boolean old(Canary canary) {
    return canary.endedAt() != null && canary.endedAt().plus(TOLD).isBefore(screen.ticker().now());
  }

  private static String words(Canary canary) {
    return switch (canary.outcome()) {
      case RUNNING -> Texts.get("queue.one-first.running", canary.path(), canary.waiting());
      case FOLLOWED ->
          Texts.get(
              "queue.one-first.followed",
              canary.path(),
              Formats.clock(canary.endedAt()),
              canary.followed());
      case FAILED -> Texts.get("queue.one-first.failed", canary.path(), canary.waiting());
      case DROPPED -> Texts.get("queue.one-first.dropped", canary.path(), canary.waiting());
    };
  }

  /** What became of the one that went first; empty when there is nothing to tell. */
  public ObservableValue<String> oneFirstText() {
    return oneFirst.getReadOnlyProperty();
  }

  @Override
  public void close() {
    ticks.unsubscribe();
    groups.close();
  }
}
