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
import dev.reeve.console.fx.Questions;
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
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The Locks tab: joins {@code queue-locks.fxml} with {@link LocksViewModel}. */
public final class LocksView implements PaneView {
  private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");

  @FXML private FilterField filter;
  @FXML private HBox order;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private TableView<LockRow> table;
  @FXML private TableColumn<LockRow, Badge> state;
  @FXML private TableColumn<LockRow, String> lock;
  @FXML private TableColumn<LockRow, String> holder;
  @FXML private TableColumn<LockRow, String> purpose;
  @FXML private TableColumn<LockRow, @Nullable Instant> since;
  @FXML private TableColumn<LockRow, LockRow.Lease> left;
  @FXML private TableColumn<LockRow, Integer> waiting;
  @FXML private StackPane tableBox;
  @FXML private Drawer drawer;

  private final LocksViewModel model;
  private final ObservableBooleanValue drawerOpen;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public LocksView(LocksViewModel model, ObservableBooleanValue drawerOpen) {
    this.model = model;
    this.drawerOpen = drawerOpen;
  }

  @FXML
  void initialize() {
    Screen screen = model.list().screen();
    filter.bind(Texts.get("locks.filter.prompt"), model.list());
    problem.bind(model.list(), model::refresh);
    canonicalOrder();
    Cells.column(state, LockRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(lock, LockRow::name, Cells.path());
    Cells.column(holder, LockRow::holder, Cells.text());
    Cells.column(purpose, LockRow::purpose, Cells.text());
    Cells.column(since, LockRow::since, Cells.age(screen.ticker()));
    Cells.column(left, LockRow::lease, column -> new LeaseCell(screen.ticker()));
    Cells.column(waiting, LockRow::waiting, Cells.number(n -> Formats.count(n)));
    new ResponsiveColumns(table, screen.textScale())
        .flexible(lock, 4, 176)
        .flexible(holder, 3, 148)
        .flexible(purpose, 2, 90)
        .hideFirst(purpose, waiting, since, left)
        .follow();
    LiveTable.join(table, model.list(), pill);
    table.setPlaceholder(new Label(Texts.get("locks.empty.none")));

    CommandButtons buttons = new CommandButtons(screen.notices());
    Command release = model.release(question -> Questions.ask(table, question, model::release));
    drawer.bind(model.list(), Texts.get("locks.drawer.empty"));
    drawer.actions(buttons, release);
    buttons.keys(table, release);
    table.setContextMenu(new ContextMenu(buttons.item(release)));
    drawer.beside(tableBox, drawerOpen);
  }

  private void canonicalOrder() {
    for (String name : LocksViewModel.ORDER) {
      if (!order.getChildren().isEmpty()) {
        order.getChildren().add(new Label("\u2192"));
      }
      Label label = new Label(name);
      label.getStyleClass().add("lock-name");
      model.held(name).subscribe(held -> label.pseudoClassStateChanged(HELD, held));
      order.getChildren().add(label);
    }
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
