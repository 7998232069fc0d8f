package dev.reeve.console.fx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A pane's filter: free text and tokens with completion as one types, {@linkplain FilterTokens
 * chips} of them while nobody types, a button to clear it, "n of m" beside it, and behind that what
 * the FXML puts into it. The text gives way to those, so that nothing beside the filter moves when
 * they come and go. Screen thread.
 */
public final class FilterField extends HBox {
  private static final int OFFERED = 8;

  /** In em. */
  private static final double ROOM_TO_TYPE = 12;

  private static final String CHOSEN = "chosen";

  /** Chips stand where its text would. */
  private static final PseudoClass IN_CHIPS = PseudoClass.getPseudoClass("in-chips");

  /** What it would keep up with could not be read the last time. */
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  /** It has the width of the stamp besides its own. */
  private static final PseudoClass STAMPED = PseudoClass.getPseudoClass("stamped");

  /** How much wider it is then, in em, as the styles say. */
  private static final double STAMP = 10;

  private final SearchField field = new SearchField();
  private final FilterTokens tokens = new FilterTokens(field);
  private final Label count = new Label();
  private final StaleStamp stale = new StaleStamp();
  private final ToggleButton live = new ToggleButton();
  private final ContextMenu completions = new ContextMenu();
  private Subscription told = Subscription.EMPTY;
  private ObservableBooleanValue unread = new SimpleBooleanProperty(); // bindings are held weakly

  public FilterField() {
    getStyleClass().add("filter-field");
    completions.getStyleClass().add("completions");
    setAlignment(Pos.CENTER_LEFT);
    count.getStyleClass().add("filter-count");
    count.setMinWidth(USE_PREF_SIZE);
    field.behindGlass(tokens);
    HBox.setHgrow(field, Priority.ALWAYS);
    live.getStyleClass().addAll("chip", "live-switch");
    live.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(field, count, stale, live);
    stale.managedProperty().subscribe(this::makeRoomForStamp);
    count.fontProperty().subscribe(this::makeRoomForStamp);
    parentProperty()
        .flatMap(line -> ((Region) line).widthProperty())
        .subscribe(this::makeRoomForStamp);
    parentProperty()
        .flatMap(Parent::needsLayoutProperty) // what stands beside it has other words
        .subscribe(needs -> makeRoomForStamp());
  }

  /** Where its line has room the stamp takes none from what is typed. */
  private void makeRoomForStamp() {
    boolean fits =
        stale.isManaged() && getParent() instanceof Region line && widthOfLine(line) <= room(line);
    pseudoClassStateChanged(STAMPED, fits);
  }

  /** A line that what stands in it has made wider than its window has no more room than that. */
  private static double room(Region line) {
    Scene scene = line.getScene();
    double inWindow =
        scene == null ? Double.MAX_VALUE : scene.getWidth() - line.localToScene(0, 0).getX();
    return Math.min(line.getWidth(), inWindow);
  }

  private double widthOfLine(Region line) {
    boolean wider = getPseudoClassStates().contains(STAMPED);
    double width = wider ? 0 : STAMP * count.getFont().getSize();
    double gap = line instanceof FlowPane flow ? flow.getHgap() : 0;
    for (Node each : line.getChildrenUnmodifiable()) {
      width += each.isManaged() ? each.prefWidth(-1) + gap : 0;
    }
    return width - gap;
  }

  /**
   * Joins it with the filter of a list.
   *
   * @param rows where the rows are, for the keys that go to them
   */
  public void bind(String prompt, LiveList<?, ?> list, Node rows) {
    field.setAccessibleText(prompt);
    field.widthProperty().subscribe(() -> fitPrompt(prompt));
    field.fontProperty().subscribe(() -> fitPrompt(prompt));
    field.textProperty().subscribe(() -> fitPrompt(prompt));
    field.textProperty().bindBidirectional(list.filterProperty());
    count.textProperty().bind(list.nOfM());
    list.reading().staleSinceProperty().subscribe(stale::show);
    unread = list.reading().unread();
    unread.subscribe(is -> live.pseudoClassStateChanged(STALE, is));
    unread.subscribe(is -> showLive(list.pausedSinceProperty().get()));
    list.pausedSinceProperty().subscribe(this::showLive);
    live.setOnAction(event -> list.pause(list.pausedSinceProperty().get() == null));
    field.setOnAction(event -> goTo(list, rows));
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            goTo(list, rows);
            event.consume();
          }
        });
    completions.addEventFilter(KeyEvent.KEY_PRESSED, event -> inOffers(event, list, rows));
    field.textProperty().addListener((observable, was, typed) -> offer(list.grammar(), typed));
    field.textProperty().subscribe(() -> showTokens(list.grammar()));
    field.focusedProperty().subscribe(() -> showTokens(list.grammar()));
    showTokens(list.grammar());
  }

  /**
   * Has the count say more than how many rows are shown.
   *
   * @param words said where they leave the filter its room
   * @param few said elsewhere
   * @param pointedAt all of it
   */
  void countSays(
      ObservableValue<String> words,
      ObservableValue<String> few,
      ObservableValue<String> pointedAt) {
    List<Observable> of =
        new ArrayList<>(List.of(words, few, widthProperty(), count.fontProperty()));
    for (Region each : besideCount()) {
      of.addAll(List.of(each.widthProperty(), each.managedProperty()));
    }
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> leavesRoom(words.getValue()) ? words.getValue() : few.getValue(),
                of.toArray(Observable[]::new)));
    countTells(pointedAt);
  }

  /** Has the count say of what it is when it is pointed at. */
  public void countTells(ObservableValue<String> pointedAt) {
    Tooltip hint = new Tooltip();
    hint.textProperty().bind(pointedAt);
    told.unsubscribe(); // what it told of before
    told = pointedAt.subscribe(text -> count.setTooltip(text.isEmpty() ? null : hint));
  }

  private boolean leavesRoom(String words) {
    double others = getSpacing() * getChildren().size();
    for (Region each : besideCount()) {
      others += each.isManaged() ? each.getWidth() : 0;
    }
    double room = getWidth() - others - Fitting.width(words, count.getFont());
    return room >= ROOM_TO_TYPE * count.getFont().getSize();
  }

  private List<Region> besideCount() {
    return getChildren().stream()
        .filter(each -> each != field && each != count)
        .map(Region.class::cast)
        .toList();
  }

  private void showTokens(FilterGrammar<?> grammar) {
    List<FilterGrammar.Word> words = grammar.words(field.getText());
    boolean inChips = !field.isFocused() && words.stream().anyMatch(FilterGrammar.Word::token);
    field.pseudoClassStateChanged(IN_CHIPS, inChips);
    tokens.show(inChips ? words : List.of());
  }

  /**
   * As many of its examples as there is room for: the toolkit would cut a letter in two. The icon
   * before it tells what it is where there is no room for a word.
   */
  private void fitPrompt(String prompt) {
    double room =
        field.getWidth()
            - field.snappedLeftInset()
            - field.snappedRightInset()
            - SearchField.ROOM_OF_GLASS * field.getFont().getSize();
    String shown = field.getText().isEmpty() ? prompt : "";
    while (field.getWidth() > 0
        && Fitting.width(shown, field.getFont()) > room
        && shown.indexOf(' ') > 0) {
      shown = shown.substring(0, shown.lastIndexOf(' ')).replaceAll("[,:]$", "");
    }
    boolean fits = field.getWidth() == 0 || Fitting.width(shown, field.getFont()) <= room;
    field.setPromptText(fits ? shown : "");
  }

  private void showLive(@Nullable Instant pausedSince) {
    live.setSelected(pausedSince != null);
    live.setGraphic(pausedSince == null ? liveDot() : Icons.of(Icon.PAUSE, 13));
    live.setText(
        pausedSince == null
            ? Texts.get(unread.get() ? "console.live.not" : "console.live.on")
            : Texts.get("console.live.paused", Formats.clock(pausedSince)));
    live.setTooltip(
        new Tooltip(
            pausedSince == null
                ? Texts.get(unread.get() ? "console.live.not-hint" : "console.live.pause")
                : Texts.get("console.live.go-on")));
  }

  private static Node liveDot() {
    Region dot = new Region();
    dot.getStyleClass().add("live-dot");
    return dot;
  }

  /** To the first row that was found; where none was, one goes on typing. */
  private static void goTo(LiveList<?, ?> list, Node rows) {
    list.rows().shown().stream()
        .findFirst()
        .ifPresent(
            row -> {
              list.selected().setAll(row.key());
              rows.requestFocus();
            });
  }

  /** The menu of completions has its first one under the keys from the start: nobody chose it. */
  private void inOffers(KeyEvent event, LiveList<?, ?> list, Node rows) {
    boolean chosen = completions.getStyleClass().contains(CHOSEN);
    if (chosen) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER) {
      completions.hide();
      goTo(list, rows);
      event.consume();
    } else if (event.getCode() == KeyCode.DOWN) {
      completions.getStyleClass().add(CHOSEN);
      event.consume();
    }
  }

  private void offer(FilterGrammar<?> grammar, String typed) {
    List<MenuItem> offers =
        field.isFocused()
            ? grammar.complete(typed).stream()
                .filter(offer -> !offer.equals(typed))
                .limit(OFFERED)
                .map(this::offer)
                .toList()
            : List.of();
    completions.getStyleClass().remove(CHOSEN);
    completions.getItems().setAll(offers);
    if (offers.isEmpty()) {
      completions.hide();
    } else if (!completions.isShowing()) {
      completions.show(field, Side.BOTTOM, 0, 2);
    }
  }

  private MenuItem offer(String text) {
    MenuItem item = new MenuItem(text);
    item.setMnemonicParsing(false);
    item.setOnAction(
        event -> {
          field.setText(text);
          field.end();
        });
    return item;
  }

  /** The field itself, for focus and tests. */
  public TextField field() {
    return field;
  }

  /** Gives the inner field its stable id. */
  public void setFieldId(String id) {
    field.setId(id);
    live.setId(id + "-live");
    stale.setId(id + "-stale");
  }

  /** The inner field's stable id. */
  public String getFieldId() {
    return field.getId();
  }
}
