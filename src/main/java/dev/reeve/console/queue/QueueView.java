package dev.reeve.console.queue;

import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.Fitting;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.Sparkline;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.ToggleTabs;
import dev.reeve.console.queue.QueueFigures.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The Queue pane: title row with figures, and its three tabs. Joins {@code queue.fxml}. */
public final class QueueView implements PaneView {
  @FXML private Parent pane;
  @FXML private ToggleButton jobsTab;
  @FXML private ToggleButton watcherTab;
  @FXML private ToggleButton locksTab;
  @FXML private Sparkline curve;
  @FXML private Label throughput;
  @FXML private Label oldest;
  @FXML private Label waiting;
  @FXML private Label drain;
  @FXML private Button pause;
  @FXML private Parent jobs;
  @FXML private Parent watcher;
  @FXML private Parent locks;
  @FXML private JobsView jobsController;
  @FXML private WatcherView watcherController;
  @FXML private LocksView locksController;

  private static final PseudoClass LATE = PseudoClass.getPseudoClass("late");
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final QueueViewModel model;
  private final ObjectProperty<QueueTab> tab;
  private Button primary;
  private ObservableValue<Level> oldestLevel; // kept here, for bindings are held weakly

  /**
   * @param tab which tab is shown
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public QueueView(QueueViewModel model, ObjectProperty<QueueTab> tab) {
    this.model = model;
    this.tab = tab;
  }

  @FXML
  void initialize() {
    ToggleTabs.join(tab)
        .tab(QueueTab.JOBS, jobsTab, jobs)
        .tab(QueueTab.WATCHER, watcherTab, watcher)
        .tab(QueueTab.LOCKS, locksTab, locks);
    jobsTab
        .textProperty()
        .bind(model.list().reading().told(model.openCount(), n -> Texts.get("queue.tab.jobs", n)));
    figures(model.figures());
    primary = pause;
    jobsController.onward().subscribe(this::markPrimary);
    locksController.onward().subscribe(this::markPrimary);
    watcherController.onward().subscribe(this::markPrimary);
    tab.subscribe(this::markPrimary);
    markPrimary();
    CommandButtons buttons = new CommandButtons(model.list().screen().notices());
    Command pauseOrResume = model.pauseOrResume();
    buttons.join(pause, pauseOrResume);
    buttons.keys(pane, pauseOrResume);
    Tooltip effect = new Tooltip();
    effect.textProperty().bind(model.pauseEffect());
    pause.setTooltip(effect);
    pause
        .accessibleTextProperty()
        .bind(Bindings.concat(pauseOrResume.text(), ". ", model.pauseEffect()));
  }

  /** What brings the work on: the chosen job, lock or folder, while its button is on show. */
  private void markPrimary() {
    Primary.mark(primary, false);
    primary = Objects.requireNonNullElse(onward(), pause);
    Primary.mark(primary, true);
  }

  private @Nullable Button onward() {
    return switch (tab.get()) {
      case JOBS -> jobsController.onward().getValue();
      case LOCKS -> locksController.onward().getValue();
      case WATCHER -> watcherController.onward().getValue();
    };
  }

  private void figures(QueueFigures figures) {
    curve.bind(figures.throughputCurve());
    Duration minutes = Duration.ofMinutes(9);
    figure(throughput, figures.throughput(), List.of());
    figure(
        oldest,
        figures.oldestPending(),
        List.of(
            Texts.get("queue.header.none-waits"),
            Texts.get("queue.header.oldest", Formats.span(minutes))));
    figure(
        waiting,
        figures.waiting(),
        List.of(Texts.get("queue.header.wait", Formats.took(Duration.ofMillis(999)))));
    figure(drain, figures.drain(), List.of(Texts.get("queue.header.drain", Formats.span(minutes))));
    List.of(throughput, waiting, drain).forEach(QueueView::grows);
    oldestLevel = figures.oldestLevel();
    oldestLevel.subscribe(
        level -> {
          oldest.pseudoClassStateChanged(LATE, level == Level.LATE);
          oldest.pseudoClassStateChanged(BAD, level == Level.BAD);
        });
  }

  /**
   * What stands behind a figure does not move back and forth with the width of its numbers, and one
   * that comes and goes with the jobs keeps its place, so that the header never gets another line;
   * not so with large text, where that place would be an empty line.
   *
   * @param usual words it has room for from the start; empty for those it has
   */
  private void figure(Label label, ObservableValue<String> text, List<String> usual) {
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    ObservableDoubleValue scale = model.list().screen().textScale();
    label
        .managedProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> label.isVisible() || (!usual.isEmpty() && scale.get() < Appearance.LARGE),
                label.visibleProperty(),
                scale));
    label
        .fontProperty()
        .subscribe(
            font ->
                label.setMinWidth(
                    usual.stream()
                        .mapToDouble(words -> Fitting.width(words, font))
                        .max()
                        .orElse(Region.USE_COMPUTED_SIZE)));
  }

  /** Not so a figure that says more when it is late: it would keep that width for good. */
  private static void grows(Label label) {
    label
        .widthProperty()
        .subscribe(now -> label.setMinWidth(Math.max(label.getMinWidth(), now.doubleValue())));
  }

  private PaneView current() {
    return switch (tab.get()) {
      case JOBS -> jobsController;
      case WATCHER -> watcherController;
      case LOCKS -> locksController;
    };
  }

  @Override
  public Node filter() {
    return current().filter();
  }

  @Override
  public Node table() {
    return current().table();
  }

  @Override
  public Drawer drawer() {
    return current().drawer();
  }
}
