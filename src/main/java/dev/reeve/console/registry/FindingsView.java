package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.FilterField;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;

/** The Validation tab: joins {@code registry-findings.fxml} with {@link RegistryViewModel}. */
public final class FindingsView implements PaneView {
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<FindingRow> table;
  @FXML private TableColumn<FindingRow, Badge> state;
  @FXML private TableColumn<FindingRow, String> code;
  @FXML private TableColumn<FindingRow, String> contract;
  @FXML private TableColumn<FindingRow, String> record;
  @FXML private TableColumn<FindingRow, String> column;
  @FXML private TableColumn<FindingRow, String> message;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private final RegistryViewModel model;
  private final ObservableBooleanValue drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public FindingsView(RegistryViewModel model, ObservableBooleanValue drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    Screen screen = model.findings().screen();
    filter.bind(Texts.get("registry.findings.prompt"), model.findings());
    problem.bind(model.findings(), model::refresh);
    Cells.column(state, FindingRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(code, FindingRow::code, Cells.text());
    Cells.column(contract, FindingRow::contract, Cells.text());
    Cells.column(record, FindingRow::record, Cells.path());
    Cells.column(column, FindingRow::column, Cells.text());
    Cells.column(message, FindingRow::message, Cells.text());
    new ResponsiveColumns(table, screen.textScale())
        .flexible(message, 4, 200)
        .hideFirst(contract, column, record, code)
        .follow();
    LiveTable.join(table, model.findings(), pill);
    LiveTable.whenEmpty(table, model.noFindingsText());
    drawer.bind(model.findings(), Texts.get("registry.findings.drawer"));
    drawer.beside(tableBox, drawerOpen);
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
