package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.LineList;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The last stage: joins {@code approval-result.fxml} with {@link ResultViewModel}. */
public final class ResultView {
  private static final double GAP = 8;

  @FXML private VBox result;
  @FXML private Label ended;
  @FXML private StackPane parts;
  @FXML private TableView<ResultItem> items;
  @FXML private TableColumn<ResultItem, Badge> state;
  @FXML private TableColumn<ResultItem, String> operation;
  @FXML private TableColumn<ResultItem, String> path;
  @FXML private TableColumn<ResultItem, String> lines;
  @FXML private TableColumn<ResultItem, String> wayBack;
  @FXML private LineList resultSteps;

  private final ApprovalViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  ResultView(ApprovalViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    ended.textProperty().bind(model.result().ended());
    Screen screen = model.screen();
    Cells.fixed(state, ResultItem::state, Cells.badge(screen.ticker()));
    Cells.fixed(operation, ResultItem::operation, Cells.text());
    Cells.fixed(path, ResultItem::path, Cells.path());
    Cells.fixed(lines, ResultItem::lines, Cells.number(words -> words));
    Cells.fixed(wayBack, ResultItem::wayBack, Cells.text());
    new ResponsiveColumns(items, screen.textScale())
        .fittingBadges(state, screen.ticker())
        .fitting(operation, words -> words)
        .fitting(lines, words -> words)
        .fitting(wayBack, words -> words)
        .flexible(path, 1, 170)
        .hideFirst(lines)
        .follow();
    model.result().items().subscribe(this::items);
    resultSteps.setAccessibleText(Texts.get("approval.result.steps"));
    model
        .run()
        .lines()
        .subscribe(
            steps -> {
              resultSteps.getItems().setAll(steps);
              Nodes.show(resultSteps, !steps.isEmpty());
            });
    HBox.setHgrow(items, Priority.ALWAYS);
    VBox.setVgrow(items, Priority.ALWAYS);
    Nodes.whenNarrow(result, screen.textScale(), this::arrange);
  }

  private void items(List<ResultItem> now) {
    items.getItems().setAll(now);
    Nodes.show(items, !now.isEmpty());
  }

  /** Files beside the steps, or above them. */
  private void arrange(boolean narrow) {
    parts.getChildren().clear();
    Pane both = narrow ? new VBox(GAP, items, resultSteps) : new HBox(GAP, resultSteps, items);
    parts.getChildren().setAll(both);
  }

  Node node() {
    return result;
  }
}
