package dev.reeve.console.fx;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A pane, or a tab of one, that shows one {@link LiveList}: filter and pill, the strip of a
 * problem, the table, and the drawer beside it. Its FXML gives these the ids of the fields here;
 * the view that extends it says what is in the columns, and calls {@link #join}, then {@link
 * #offer}. Screen thread.
 *
 * @param <R> row
 */
public abstract class TablePane<R extends SnapshotRow<?>> implements PaneView {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  @FXML private @Nullable PaneHeader paneHeader;
  @FXML private FilterField filter;
  @FXML private Button pill;
  @FXML private ProblemStrip problem;
  @FXML private StackPane tableBox;
  @FXML protected TableView<R> table;
  @FXML protected Drawer drawer;

  /** Joins the commands of this pane. */
  protected final CommandButtons buttons;

  private final LiveList<?, R> list;
  private boolean enterTaken;
  private final Runnable refresh;
  private final ObservableBooleanValue drawerOpen;

  /**
   * @param refresh reads the list anew
   */
  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  protected TablePane(LiveList<?, R> list, Runnable refresh, ObservableBooleanValue drawerOpen) {
    this.list = list;
    this.refresh = refresh;
    this.drawerOpen = drawerOpen;
    this.buttons = new CommandButtons(list.screen().notices());
  }

  /**
   * Joins everything with the list.
   *
   * @param filterPrompt what the empty filter says
   * @param nothingSelected what the drawer says while nothing is selected
   * @param noRows what stands in place of rows while there are none
   */
  protected final void join(
      String filterPrompt, String nothingSelected, ObservableValue<String> noRows) {
    Label words = new Label();
    words.setWrapText(true);
    words.textProperty().bind(noRows);
    join(filterPrompt, nothingSelected, words);
  }

  /** The same, where more than words stands in place of rows. */
  protected final void join(String filterPrompt, String nothingSelected, Node noRows) {
    filter.bind(filterPrompt, list, table);
    problem.bind(list, refresh);
    LiveTable.join(table, list, pill);
    table.setPlaceholder(noRows(table, list, noRows));
    list.reading().staleSinceProperty().subscribe(this::showAge);
    drawer.bind(list, nothingSelected);
    drawer.beside(tableBox, table, drawerOpen);
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::enter);
  }

  /** Where the drawer has no room beside the table, Enter opens what is chosen in it. */
  private void enter(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER
        && !event.isShortcutDown()
        && !enterTaken
        && list.selected().size() == 1
        && drawer.ask()) {
      event.consume();
    }
  }

  /**
   * Puts figures beside the filter, where the FXML has that in a {@link PaneHeader} with the id of
   * the field. They leave the place where they were.
   */
  public final void besideFilter(Node figures) {
    Objects.requireNonNull(paneHeader).getChildren().add(figures);
  }

  /** Has the count say more than {@link LiveList#nOfM} where that leaves room, and pointed at. */
  protected final void countSays(ObservableValue<String> words, ObservableValue<String> pointedAt) {
    filter.countSays(words, list.nOfM(), pointedAt);
  }

  /** What stands in place of the rows of a table while there are none. */
  public static Node noRows(TableView<?> table, LiveList<?, ?> list, Node whenEmpty) {
    return noRows(table, list, whenEmpty, new Button());
  }

  /**
   * The same with a button of the pane's own that clears the filter: it is visible while that would
   * bring rows.
   */
  public static Node noRows(TableView<?> table, LiveList<?, ?> list, Node whenEmpty, Button clear) {
    clear.setText(Texts.get("console.filter.clear"));
    clear.setId(table.getId() + "-clear-filter");
    clear.setMinWidth(Region.USE_PREF_SIZE);
    clear
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !list.filterProperty().get().isEmpty() && list.rows().within() > 0,
                list.filterProperty(),
                list.nOfM()));
    clear.managedProperty().bind(clear.visibleProperty());
    clear.setOnAction(
        event -> {
          table.requestFocus(); // the button goes with the filter
          list.filterProperty().set("");
        });
    VBox words = new VBox(whenEmpty, clear);
    words.getStyleClass().add("nothing-here");
    words.setAlignment(Pos.CENTER);
    return new NoRows(table, list.reading(), words);
  }

  /** Rows that could not be read anew stay, but look old. */
  private void showAge(@Nullable Instant staleSince) {
    table.pseudoClassStateChanged(STALE, staleSince != null);
    table.setAccessibleHelp(
        staleSince == null
            ? null
            : Texts.get("console.table.stale-told", Formats.clock(staleSince)));
  }

  /** The same for one, whose button in the drawer is told. */
  protected final Button offerOne(Command command) {
    offerInTable(command);
    return drawer.action(buttons, command);
  }

  /** Offers commands in the drawer, and as {@link #offerInTable} does. */
  protected final void offer(Command... commands) {
    drawer.actions(buttons, commands);
    offerInTable(commands);
  }

  /** Offers commands by their keys and in the menu of the table. */
  protected final void offerInTable(Command... commands) {
    enterTaken |= Stream.of(commands).anyMatch(each -> each.key().equals("Enter"));
    buttons.keys(table, commands);
    table.setContextMenu(
        new ContextMenu(Stream.of(commands).map(buttons::item).toArray(MenuItem[]::new)));
  }

  @Override
  public final Node filter() {
    return filter.field();
  }

  @Override
  public final Node table() {
    return table;
  }

  @Override
  public final Drawer drawer() {
    return drawer;
  }
}
