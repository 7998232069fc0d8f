package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.CommandButtons;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.FilterField;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.console.fx.PaneView;
import dev.reeve.console.fx.ProblemStrip;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The Backups tab: joins {@code registry-backups.fxml} with {@link RegistryViewModel}. */
public final class BackupsView implements PaneView {
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<BackupRow> table;
  @FXML private TableColumn<BackupRow, @Nullable Instant> time;
  @FXML private TableColumn<BackupRow, Badge> state;
  @FXML private TableColumn<BackupRow, String> name;
  @FXML private TableColumn<BackupRow, Long> records;
  @FXML private TableColumn<BackupRow, @Nullable Long> size;
  @FXML private TableColumn<BackupRow, @Nullable String> hash;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private final RegistryViewModel model;
  private final ObservableBooleanValue drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public BackupsView(RegistryViewModel model, ObservableBooleanValue drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    Screen screen = model.backups().screen();
    filter.bind(Texts.get("registry.backups.prompt"), model.backups());
    problem.bind(model.backups(), model::refresh);
    Cells.column(time, BackupRow::time, Cells.stamp(screen.ticker()));
    Cells.column(state, BackupRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(name, BackupRow::name, Cells.path());
    Cells.column(records, BackupRow::records, Cells.number(Formats::count));
    Cells.column(size, BackupRow::size, Cells.size());
    Cells.column(hash, BackupRow::hash, Cells.hash());
    new ResponsiveColumns(table, screen.textScale())
        .flexible(name, 4, 200)
        .hideFirst(hash, size, records)
        .follow();
    LiveTable.join(table, model.backups(), pill);
    LiveTable.whenEmpty(table, model.noBackupsText());
    drawer.bind(model.backups(), Texts.get("registry.backups.drawer"));
    CommandButtons buttons = new CommandButtons(screen.notices());
    Command restore = model.restoration().command(new Asking(table));
    drawer.actions(buttons, restore);
    table.setContextMenu(new ContextMenu(buttons.item(restore)));
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
