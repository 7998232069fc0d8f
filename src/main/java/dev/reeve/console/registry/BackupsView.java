package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The Backups tab: joins {@code registry-backups.fxml} with {@link RegistryViewModel}. */
public final class BackupsView extends TablePane<BackupRow> {
  @FXML private TableColumn<BackupRow, @Nullable Instant> time;
  @FXML private TableColumn<BackupRow, Badge> state;
  @FXML private TableColumn<BackupRow, String> before;
  @FXML private TableColumn<BackupRow, Long> records;
  @FXML private TableColumn<BackupRow, @Nullable Long> size;
  @FXML private TableColumn<BackupRow, @Nullable String> hash;

  private static final double LEAST = 200;

  /** What it was kept before is whole rather than beside figures that a line below can tell. */
  private static final double WHOLE = 340;

  private final RegistryViewModel model;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public BackupsView(RegistryViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.backups().list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    Screen screen = model.backups().list().screen();
    join(
        Texts.get("registry.backups.prompt"),
        Texts.get("registry.backups.drawer"),
        model.backups().emptyText());
    Cells.column(time, BackupRow::time, Cells.stamp(screen.ticker()));
    Cells.column(state, BackupRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(before, BackupRow::before, Cells.intent());
    Cells.column(records, BackupRow::records, Cells.number(Formats::count));
    Cells.column(size, BackupRow::size, Cells.size());
    Cells.column(hash, BackupRow::hash, Cells.hash());
    ResponsiveColumns columns = new ResponsiveColumns(table, screen.textScale());
    columns
        .times(time, screen.ticker())
        .flexible(before, 4, LEAST, () -> columns.folds() ? WHOLE : LEAST)
        .hideFirst(hash)
        .hideLast(records, size)
        .follow();
    offer(model.backups().restoration().command(new Asking(table)));
  }
}
