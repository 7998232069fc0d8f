package dev.reeve.console.fx;

import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The drawer of a pane: what and state; why it is so and what comes next; facts; history; related;
 * its actions; and further pages where the thing has long evidence. Screen thread.
 */
public final class Drawer extends VBox {
  @FXML private HBox backBar;
  @FXML private HBox aboveState;
  @FXML private Hyperlink back;
  @FXML private Label above;
  @FXML private Label empty;
  @FXML private ScrollPane scroll;
  @FXML private VBox body;
  @FXML private Label title;
  @FXML private FlowPane badges;
  @FXML private Label why;
  @FXML private FlowPane actions;
  @FXML private FlowPane pageBar;
  @FXML private ScrollPane summary;
  @FXML private GridPane facts;
  @FXML private Label historyTitle;
  @FXML private VBox history;
  @FXML private Label relatedTitle;
  @FXML private VBox related;
  @FXML private ListView<DrawerContent.Line> lines;
  @FXML private LineStack stack;
  private static final double LOW = 380;
  private static final double LEAST = 78;

  /** So much of a page below its tabs is enough to see what it is. */
  private static final double BEGINNING = 48;

  private static final int BEFORE_PAGES = 3;

  private final BooleanProperty asked = new SimpleBooleanProperty();
  private final DrawerPages pages;
  private final BooleanProperty low = new SimpleBooleanProperty();
  private final BesideTabs whyAbove;
  private @Nullable DrawerPlace place;
  private @Nullable Ticker ticker;
  private final DoubleProperty textScale = new SimpleDoubleProperty(1);

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public Drawer() {
    ViewLoader.loadInto(this, "drawer.fxml");
    DrawerLines pageLines = new DrawerLines(lines, stack);
    pages = new DrawerPages(pageBar, summary, pageLines, this::reveal);
    WholeLines.in(scroll);
    WholeLines.in(summary);
    ShortPath named = ShortPath.in(above);
    title.textProperty().subscribe(named::show);
    above.visibleProperty().bind(scroll.vvalueProperty().greaterThan(0)); // else it stands below
    aboveState.visibleProperty().bind(above.visibleProperty());
    whyAbove =
        new BesideTabs(pageBar, why.textProperty(), above.visibleProperty().and(low), textScale);
    heightProperty().subscribe(this::oneScrollBar);
    textScale.subscribe(this::oneScrollBar);
    low.addListener((observable, was, is) -> pageLines.low(is));
    low.addListener((observable, was, is) -> placeActions(is));
  }

  /** Where the drawer scrolls as a whole its buttons stay, below all that scrolls. */
  private void placeActions(boolean below) {
    if (below) {
      getChildren().add(actions);
    } else {
      body.getChildren().add(BEFORE_PAGES, actions);
    }
  }

  /** Where there is little height the drawer scrolls as a whole, else its open page alone. */
  private void oneScrollBar() {
    low.set(getHeight() < LOW * textScale.get());
    summary.setVbarPolicy(low.get() ? ScrollBarPolicy.NEVER : ScrollBarPolicy.AS_NEEDED);
    summary.setMinHeight(low.get() ? USE_PREF_SIZE : LEAST * textScale.get());
  }

  /** Brings the tabs to the upper end where else hardly anything of the page would be seen. */
  private void reveal() {
    if (low.get() && getScene() != null) {
      AfterLayout.once(
          getScene(),
          () -> {
            double seen = scroll.getViewportBounds().getHeight();
            double over = body.getHeight() - seen;
            Bounds tabs = pageBar.getBoundsInParent();
            boolean begins = tabs.getMaxY() + BEGINNING * textScale.get() <= seen;
            scroll.setVvalue(over <= 0 || begins ? 0 : Math.min(1, tabs.getMinY() / over));
          });
      requestLayout();
    }
  }

  /** Joins it with the selected row of a list. */
  public void bind(LiveList<?, ?> list, String nothingSelected) {
    ticker = list.screen().ticker();
    textScale.bind(list.screen().textScale());
    empty.textProperty().bind(list.undrawn().map(why -> why.isEmpty() ? nothingSelected : why));
    why.textProperty().bind(list.why());
    back.setOnAction(event -> asked.set(false));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && backBar.isVisible()) {
            back.fire();
            event.consume();
          }
        });
    list.drawer().addListener((observable, was, is) -> show(is));
    show(list.drawer().getValue());
  }

  /**
   * Shows it beside the table while it is open. Where the two do not fit side by side, it takes the
   * table's place when it is asked for.
   *
   * @param tableBox what gives way
   */
  public void beside(Node tableBox, Node table, ObservableBooleanValue open) {
    DrawerPlace where = new DrawerPlace(this, body.visibleProperty(), open, asked, textScale);
    this.place = where;
    backBar.visibleProperty().bind(where.covers());
    backBar.managedProperty().bind(where.covers());
    where.insteadOf(tableBox, table, back);
    where.covers().subscribe(now -> scroll.setVvalue(0));
  }

  /**
   * Asks for it in the table's place.
   *
   * @return false where the two fit side by side, without effect
   */
  public boolean ask() {
    if (isInstead()) {
      asked.set(true);
    }
    return isInstead();
  }

  /**
   * Asks for it in the table's place, or gives that back.
   *
   * @return false where the two fit side by side
   */
  public boolean switchInstead() {
    boolean instead = isInstead();
    asked.set(instead && !asked.get());
    return instead;
  }

  /** Whether it has something to tell but no room beside the table, where it was put. */
  ObservableBooleanValue folded() {
    return Objects.requireNonNull(place).folded();
  }

  /** Whether there is nothing in it that the keys could be at. */
  public boolean isEmpty() {
    return empty.isVisible();
  }

  private boolean isInstead() {
    return place != null && place.isNarrow();
  }

  /** Gives it buttons for the commands that act on the selected thing. */
  public void actions(CommandButtons buttons, Command... commands) {
    for (Command command : commands) {
      Button _ = action(buttons, command);
    }
  }

  /** The same for what only things in a rare state need; other things do not show the buttons. */
  public void rareActions(CommandButtons buttons, Command... commands) {
    for (Command command : commands) {
      Button _ = rareAction(buttons, command);
    }
  }

  /** The same for one, whose button is told. */
  public Button rareAction(CommandButtons buttons, Command command) {
    Button button = action(buttons, command);
    command.whyNot().subscribe(why -> Nodes.show(button, why.isEmpty()));
    return button;
  }

  /** Gives it, behind the buttons, a menu of what is wanted less often. */
  public void further(CommandButtons buttons, Command... commands) {
    MenuButton more = new MenuButton(Texts.get("console.drawer.more"));
    more.setId(getId() + "-more");
    more.getStyleClass().add("more");
    more.setMinWidth(USE_PREF_SIZE);
    more.getItems().setAll(Stream.of(commands).map(buttons::item).toList());
    actions.getChildren().add(more);
  }

  /** The same for one command; its menu, if it has one, opens at the button. */
  public Button action(CommandButtons buttons, Command command) {
    Button button = new Button();
    buttons.join(button, command);
    actions.getChildren().add(button);
    button.setId(getId() + "-action-" + actions.getChildren().size());
    return button;
  }

  private void show(@Nullable DrawerContent content) {
    Nodes.show(empty, content == null);
    Nodes.show(scroll, content != null);
    Nodes.show(body, content != null);
    Nodes.show(actions, content != null);
    if (content == null) {
      return;
    }
    if (!content.title().equals(title.getText())) { // one reads of another thing from its beginning
      scroll.setVvalue(0);
      summary.setVvalue(0);
    }
    title.setText(content.title());
    title.setWrapText(content.title().indexOf(' ') >= 0); // a path is cut in its middle
    title.setTooltip(new Tooltip(content.title()));
    badges.getChildren().setAll(content.badges().stream().map(this::badge).toList());
    aboveState.getChildren().setAll(content.badges().stream().limit(1).map(this::badge).toList());
    facts.getChildren().clear();
    for (int i = 0; i < content.facts().size(); i++) {
      fact(i, content.facts().get(i));
    }
    history.getChildren().setAll(content.history().stream().map(this::entry).toList());
    Nodes.show(historyTitle, !content.history().isEmpty());
    related.getChildren().setAll(content.related().stream().map(Drawer::link).toList());
    for (int i = 0; i < related.getChildren().size(); i++) {
      related.getChildren().get(i).setId(getId() + "-related-" + (i + 1));
    }
    Nodes.show(relatedTitle, !content.related().isEmpty());
    pages.show(content.pages());
    whyAbove.join();
  }

  private void fact(int row, DrawerContent.Fact fact) {
    Label name = new Label(fact.name());
    name.getStyleClass().add("fact-name");
    name.setMinWidth(USE_PREF_SIZE);
    if (fact.state() != null) {
      facts.addRow(row, name, badge(fact.state()));
      return;
    }
    Label value = new Label(fact.value());
    value.getStyleClass().add("fact-value");
    if (fact.id()) {
      value.getStyleClass().add("mono");
    }
    whole(value, fact.value());
    if (!fact.full().equals(fact.value())) {
      value.setTooltip(new Tooltip(fact.full()));
    }
    GridPane.setValignment(name, VPos.TOP);
    facts.addRow(row, name, value);
  }

  /** Nothing is cut: a long path is told in lines that end behind its folders, an ID in pieces. */
  private static void whole(Label value, String text) {
    Runnable words =
        () -> value.setText(Fitting.broken(text, value.getFont(), Fitting.room(value)));
    value.setWrapText(true);
    value.setMaxWidth(Double.MAX_VALUE); // else its place would shrink to its lines
    value.setAccessibleText(text);
    value.widthProperty().subscribe(words);
    value.fontProperty().subscribe(words);
  }

  private BadgeLabel badge(Badge badge) {
    BadgeLabel label = new BadgeLabel(Objects.requireNonNull(ticker));
    label.show(badge);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private VBox entry(DrawerContent.Entry entry) {
    Label when = new Label(entry.when());
    when.getStyleClass().add("muted");
    HBox head = new HBox(badge(entry.badge()), when);
    head.getStyleClass().add("entry-head");
    Label text = new Label(entry.text());
    text.setWrapText(true);
    Nodes.show(text, !entry.text().isBlank());
    VBox box = new VBox(head, text);
    box.getStyleClass().add("entry");
    return box;
  }

  private static Hyperlink link(DrawerContent.Related related) {
    Hyperlink link = new Hyperlink(related.text());
    link.setWrapText(true);
    link.setOnAction(event -> related.open().run());
    return link;
  }

  /** Shows the summary, or one of the further pages, 1 upwards. */
  public void openPage(int number) {
    ask();
    pages.open(number);
  }

  /** Shows the page with this title, now or as soon as there is one. */
  public void openPage(String title) {
    ask();
    pages.open(title);
  }
}
