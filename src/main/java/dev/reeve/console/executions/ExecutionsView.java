package dev.reeve.console.executions;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The Executions pane: joins {@code executions.fxml} with {@link ExecutionsViewModel}. */
public final class ExecutionsView extends TablePane<ExecutionsRow> {
  @FXML private Label older;
  @FXML private Button revert;
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

  private final ExecutionsViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public ExecutionsView(ExecutionsViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    older.textProperty().bind(model.older());
    join(
        Texts.get("executions.filter.prompt"),
        Texts.get("executions.drawer.empty"),
        model.emptyText());
    columns();

    Command undo =
        model.revert(question -> Questions.ask(table, question, nothing -> model.revert()));
    Command copy = model.copyId(Copying::text);
    buttons.join(revert, undo);
    drawer.actions(buttons, copy);
    offerInTable(undo, copy);
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
}
