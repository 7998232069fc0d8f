package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;

/** The Validation tab: joins {@code registry-findings.fxml} with {@link RegistryViewModel}. */
public final class FindingsView extends TablePane<FindingRow> {
  @FXML private TableColumn<FindingRow, Badge> state;
  @FXML private TableColumn<FindingRow, String> code;
  @FXML private TableColumn<FindingRow, String> contract;
  @FXML private TableColumn<FindingRow, String> record;
  @FXML private TableColumn<FindingRow, Long> records;
  @FXML private TableColumn<FindingRow, String> column;
  @FXML private TableColumn<FindingRow, String> message;

  private final RegistryViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public FindingsView(RegistryViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.findings().list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    Screen screen = model.findings().list().screen();
    join(
        Texts.get("registry.findings.prompt"),
        Texts.get("registry.findings.drawer"),
        model.findings().emptyText());
    Cells.column(state, FindingRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(code, FindingRow::code, Cells.text());
    Cells.column(contract, FindingRow::contract, Cells.text());
    Cells.column(record, FindingRow::place, Cells.path());
    Cells.column(records, FindingRow::records, Cells.number(Formats::count));
    Cells.column(column, FindingRow::column, Cells.text());
    Cells.column(message, FindingRow::message, Cells.text());
    new ResponsiveColumns(table, screen.textScale())
        .flexible(record, 3, 160)
        .flexible(message, 4, 260)
        .hideFirst(contract, column, code)
        .follow();
  }
}
