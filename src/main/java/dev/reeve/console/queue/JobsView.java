package dev.reeve.console.queue;

import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.FoldedDrawer;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.PaneHeader;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.QueueViewModel.Chip;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The Jobs tab: joins {@code queue-jobs.fxml} with {@link QueueViewModel}. */
public final class JobsView extends TablePane<QueueRow> {
  @FXML private ToggleButton settling;
  @FXML private ToggleButton pending;
  @FXML private ToggleButton running;
  @FXML private ToggleButton retry;
  @FXML private ToggleButton dead;
  @FXML private ToggleButton done;
  @FXML private TableColumn<QueueRow, Badge> state;
  @FXML private TableColumn<QueueRow, String> path;
  @FXML private TableColumn<QueueRow, String> event;
  @FXML private TableColumn<QueueRow, Integer> merged;
  @FXML private TableColumn<QueueRow, String> attempts;
  @FXML private TableColumn<QueueRow, @Nullable Instant> nextTry;
  @FXML private TableColumn<QueueRow, @Nullable Instant> age;
  @FXML private TableColumn<QueueRow, @Nullable Duration> duration;
  @FXML private TableColumn<QueueRow, String> waitsFor;
  @FXML private TableColumn<QueueRow, String> worker;
  @FXML private TableColumn<QueueRow, String> lastError;
  @FXML private Label oneFirstText;
  @FXML private PaneHeader groups;
  @FXML private PaneHeader folded;
  @FXML private TableView<FailureGroupRow> groupTable;
  @FXML private TableColumn<FailureGroupRow, Badge> groupCount;
  @FXML private TableColumn<FailureGroupRow, FailureGroupRow.Failure> groupSignature;
  @FXML private TableColumn<FailureGroupRow, @Nullable Instant> groupFirst;
  @FXML private TableColumn<FailureGroupRow, @Nullable Instant> groupLast;
  @FXML private TableColumn<FailureGroupRow, String> groupRemedy;
  @FXML private Button oneFirst;
  @FXML private Button requeueAll;
  @FXML private Button groupPill;

  private static final int GROUPS = 4;

  private final QueueViewModel model;
  private FoldedDrawer whileFolded; // kept here, for bindings are held weakly

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public JobsView(QueueViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    join(Texts.get("queue.filter.prompt"), Texts.get("queue.drawer.empty"), model.emptyText());
    chip(settling, Chip.SETTLING, "queue.chip.settling");
    chip(pending, Chip.PENDING, "queue.chip.pending");
    chip(running, Chip.RUNNING, "queue.chip.running");
    chip(retry, Chip.RETRY, withNextTry(said(Chip.RETRY, "queue.chip.retry")));
    chip(dead, Chip.DEAD, "queue.chip.dead");
    chip(done, Chip.DONE, "queue.chip.done");
    done.setTooltip(new Tooltip(Texts.get("queue.chip.done.hint")));
    countSays(model.countedShort(), model.counted());
    columns();
    commands();
    groups();
  }

  /** With large text so few rows are in sight that the one that is due next may be elsewhere. */
  private ObservableValue<String> withNextTry(ObservableValue<String> number) {
    ObservableValue<String> next = model.figures().untilNextTry();
    ObservableDoubleValue scale = model.list().screen().textScale();
    return Bindings.createStringBinding(
        () ->
            scale.get() < Appearance.LARGE || next.getValue().isEmpty()
                ? number.getValue()
                : Texts.get("queue.chip.retry-next", number.getValue(), next.getValue()),
        number,
        next,
        scale);
  }

  private ObservableValue<String> said(Chip chip, String key) {
    return model.list().reading().told(model.count(chip), n -> Texts.get(key, n));
  }

  private void chip(ToggleButton button, Chip chip, String key) {
    chip(button, chip, said(chip, key));
  }

  private void chip(ToggleButton button, Chip chip, ObservableValue<String> text) {
    button.textProperty().bind(text);
    button.setOnAction(event -> model.toggle(chip));
    model.filtersBy(chip).subscribe(button::setSelected);
  }

  private void columns() {
    Screen screen = model.list().screen();
    Cells.column(state, QueueRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(path, QueueRow::path, Cells.path());
    Cells.column(event, QueueRow::event, Cells.text());
    Cells.column(merged, QueueRow::merged, Cells.number(n -> n == 1 ? "" : "\u00d7" + n));
    Cells.column(attempts, QueueRow::attempts, Cells.number(text -> text));
    Cells.column(
        nextTry,
        QueueRow::nextTry,
        Cells.countdown(screen.ticker(), Texts.get("queue.next-try.due")));
    Cells.column(age, QueueRow::since, Cells.age(screen.ticker()));
    Cells.column(duration, QueueRow::duration, Cells.took());
    Cells.column(waitsFor, QueueRow::waitsFor, Cells.text());
    Cells.column(worker, QueueRow::worker, Cells.text());
    Cells.column(lastError, QueueRow::lastError, Cells.text());
    new ResponsiveColumns(table, screen.textScale())
        .roomFor(state, QueueRow.longestRetry(screen.ticker().now()), screen.ticker())
        .flexible(path, 4, 200)
        .flexible(waitsFor, 1, 96)
        .flexible(lastError, 4, 164)
        .hideFirst(worker, duration, merged, waitsFor, nextTry, event, attempts, age, lastError)
        .follow();
  }

  private void commands() {
    Command retryNow = model.commands().retryNow();
    Command requeue = model.commands().requeue(this::ask);
    Command anotherId = model.commands().anotherId();
    Command idSetting = model.commands().idSetting();
    Command drop = model.commands().drop();
    Command copy = model.commands().copyPath(Copying::text);
    Command open = model.commands().openFile(SystemFiles::open);
    Command reveal = model.commands().showInFolder(SystemFiles::reveal);
    Command execution = model.commands().goToExecution();
    Button set = drawer.rareAction(buttons, idSetting); // till then each try fails again
    Button retried =
        drawer.rareAction(buttons, retryNow); // it waits for its next try, or has ended
    Button given = drawer.rareAction(buttons, anotherId); // without it a requeued one fails again
    Button requeued = drawer.rareAction(buttons, requeue);
    drawer.actions(buttons, drop);
    drawer.further(buttons, open, reveal, copy, execution);
    offerInTable(idSetting, retryNow, anotherId, requeue, drop, open, reveal, copy, execution);
    ObservableValue<Boolean> dead = model.commands().deadChosen();
    ObservableValue<@Nullable Button> onward =
        Bindings.createObjectBinding(
            () -> {
              if (model.list().selected().size() != 1) {
                return null;
              }
              if (idSetting.enabled()) {
                return set;
              }
              if (anotherId.enabled()) {
                return given;
              }
              if (dead.getValue()) {
                return requeued;
              }
              return retryNow.enabled() ? retried : null;
            },
            model.list().selected(),
            dead,
            idSetting.whyNot(),
            anotherId.whyNot(),
            retryNow.whyNot());
    ObservableValue<Boolean> goesOn = model.commands().openChosen();
    whileFolded = new FoldedDrawer(folded, drawer, table, model.list(), goesOn, onward);
  }

  /** What brings the one chosen job on; null where it needs nothing, or several are chosen. */
  ObservableValue<@Nullable Button> onward() {
    return whileFolded.onShow();
  }

  private void ask(Question question, Runnable yes) {
    Questions.ask(table, question, reason -> yes.run());
  }

  /** Where one asks for dead letters they stand by their failures above the jobs. */
  private void groups() {
    DeadLetters dead = model.deadLetters();
    LiveList<?, FailureGroupRow> list = dead.groups();
    Screen screen = list.screen();
    Cells.column(groupCount, FailureGroupRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(
        groupSignature,
        FailureGroupRow::failure,
        Cells.told(FailureGroupRow.Failure::brief, FailureGroupRow.Failure::whole));
    Cells.column(groupFirst, FailureGroupRow::first, Cells.stamp(screen.ticker()));
    Cells.column(groupLast, FailureGroupRow::last, Cells.stamp(screen.ticker()));
    Cells.column(groupRemedy, FailureGroupRow::remedy, Cells.text());
    LiveTable.join(groupTable, list, groupPill);
    new ResponsiveColumns(groupTable, screen.textScale())
        .times(groupFirst, screen.ticker())
        .times(groupLast, screen.ticker())
        .flexible(groupSignature, 6, 250)
        .flexible(groupRemedy, 1, 264)
        .hideFirst(groupFirst, groupRemedy, groupLast)
        .follow();
    groupTable
        .prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    34 * screen.textScale().get()
                        + groupTable.getFixedCellSize()
                            * Math.min(GROUPS, list.rows().shown().size()),
                list.rows().shown(),
                groupTable.fixedCellSizeProperty(),
                screen.textScale()));
    ObservableValue<Boolean> asked = model.filtersBy(Chip.DEAD);
    groups
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> asked.getValue() && !list.rows().shown().isEmpty(),
                asked,
                list.rows().shown()));
    groups.managedProperty().bind(groups.visibleProperty());

    Command one = dead.oneFirst();
    Command all = dead.all(this::ask);
    buttons.join(oneFirst, one, Texts.get("queue.groups.hint"));
    oneFirst.visibleProperty().bind(dead.several());
    oneFirst.managedProperty().bind(oneFirst.visibleProperty());
    buttons.join(requeueAll, all);
    buttons.keys(groupTable, one, all);
    groupTable.setContextMenu(new ContextMenu(buttons.item(one), buttons.item(all)));
    oneFirstText.textProperty().bind(dead.oneFirstText());
    oneFirstText.visibleProperty().bind(oneFirstText.textProperty().isNotEmpty());
    oneFirstText.managedProperty().bind(oneFirstText.visibleProperty());
  }
}
