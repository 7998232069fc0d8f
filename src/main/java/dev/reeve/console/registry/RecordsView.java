package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.SystemFiles;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The Records tab: joins {@code registry-records.fxml} with {@link RegistryViewModel}. */
public final class RecordsView extends TablePane<RegistryRow> {
  @FXML private TableColumn<RegistryRow, String> document;
  @FXML private TableColumn<RegistryRow, String> path;
  @FXML private TableColumn<RegistryRow, Badge> state;
  @FXML private TableColumn<RegistryRow, @Nullable String> hash;
  @FXML private TableColumn<RegistryRow, @Nullable Instant> updated;
  @FXML private TableColumn<RegistryRow, String> writer;
  @FXML private TableColumn<RegistryRow, String> lock;
  @FXML private TableColumn<RegistryRow, Long> references;

  private final RegistryViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public RecordsView(RegistryViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.records().list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    Screen screen = model.records().list().screen();
    join(
        Texts.get("registry.filter.prompt"),
        Texts.get("registry.drawer.empty"),
        model.records().emptyText());
    Cells.column(document, RegistryRow::id, Cells.id());
    Cells.column(path, RegistryRow::path, Cells.path());
    Cells.column(state, RegistryRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(hash, RegistryRow::hash, Cells.hash());
    Cells.column(updated, RegistryRow::updated, Cells.stamp(screen.ticker()));
    Cells.column(writer, RegistryRow::writer, Cells.text());
    Cells.column(lock, RegistryRow::lock, Cells.text());
    Cells.column(references, RegistryRow::references, Cells.number(Formats::count));
    new ResponsiveColumns(table, screen.textScale())
        .times(updated, screen.ticker())
        .flexible(path, 4, 200)
        .hideFirst(lock, references, writer, hash, updated)
        .follow();
    Command anotherId = model.records().anotherId();
    Command copyId = model.records().copyId(Copying::text);
    Command open = model.records().files().open(SystemFiles::open);
    Command reveal = model.records().files().showInFolder(SystemFiles::reveal);
    drawer.rareActions(buttons, anotherId);
    drawer.actions(buttons, copyId);
    drawer.further(buttons, open, reveal);
    offerInTable(anotherId, copyId, open, reveal);
  }
}
