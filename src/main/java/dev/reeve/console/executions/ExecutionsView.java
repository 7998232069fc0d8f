package dev.reeve.console.executions;

import dev.reeve.console.approval.RiskWords;
import dev.reeve.console.executions.ExecutionsViewModel.View;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Primary;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The Executions pane: joins {@code executions.fxml} with {@link ExecutionsViewModel}. */
public final class ExecutionsView extends TablePane<ExecutionsRow> {
  @FXML private Label older;
  @FXML private Button revert;
  @FXML private Button export;
  @FXML private Button compareTwo;
  @FXML private ToggleButton routine;
  @FXML private ToggleButton last;
  @FXML private ToggleButton failed;
  @FXML private ToggleButton highRisk;
  @FXML private ToggleButton rolledBack;
  @FXML private ToggleButton mine;
  @FXML private ToggleButton byDay;
  @FXML private TableColumn<ExecutionsRow, @Nullable Instant> day;
  @FXML private TableColumn<ExecutionsRow, @Nullable Instant> time;
  @FXML private TableColumn<ExecutionsRow, String> execution;
  @FXML private TableColumn<ExecutionsRow, String> kind;
  @FXML private TableColumn<ExecutionsRow, String> intent;
  @FXML private TableColumn<ExecutionsRow, String> risk;
  @FXML private TableColumn<ExecutionsRow, Badge> gate;
  @FXML private TableColumn<ExecutionsRow, Badge> status;
  @FXML private TableColumn<ExecutionsRow, Integer> files;
  @FXML private TableColumn<ExecutionsRow, @Nullable Duration> duration;
  @FXML private TableColumn<ExecutionsRow, String> operator;
  @FXML private TableColumn<ExecutionsRow, String> approvedBy;
  @FXML private TableColumn<ExecutionsRow, String> failedStep;

  private static final PseudoClass BY_DAY = PseudoClass.getPseudoClass("by-day");

  /** Room for an engine's verb with the end of a folder and its file. */
  private static final double LEAST_INTENT = 190;

  private static final double LEAST_BY_DAY = 90;
  private static final double LEAST_FOLDED = 285;

  private final ExecutionsViewModel model;
  private final Runnable toLinks;
  private ResponsiveColumns columns;
  private BooleanBinding nothingYet; // kept here, for bindings are held weakly

  /**
   * @param toLinks goes to where the first change can be made
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ExecutionsView(
      ExecutionsViewModel model, ObservableBooleanValue drawerOpen, Runnable toLinks) {
    super(model.list(), model::refresh, drawerOpen);
    this.model = model;
    this.toLinks = toLinks;
  }

  @FXML
  void initialize() {
    older.textProperty().bind(model.older());
    join(Texts.get("executions.filter.prompt"), Texts.get("executions.drawer.empty"), nothing());
    columns();

    Command undo = model.commands().revert();
    Command review = model.commands().review();
    Command copy = model.commands().copyId(Copying::text);
    buttons.join(revert, undo);
    String replayed = Texts.get("executions.page.replay");
    Command replay = model.commands().replay(() -> drawer.openPage(replayed));
    Command compare = model.commands().compare();
    Command sides = model.commands().sides();
    Command logs = model.commands().logs();
    Command evidence = model.commands().export(this::chooseFile);
    Command[] settle = model.commands().settlements(this::ask).toArray(Command[]::new);
    buttons.join(export, evidence);
    drawer.rareActions(buttons, settle);
    drawer.rareActions(buttons, review, replay, logs);
    drawer.actions(buttons, sides, copy);
    offerInTable(
        Stream.concat(
                Stream.of(undo, review, replay, compare, sides, logs, evidence, copy),
                Stream.of(settle))
            .toArray(Command[]::new));
    buttons.join(compareTwo, compare);
    views();
    days();
  }

  /** Why there is no row; while nothing was done at all, with the way to a first change. */
  private VBox nothing() {
    Label words = new Label();
    words.setWrapText(true);
    words.setTextAlignment(TextAlignment.CENTER);
    words.textProperty().bind(model.emptyText());
    Button first = new Button(Texts.get("executions.empty.first"));
    first.setId("executions-first");
    first.setMinWidth(Region.USE_PREF_SIZE);
    first.visibleProperty().bind(model.list().inScopeProperty().isEqualTo(0));
    first.managedProperty().bind(first.visibleProperty());
    first.setOnAction(event -> toLinks.run());
    Primary.mark(first, true);
    nothingYet =
        Bindings.createBooleanBinding(
            () ->
                model.list().inScopeProperty().get() == 0
                    && model.list().reading().knownProperty().get(),
            model.list().inScopeProperty(),
            model.list().reading().knownProperty());
    nothingYet.subscribe(yet -> Primary.mark(export, !yet)); // what there is to do comes first
    VBox box = new VBox(words, first);
    box.getStyleClass().add("nothing-here");
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private void ask(Question question, Runnable act) {
    Questions.ask(table, question, reason -> act.run());
  }

  private void views() {
    view(routine, View.WITHOUT_ROUTINE, "executions.view.routine");
    routine.setTooltip(new Tooltip(Texts.get("executions.view.routine.told")));
    view(last, View.LAST, "executions.view.last");
    view(failed, View.FAILED, "executions.view.failed");
    view(highRisk, View.RISK, "executions.view.risk");
    view(rolledBack, View.ROLLED_BACK, "executions.view.rolled-back");
    view(mine, View.MINE, "executions.view.mine");
  }

  private void view(ToggleButton button, View view, String key) {
    button.setText(Texts.get(key));
    button.setOnAction(event -> model.toggle(view));
    model.filtersBy(view).subscribe(button::setSelected);
  }

  /** Who groups by day has chosen that column, and none goes for it but into the line below. */
  private double leastIntent() {
    if (columns != null && columns.folds()) {
      return LEAST_FOLDED;
    }
    ResponsiveColumns.Choice days = columns == null ? null : columns.chosen().get(day);
    return days != null && Boolean.TRUE.equals(days.visible()) ? LEAST_BY_DAY : LEAST_INTENT;
  }

  /** Grouped by day, each day is named once above its first time, and time alone sorts. */
  private void days() {
    columns.choose(day, new ResponsiveColumns.Choice(false, null));
    day.visibleProperty()
        .subscribe(
            shown -> {
              byDay.setSelected(shown); // also as it was left, and from the menu
              table.pseudoClassStateChanged(BY_DAY, shown);
            });
    byDay.setOnAction(
        event -> {
          ResponsiveColumns.Choice before = columns.chosen().get(day);
          columns.choose(
              day,
              new ResponsiveColumns.Choice(
                  byDay.isSelected(), before == null ? null : before.width()));
          if (byDay.isSelected()) {
            table.getSortOrder().clear();
          }
        });
  }

  private Optional<Path> chooseFile(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.get("executions.export.title"));
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(table.getScene().getWindow()))
        .map(File::toPath);
  }

  private void columns() {
    Screen screen = model.list().screen();
    Cells.column(day, ExecutionsRow::time, column -> new DayCell<>(screen.ticker()));
    Cells.column(time, ExecutionsRow::time, Cells.stamp(screen.ticker()));
    Cells.column(execution, ExecutionsRow::id, Cells.id());
    Cells.column(kind, ExecutionsRow::kind, Cells.text());
    Cells.column(intent, ExecutionsRow::intent, Cells.intent());
    Cells.column(risk, ExecutionsRow::risk, Cells.text());
    Cells.column(gate, ExecutionsRow::gate, Cells.badge(screen.ticker()));
    Cells.column(status, ExecutionsRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(files, ExecutionsRow::files, Cells.number(n -> Formats.count(n)));
    Cells.column(duration, ExecutionsRow::duration, Cells.took());
    Cells.column(operator, ExecutionsRow::operator, Cells.text());
    Cells.column(approvedBy, ExecutionsRow::approvedBy, Cells.text());
    Cells.column(failedStep, ExecutionsRow::failedStep, Cells.text());
    columns =
        new ResponsiveColumns(table, screen.textScale())
            .times(time, screen.ticker())
            .unless(time, day)
            .notBelow(approvedBy, gate)
            .notBelow(
                execution, any -> true) // the drawer names it, and rows are told apart without
            .fitting(risk, words -> words, RiskWords.of("low"))
            .fittingPlainBadges(gate, screen.ticker())
            .fittingBadges(status, screen.ticker())
            .roomFor(gate, ExecutionsRow.usualGate(), screen.ticker())
            .roomFor(status, ExecutionsRow.usual(), screen.ticker())
            .fitting(operator, words -> words, model.operator())
            .flexible(intent, 4, 245, this::leastIntent)
            .hideFirst(failedStep, execution, duration, files, approvedBy, kind)
            .hideLast(operator, time, risk, gate);
    columns.follow();
  }
}
