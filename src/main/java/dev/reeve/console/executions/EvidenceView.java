package dev.reeve.console.executions;

import dev.reeve.console.executions.ComparedWords.Pair;
import dev.reeve.console.executions.ComparedWords.Side;
import dev.reeve.console.executions.EvidenceViewModel.Mode;
import dev.reeve.console.executions.EvidenceWords.FileSides;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.Nodes;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.fx.WorkspaceMark;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** What needs more room than the drawer: joins {@code evidence.fxml} with its model. */
public final class EvidenceView {
  @FXML private VBox root;
  @FXML private Label title;
  @FXML private WorkspaceMark workspace;
  @FXML private Label text;
  @FXML private ProblemStrip problem;
  @FXML private VBox sides;
  @FXML private ComboBox<FileSides> files;
  @FXML private TableView<SideBySide.Row> sideTable;
  @FXML private TableColumn<SideBySide.Row, SideBySide.Row> leftNumber;
  @FXML private TableColumn<SideBySide.Row, SideBySide.Row> left;
  @FXML private TableColumn<SideBySide.Row, SideBySide.Row> rightNumber;
  @FXML private TableColumn<SideBySide.Row, SideBySide.Row> right;
  @FXML private VBox logs;
  @FXML private TextField query;
  @FXML private Button previous;
  @FXML private Button next;
  @FXML private Label found;
  @FXML private CheckBox problems;
  @FXML private CheckBox wrap;
  @FXML private CheckBox whole;
  @FXML private CheckBox follow;
  @FXML private Button copy;
  @FXML private ListView<LogLine> lines;
  @FXML private VBox comparison;
  @FXML private TableView<Pair> pairs;
  @FXML private TableColumn<Pair, String> what;
  @FXML private TableColumn<Pair, Side> one;
  @FXML private TableColumn<Pair, Side> two;
  @FXML private TableColumn<Pair, String> mark;
  @FXML private Button close;

  private final EvidenceViewModel model;
  private final WorkspaceMark.Of setting;
  private final ObservableValue<List<Pair>> compared;
  private final ObservableValue<List<String>> heads;

  /**
   * @param setting where it was done: the dialog lies over the bar that says so
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public EvidenceView(EvidenceViewModel model, WorkspaceMark.Of setting) {
    this.model = model;
    this.setting = setting;
    this.compared = model.pairs();
    this.heads = model.pairHeads();
  }

  @FXML
  void initialize() {
    model.screen().keymap().rule(root);
    problem.bind(model.problemProperty(), model.screen().ticker());
    title.textProperty().bind(model.titleProperty());
    workspace.tell(setting);
    sides();
    logs();
    comparison();
    model.modeProperty().subscribe(this::show);
    close.setOnAction(event -> model.close());
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            model.close();
            event.consume();
          }
        });
  }

  private void show(Mode mode) {
    Nodes.show(sides, mode == Mode.SIDES);
    Nodes.show(logs, mode == Mode.LOGS);
    Nodes.show(comparison, mode == Mode.COMPARISON);
    text.textProperty().unbind();
    switch (mode) {
      case SIDES -> text.setText(Texts.get("executions.sides.text"));
      case LOGS -> text.setText(Texts.get("executions.log.text"));
      case COMPARISON -> text.textProperty().bind(model.comparisonText());
    }
  }

  /** Where the keys are when it opens. */
  public Node first() {
    return switch (model.modeProperty().get()) {
      case SIDES -> sideTable;
      case LOGS -> query;
      case COMPARISON -> pairs;
    };
  }

  private void sides() {
    files.setItems(model.files());
    files.setAccessibleText(Texts.get("executions.sides.file"));
    model
        .files()
        .addListener(
            (ListChangeListener<FileSides>) change -> files.getSelectionModel().selectFirst());
    files
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (observable, was, is) ->
                sideTable.getItems().setAll(is == null ? List.<SideBySide.Row>of() : is.rows()));
    Label nothing = new Label();
    nothing.setWrapText(true);
    nothing
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  FileSides chosen = files.getSelectionModel().getSelectedItem();
                  return chosen == null ? model.noSides().get() : chosen.nothing();
                },
                model.noSides(),
                files.getSelectionModel().selectedItemProperty()));
    sideTable.setPlaceholder(nothing);
    side(leftNumber, true, true);
    side(left, true, false);
    side(rightNumber, false, true);
    side(right, false, false);
    new ResponsiveColumns(sideTable, model.screen().textScale())
        .flexible(left, 1, 160)
        .flexible(right, 1, 160)
        .follow();
  }

  private static void side(
      TableColumn<SideBySide.Row, SideBySide.Row> column, boolean before, boolean number) {
    column.setSortable(false);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setCellFactory(each -> new SideCell(before, number));
  }

  private void logs() {
    CommandButtons commands = new CommandButtons(model.screen().notices());
    Command forward = model.next();
    Command backward = model.previous();
    commands.join(next, forward);
    commands.join(previous, backward);
    commands.join(copy, model.copy(Copying::text));
    commands.keys(lines, forward, backward);
    query.textProperty().bindBidirectional(model.queryProperty());
    query.setOnAction(event -> forward.run());
    problems.selectedProperty().bindBidirectional(model.problemsOnlyProperty());
    wrap.selectedProperty().bindBidirectional(model.wrapProperty());
    whole.selectedProperty().bindBidirectional(model.wholeProperty());
    follow.selectedProperty().bindBidirectional(model.followProperty());
    found.textProperty().bind(model.foundText());
    lines.setItems(model.lines());
    lines.setPlaceholder(new Label(Texts.get("executions.log.empty")));
    lines.setCellFactory(view -> new LogCell(model));
    model.wrapProperty().addListener((observable, was, is) -> lines.refresh());
    model.wholeProperty().addListener((observable, was, is) -> lines.refresh());
    model
        .foundProperty()
        .addListener(
            (observable, was, is) -> {
              lines.refresh();
              if (is.intValue() >= 0) {
                lines.scrollTo(is.intValue());
              }
            });
    model
        .lines()
        .addListener(
            (ListChangeListener<LogLine>)
                change -> {
                  if (model.followProperty().get() && !model.lines().isEmpty()) {
                    lines.scrollTo(model.lines().size() - 1);
                  }
                });
  }

  private void comparison() {
    pair(what, Pair::what);
    pair(one, Pair::left);
    pair(two, Pair::right);
    pair(mark, Pair::mark);
    what.setCellFactory(Cells.path());
    one.setCellFactory(column -> new ComparedCell(model.screen().ticker()));
    two.setCellFactory(column -> new ComparedCell(model.screen().ticker()));
    compared.subscribe(all -> pairs.setItems(FXCollections.observableArrayList(all)));
    heads.subscribe(
        ids -> {
          one.setText(ids.get(0));
          two.setText(ids.get(1));
        });
    new ResponsiveColumns(pairs, model.screen().textScale())
        .flexible(what, 2, 120)
        .flexible(one, 2, 160)
        .flexible(two, 2, 160)
        .follow();
  }

  private static <T> void pair(TableColumn<Pair, T> column, Function<Pair, T> words) {
    column.setSortable(false);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(words.apply(data.getValue())));
  }
}
