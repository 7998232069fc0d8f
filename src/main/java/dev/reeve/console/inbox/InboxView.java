package dev.reeve.console.inbox;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Cells;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.MenuPlace;
import dev.reeve.console.fx.Questions;
import dev.reeve.console.fx.ResponsiveColumns;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.TablePane;
import dev.reeve.console.fx.Texts;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Inbox pane: joins {@code inbox.fxml} with {@link InboxViewModel}. */
public final class InboxView extends TablePane<InboxRow> {
  @FXML private Label header;
  @FXML private Button act;
  @FXML private TableColumn<InboxRow, Badge> state;
  @FXML private TableColumn<InboxRow, String> what;
  @FXML private TableColumn<InboxRow, String> why;
  @FXML private TableColumn<InboxRow, @Nullable Instant> since;
  @FXML private TableColumn<InboxRow, @Nullable Instant> deadline;
  @FXML private TableColumn<InboxRow, String> owner;
  @FXML private TableColumn<InboxRow, String> verb;
  @FXML private VBox empty;
  @FXML private Label emptyText;
  @FXML private Button scan;
  @FXML private Hyperlink executions;

  private static final double ACROSS = 24;

  /** Together they leave no room while it is read for a column that goes then. */
  private static final double WHAT = 173;

  private static final double WHY = 266;
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private Button snooze;
  private final InboxViewModel model;
  private final Ways ways;

  /** Where one can go from an inbox in which nothing waits. */
  public interface Ways {
    /** Reads the documents for links that lead nowhere, and shows what is found. */
    void scan();

    /** Shows what was done since yesterday. */
    void executionsOfTheDay();

    /** Whether that is anything. */
    ObservableBooleanValue doneInADay();
  }

  /**
   * @param ways where one can go while nothing waits
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public InboxView(InboxViewModel model, ObservableBooleanValue drawerOpen, Ways ways) {
    super(model.list(), model::refresh, drawerOpen);
    this.model = model;
    this.ways = ways;
  }

  @FXML
  void initialize() {
    header.textProperty().bind(model.header());
    join(Texts.get("inbox.filter.prompt"), Texts.get("inbox.drawer.empty"), empty);
    ObservableValue<String> counted = model.counted();
    countSays(counted, counted);
    Command primary =
        model
            .commands()
            .act((question, yes) -> Questions.ask(table, question, nothing -> yes.run()));
    columns(primary);
    commands(primary);
    whileNothingWaits();
  }

  /** Then there is nothing to open, and the first thing to do is what makes a row. */
  private void whileNothingWaits() {
    emptyText.textProperty().bind(model.emptyText());
    there(act, model.nothingListed().not());
    there(scan, model.nothingWaits());
    there(executions, Bindings.and(model.nothingWaits(), ways.doneInADay()));
    Command scanning =
        Command.of(
            Texts.get("inbox.empty.scan"), "", new SimpleStringProperty(""), () -> ways.scan());
    buttons.join(scan, scanning);
    executions.setOnAction(event -> ways.executionsOfTheDay());
  }

  private static void there(Node part, ObservableBooleanValue is) {
    part.visibleProperty().bind(is);
    part.managedProperty().bind(part.visibleProperty());
  }

  private void commands(Command primary) {
    Command open = model.commands().open();
    Command acknowledge = model.commands().acknowledge();
    ContextMenu lengths =
        new ContextMenu(
            model.commands().snoozes().stream()
                .map(buttons::item)
                .toArray(javafx.scene.control.MenuItem[]::new));
    buttons.join(act, model.commands().actOnMostUrgent(primary));
    drawer.actions(buttons, open, acknowledge);
    snooze =
        drawer.action(
            buttons, model.commands().offerSnoozes(() -> MenuPlace.belowRight(lengths, snooze)));
    Command atRow = model.commands().offerSnoozes(() -> showAtRow(lengths));
    buttons.keys(table, open, primary, acknowledge, atRow);
    ContextMenu menu =
        new ContextMenu(buttons.item(open), buttons.item(primary), buttons.item(acknowledge));
    model.commands().snoozes().forEach(each -> menu.getItems().add(buttons.item(each)));
    table.setContextMenu(menu);
  }

  /** Below the row that it is about. */
  private void showAtRow(ContextMenu menu) {
    table.lookupAll(".table-row-cell").stream()
        .filter(row -> row.getPseudoClassStates().contains(SELECTED))
        .findFirst()
        .ifPresentOrElse(
            row -> MenuPlace.belowLeft(menu, row, ACROSS),
            () -> menu.show(table, Side.TOP, ACROSS, 2 * ACROSS));
  }

  private void columns(Command primary) {
    Screen screen = model.list().screen();
    Cells.column(state, InboxRow::badgeValue, Cells.badge(screen.ticker()));
    Cells.column(what, InboxRow::what, Cells.intent());
    Cells.column(since, InboxRow::since, Cells.age(screen.ticker()));
    Cells.column(
        deadline,
        InboxRow::deadline,
        Cells.countdown(screen.ticker(), Texts.get("inbox.deadline.over")));
    Cells.column(owner, InboxRow::owner, Cells.text());
    Cells.column(
        verb,
        InboxRow::verb,
        column ->
            new ActionCell(
                key -> {
                  model.select(key);
                  primary.run();
                }));
    ResponsiveColumns columns = new ResponsiveColumns(table, screen.textScale());
    Cells.column(
        why, InboxRow::why, WhyCell.kind(screen.ticker(), toldNowhere(since, columns)).sentence());
    columns
        .fittingBadges(state, screen.ticker())
        .roomFor(state, InboxWords.usual(), screen.ticker())
        .fittingButtons(verb, Texts.get("inbox.action.requeue"))
        .flexible(what, 2, WHAT, () -> columns.folds() ? WHAT : WHAT / 3)
        .flexible(why, 3, WHY, () -> columns.folds() ? WHY : WHY / 3) // whole below rather than cut
        .hideFirst(owner, deadline, since)
        .hideLast(why, verb)
        .follow();
  }

  /** Whether a column has no room, and no line below its row tells it, nor did a person hide it. */
  private static BooleanBinding toldNowhere(TableColumn<?, ?> column, ResponsiveColumns columns) {
    return Bindings.createBooleanBinding(
        () ->
            !column.isVisible()
                && !columns.folded().contains(column)
                && !columns.chosen().containsKey(column),
        column.visibleProperty(),
        columns.folded(),
        columns.chosen());
  }

  /** The row's own button: it selects the row and does what it says. */
  private static final class ActionCell extends TableCell<InboxRow, String> {
    private final Button button = new Button();

    ActionCell(Consumer<String> act) {
      getStyleClass().addAll("action-cell", "whole-height");
      button.getStyleClass().add("row-button");
      button.setFocusTraversable(false); // the row's key is Ctrl+Enter
      button.setMinWidth(Button.USE_PREF_SIZE);
      button.setOnAction(
          event -> {
            if (getTableRow() != null && getTableRow().getItem() instanceof InboxRow row) {
              act.accept(row.key());
            }
          });
    }

    @Override
    protected void updateItem(String text, boolean none) {
      super.updateItem(text, none);
      boolean nothing = none || text == null || text.isEmpty();
      button.setText(nothing ? "" : text);
      setGraphic(nothing ? null : button);
      setAccessibleText(nothing ? "" : text);
    }
  }
}
