package dev.reeve.console.queue;

import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FoldedDrawer;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.PaneHeader;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Spark;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** The Watcher tab: joins {@code queue-watcher.fxml} with {@link WatcherViewModel}. */
public final class WatcherView extends TablePane<RootRow> {
  @FXML private Label overflow;
  @FXML private PaneHeader folded;
  @FXML private TableColumn<RootRow, Badge> state;
  @FXML private TableColumn<RootRow, String> folder;
  @FXML private TableColumn<RootRow, Long> files;
  @FXML private TableColumn<RootRow, Spark> events;
  @FXML private TableColumn<RootRow, Long> settling;
  @FXML private TableColumn<RootRow, RootRow.Suppressed> suppressed;
  @FXML private TableColumn<RootRow, @Nullable Instant> lastEvent;
  @FXML private TableColumn<RootRow, String> error;

  private final WatcherViewModel model;
  private FoldedDrawer whileFolded; // kept here, for bindings are held weakly

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public WatcherView(WatcherViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    Screen screen = model.list().screen();
    join(Texts.get("watcher.filter.prompt"), Texts.get("watcher.drawer.empty"), model.emptyText());
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
        .fittingBadges(state, screen.ticker())
        .roomFor(state, RootRow.usual(), screen.ticker())
        .flexible(folder, 3, 140, this::leastFolder)
        .flexible(error, 3, 90)
        .hideFirst(suppressed, settling)
        .hideLast(error, files, events)
        .follow();

    Command pause = model.pause();
    Command resume = model.resume();
    Command rescan = model.rescan();
    Command ignored = model.showIgnored(() -> drawer.openPage(1));
    offerInTable(pause, resume, rescan, ignored);
    drawer.actions(buttons, pause);
    Button resumed = drawer.action(buttons, resume);
    drawer.actions(buttons, rescan, ignored);
    ObservableValue<Boolean> goesOn = model.list().anyChosen(any -> true);
    ObservableValue<@Nullable Button> onward =
        Bindings.createObjectBinding(() -> resume.enabled() ? resumed : null, resume.whyNot());
    whileFolded = new FoldedDrawer(folded, drawer, table, model.list(), goesOn, onward);
  }

  /** Has the chosen folder watched again; null while nobody has paused it. */
  ObservableValue<@Nullable Button> onward() {
    return whileFolded.onShow();
  }

  /** While nothing is wrong, names are not cut for errors, which would have a line of their own. */
  private double leastFolder() {
    boolean wrong = table.getItems().stream().anyMatch(row -> !row.error().getValue().isEmpty());
    return wrong || model.list().screen().textScale().get() < Appearance.LARGE ? 84 : 140;
  }
}
