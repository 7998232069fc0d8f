package dev.reeve.console.registry;

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
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The Records tab: joins {@code registry-records.fxml} with {@link RegistryViewModel}. */
public final class RecordsView implements PaneView {
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<RegistryRow> table;
  @FXML private TableColumn<RegistryRow, String> document;
  @FXML private TableColumn<RegistryRow, String> path;
  @FXML private TableColumn<RegistryRow, Badge> state;
  @FXML private TableColumn<RegistryRow, @Nullable String> hash;
  @FXML private TableColumn<RegistryRow, @Nullable Instant> updated;
  @FXML private TableColumn<RegistryRow, String> writer;
  @FXML private TableColumn<RegistryRow, String> lock;
  @FXML private TableColumn<RegistryRow, Long> references;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final RegistryViewModel model;
  private final ObservableBooleanValue drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public RecordsView(RegistryViewModel model, ObservableBooleanValue drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    Screen screen = model.records().screen();
    filter.bind(Texts.get("registry.filter.prompt"), model.records());
    problem.bind(model.records(), model::refresh);
    Cells.column(document, RegistryRow::id, Cells.id());
    Cells.column(path, RegistryRow::path, Cells.path());
    Cells.column(state, RegistryRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(hash, RegistryRow::hash, Cells.hash());
    Cells.column(updated, RegistryRow::updated, Cells.stamp(screen.ticker()));
    Cells.column(writer, RegistryRow::writer, Cells.text());
    Cells.column(lock, RegistryRow::lock, Cells.text());
    Cells.column(references, RegistryRow::references, Cells.number(Formats::count));
    new ResponsiveColumns(table, screen.textScale())
        .flexible(path, 4, 200)
        .hideFirst(lock, references, writer, hash, updated)
        .follow();
    LiveTable.join(table, model.records(), pill);
    model.staleText().subscribe(text -> table.pseudoClassStateChanged(STALE, !text.isEmpty()));
    LiveTable.whenEmpty(table, model.emptyText());

    CommandButtons buttons = new CommandButtons(screen.notices());
    Command copy = model.copyId(Copying::text);
    drawer.bind(model.records(), Texts.get("registry.drawer.empty"));
    drawer.actions(buttons, copy);
    buttons.keys(table, copy);
    table.setContextMenu(new ContextMenu(buttons.item(copy)));
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
