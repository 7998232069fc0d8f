package dev.reeve.console.executions;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.FilterField;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The Executions pane: joins {@code executions.fxml} with {@link ExecutionsViewModel}. */
public final class ExecutionsView implements PaneView {
  @FXML private Label older;
  @FXML private Button revert;
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<ExecutionsRow> table;
  @FXML private TableColumn<ExecutionsRow, @Nullable Instant> time;
  @FXML private TableColumn<ExecutionsRow, String> execution;
  @FXML private TableColumn<ExecutionsRow, String> kind;
  @FXML private TableColumn<ExecutionsRow, String> intent;
  @FXML private TableColumn<ExecutionsRow, String> risk;
  @FXML private TableColumn<ExecutionsRow, String> gate;
  @FXML private TableColumn<ExecutionsRow, Badge> status;
  @FXML private TableColumn<ExecutionsRow, Integer> files;
  @FXML private TableColumn<ExecutionsRow, @Nullable Duration> duration;
  @FXML private TableColumn<ExecutionsRow, String> operator;
  @FXML private TableColumn<ExecutionsRow, String> approvedBy;
  @FXML private TableColumn<ExecutionsRow, String> failedStep;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private final ExecutionsViewModel model;
  private final ObservableBooleanValue drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ExecutionsView(ExecutionsViewModel model, ObservableBooleanValue drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    older.textProperty().bind(model.older());
    filter.bind(Texts.get("executions.filter.prompt"), model.list());
    problem.bind(model.list(), model::refresh);
    columns();
    LiveTable.join(table, model.list(), pill);
    LiveTable.whenEmpty(table, model.emptyText());

    CommandButtons buttons = new CommandButtons(model.list().screen().notices());
    Command undo =
        model.revert(question -> Questions.ask(table, question, nothing -> model.revert()));
    Command copy = model.copyId(Copying::text);
    buttons.join(revert, undo);
    drawer.bind(model.list(), Texts.get("executions.drawer.empty"));
    drawer.actions(buttons, copy);
    buttons.keys(table, undo, copy);
    table.setContextMenu(new ContextMenu(buttons.item(undo), buttons.item(copy)));
    drawer.beside(tableBox, drawerOpen);
  }

  private void columns() {
    Screen screen = model.list().screen();
    Cells.column(time, ExecutionsRow::time, Cells.stamp(screen.ticker()));
    Cells.column(execution, ExecutionsRow::id, Cells.id());
    Cells.column(kind, ExecutionsRow::kind, Cells.text());
    Cells.column(intent, ExecutionsRow::intent, Cells.path());
    Cells.column(risk, ExecutionsRow::risk, Cells.text());
    Cells.column(gate, ExecutionsRow::gate, Cells.text());
    Cells.column(status, ExecutionsRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(files, ExecutionsRow::files, Cells.number(n -> Formats.count(n)));
    Cells.column(duration, ExecutionsRow::duration, Cells.took());
    Cells.column(operator, ExecutionsRow::operator, Cells.text());
    Cells.column(approvedBy, ExecutionsRow::approvedBy, Cells.text());
    Cells.column(failedStep, ExecutionsRow::failedStep, Cells.text());
    new ResponsiveColumns(table, screen.textScale())
        .flexible(intent, 4, 200)
        .hideFirst(failedStep, execution, duration, files, kind, approvedBy, gate, operator, risk)
        .follow();
  }

  @Override
  public Node filter() {
    return filter.field();
  }

  @Override
  public Node table() {
    return table;
  }

  @Override
  public Drawer drawer() {
    return drawer;
  }
}
