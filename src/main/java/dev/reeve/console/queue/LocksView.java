package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.BadgeLabel;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.FoldedDrawer;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.PaneHeader;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The Locks tab: joins {@code queue-locks.fxml} with {@link LocksViewModel}. */
public final class LocksView extends TablePane<LockRow> {
  @FXML private HBox order;
  @FXML private PaneHeader folded;
  @FXML private TableColumn<LockRow, Badge> state;
  @FXML private TableColumn<LockRow, String> lock;
  @FXML private TableColumn<LockRow, String> holder;
  @FXML private TableColumn<LockRow, String> process;
  @FXML private TableColumn<LockRow, String> purpose;
  @FXML private TableColumn<LockRow, @Nullable Instant> since;
  @FXML private TableColumn<LockRow, LockRow.Lease> left;
  @FXML private TableColumn<LockRow, Integer> waiting;

  private final LocksViewModel model;
  private FoldedDrawer whileFolded; // kept here, for bindings are held weakly
  private final List<ObservableValue<Badge>> inOrder = new ArrayList<>(); // these, too

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public LocksView(LocksViewModel model, ObservableBooleanValue drawerOpen) {
    super(model.list(), model::refresh, drawerOpen);
    this.model = model;
  }

  @FXML
  void initialize() {
    Screen screen = model.list().screen();
    join(Texts.get("locks.filter.prompt"), Texts.get("locks.drawer.empty"), model.emptyText());
    canonicalOrder();
    Cells.column(state, LockRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(lock, LockRow::name, Cells.path());
    Cells.column(holder, LockRow::holder, Cells.text());
    Cells.column(process, LockRow::process, Cells.path());
    Cells.column(purpose, LockRow::purpose, Cells.text());
    Cells.column(since, LockRow::since, Cells.age(screen.ticker()));
    Cells.column(left, LockRow::lease, LeaseCell.kind(screen.ticker()));
    Cells.column(waiting, LockRow::waiting, Cells.number(n -> Formats.count(n)));
    new ResponsiveColumns(table, screen.textScale())
        .flexible(lock, 2, 184, () -> 120)
        .flexible(holder, 4, 214, () -> 140)
        .flexible(process, 1, 134)
        .flexible(purpose, 2, 90)
        .hideFirst(purpose, process, waiting, since)
        .hideLast(left)
        .follow();
    Command command = model.release(question -> Questions.ask(table, question, model::release));
    Button release = offerOne(command);
    ObservableValue<@Nullable Button> onward =
        Bindings.createObjectBinding(() -> command.enabled() ? release : null, command.whyNot());
    ObservableValue<Boolean> goesOn = model.list().anyChosen(any -> true);
    whileFolded = new FoldedDrawer(folded, drawer, table, model.list(), goesOn, onward);
  }

  /** Releases the chosen lock; null where it cannot be released. */
  ObservableValue<@Nullable Button> onward() {
    return whileFolded.onShow();
  }

  private void canonicalOrder() {
    for (String name : LocksViewModel.ORDER) {
      if (!order.getChildren().isEmpty()) {
        order.getChildren().add(new Label("\u2192"));
      }
      BadgeLabel lock = new BadgeLabel(model.list().screen().ticker());
      ObservableValue<Badge> stands = model.inOrder(name);
      inOrder.add(stands);
      stands.subscribe(lock::show);
      lock.setMinWidth(Region.USE_PREF_SIZE);
      order.getChildren().add(lock);
    }
  }
}
