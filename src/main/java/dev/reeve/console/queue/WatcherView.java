package dev.reeve.console.queue;

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
import dev.reeve.console.fx.Spark;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.stream.Stream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The Watcher tab: joins {@code queue-watcher.fxml} with {@link WatcherViewModel}. */
public final class WatcherView implements PaneView {
  @FXML private FilterField filter;
  @FXML private Label overflow;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<RootRow> table;
  @FXML private TableColumn<RootRow, Badge> state;
  @FXML private TableColumn<RootRow, String> folder;
  @FXML private TableColumn<RootRow, Long> files;
  @FXML private TableColumn<RootRow, Spark> events;
  @FXML private TableColumn<RootRow, Long> settling;
  @FXML private TableColumn<RootRow, RootRow.Suppressed> suppressed;
  @FXML private TableColumn<RootRow, @Nullable Instant> lastEvent;
  @FXML private TableColumn<RootRow, String> error;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private final WatcherViewModel model;
  private final ObservableBooleanValue drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public WatcherView(WatcherViewModel model, ObservableBooleanValue drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    Screen screen = model.list().screen();
    filter.bind(Texts.get("watcher.filter.prompt"), model.list());
    problem.bind(model.list(), model::refresh);
    overflow.textProperty().bind(model.overflow());
    Cells.column(state, RootRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(folder, RootRow::folder, Cells.path());
    Cells.column(files, RootRow::files, Cells.number(Formats::count));
    Cells.column(events, RootRow::events, Cells.spark());
    Cells.column(settling, RootRow::settling, Cells.number(Formats::count));
    Cells.column(
        suppressed, RootRow::suppressed, Cells.ticking(screen.ticker(), RootRow.Suppressed::text));
    Cells.column(lastEvent, RootRow::lastEvent, Cells.age(screen.ticker()));
    Cells.column(error, RootRow::error, Cells.text());
    new ResponsiveColumns(table, screen.textScale())
        .flexible(folder, 3, 140)
        .flexible(error, 3, 90)
        .hideFirst(suppressed, settling, files, events, error)
        .follow();
    LiveTable.join(table, model.list(), pill);
    table.setPlaceholder(new Label(Texts.get("watcher.empty.none")));

    CommandButtons buttons = new CommandButtons(screen.notices());
    Command pause = model.pause();
    Command resume = model.resume();
    Command rescan = model.rescan();
    drawer.bind(model.list(), Texts.get("watcher.drawer.empty"));
    Command ignored = model.showIgnored(() -> drawer.openPage(1));
    Command[] all = {pause, resume, rescan, ignored};
    drawer.actions(buttons, all);
    buttons.keys(table, all);
    table.setContextMenu(
        new ContextMenu(Stream.of(all).map(buttons::item).toArray(MenuItem[]::new)));
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
